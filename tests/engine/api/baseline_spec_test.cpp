#include "engine/api/baseline_spec.h"

#include <catch2/catch.hpp>

#include "engine/api/baseline_list.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// The process is in `folder` while this lives.
class WorkingIn {
public:
    explicit WorkingIn(const fs::path& folder) { fs::current_path(folder); }
    ~WorkingIn() { fs::current_path(m_before); }
    WorkingIn(const WorkingIn&) = delete;
    WorkingIn& operator=(const WorkingIn&) = delete;

private:
    fs::path m_before = fs::current_path();
};

}  // namespace

TEST_CASE("baseline spec: a name is itself in text", "[quick]") {
    CHECK(parseBaseline("black") == BaselineSpec(NamedBaseline::Black));
    CHECK(parseBaseline("mean") == BaselineSpec(NamedBaseline::Mean));
    CHECK(parseBaseline("blur") == BaselineSpec(NamedBaseline::Blur));
    CHECK(parseBaseline("white") == BaselineSpec(NamedBaseline::White));
    CHECK(parseBaseline("grey") == BaselineSpec(NamedBaseline::Grey));
    CHECK(parseBaseline("noise") == BaselineSpec(NamedBaseline::Noise));
    CHECK(namedBaselines().size() == 6);
    for (const Choice& choice : namedBaselines())
        CHECK(toText(parseBaseline(choice.name)) == choice.name);
}

TEST_CASE("baseline spec: a colour is six hexadecimal digits, however they are written",
          "[quick]") {
    const BaselineSpec orange = ColourBaseline{{0xff, 0x80, 0x0a}};
    CHECK(parseBaseline("#ff800a") == orange);
    CHECK(parseBaseline("#FF800A") == orange);
    CHECK(toText(orange) == "#ff800a");
    for (const char* text : {"#", "#fff", "#00ff7g", "#00ff7f0", "# 0ff7f", "#-0ff7f"}) {
        CHECK_THROWS_WITH(parseBaseline(text), Contains("#rrggbb"));
        CHECK_THROWS_WITH(parseNameOrColour(text), Contains("#rrggbb"));
    }
}

TEST_CASE("baseline spec: a folder is one whose pictures are drawn, anything else a picture",
          "[quick]") {
    const TemporaryFolder folder;
    const std::string pictures = folder.path().string() + "/";
    const std::string picture = folder.write("sky.png", std::string("x")).string();
    CHECK(parseBaseline(pictures) == BaselineSpec(FolderBaseline{pictures}));
    CHECK(parseBaseline(picture) == BaselineSpec(PictureBaseline{picture}));
    CHECK(parseBaseline("not there") == BaselineSpec(PictureBaseline{"not there"}));
    CHECK(parseBaseline("") == BaselineSpec(PictureBaseline{}));
    for (const std::string& text : {pictures, picture, std::string("not there"), std::string()}) {
        CHECK(toText(parseBaseline(text)) == text);
        CHECK_FALSE(parseNameOrColour(text));
    }
}

TEST_CASE("baseline spec: a folder called like a name or a colour is given with its place",
          "[quick]") {
    const TemporaryFolder folder;
    for (const char* name : {"black", "#102030"}) fs::create_directory(folder.path() / name);
    const WorkingIn working(folder.path());
    CHECK(parseBaseline("black") == BaselineSpec(NamedBaseline::Black));
    CHECK(parseBaseline("./black") == BaselineSpec(FolderBaseline{"./black"}));
    CHECK(toText(parseBaseline("./black")) == "./black");
    // Where a dialog gives the name alone, its text does not become another baseline.
    CHECK(toText(FolderBaseline{"black"}) == "./black");
    CHECK(toText(PictureBaseline{"noise"}) == "./noise");
    CHECK(toText(FolderBaseline{"#102030"}) == "./#102030");

    ExplainRequest request;
    request.baselineCount = 4;
    setBaselines(request, {parseBaseline("black")});
    CHECK_FALSE(drawsBaselines(request));
    CHECK(request.baselineCount == 1);
    setBaselines(request, {parseBaseline("./black")});
    CHECK(drawsBaselines(request));
}

TEST_CASE("baseline spec: noise and a folder's pictures are drawn, nothing else", "[quick]") {
    CHECK(isDrawn(NamedBaseline::Noise));
    CHECK(isDrawn(FolderBaseline{"pictures"}));
    CHECK_FALSE(isDrawn(NamedBaseline::Black));
    CHECK_FALSE(isDrawn(ColourBaseline{}));
    CHECK_FALSE(isDrawn(PictureBaseline{"pictures"}));
}
