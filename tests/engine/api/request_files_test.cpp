#include "engine/api/request_files.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace sigscope;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("request files: what a run reads is known by whatever name", "[quick]") {
    const TemporaryFolder folder;
    for (const char* name : {"cat.png", "net.pth", "black.png", "r1.png", "r2.png", "vae.pth"})
        static_cast<void>(folder.write(name, std::string("x")));
    for (const char* name : {"bank", "drawn"}) fs::create_directory(folder.path() / name);
    static_cast<void>(folder.write("drawn/a.png", std::string("x")));
    static_cast<void>(folder.write("bank/b.png", std::string("x")));
    fs::create_symlink(folder.path() / "cat.png", folder.path() / "link.png");
    const auto at = [&](const char* name) { return (folder.path() / name).string(); };

    ParameterSpec references;
    references.name = "references";
    references.kind = ParameterSpec::Kind::Folder;
    Catalogue catalogue;
    catalogue.methods = {{"ig2", "IG²", "", {references}}};
    ExplainRequest request;
    request.method = "ig2";
    request.image = at("cat.png");
    request.model = at("net.pth");
    request.baselines = {PictureBaseline{at("black.png")}, FolderBaseline{at("drawn")}};
    request.parameters["references"] = at("r1.png") + ";" + at("r2.png");
    const auto part = [&](const char* name) {
        return partOfRequest(folder.path() / name, request, catalogue);
    };
    CHECK(part("cat.png") == "the picture to explain");
    CHECK(part("link.png") == "the picture to explain");
    CHECK(part("net.pth") == "the model");
    CHECK(part("black.png") == "the baseline");
    CHECK(part("drawn/a.png") == "in the folder of the baselines");
    CHECK(part("r2.png") == "the references");
    CHECK(part("new.png").empty());
    CHECK(part("vae.pth").empty());
    request.parameters["references"] = at("bank");
    CHECK(part("bank/b.png") == "in the folder of the references");
    CHECK(part("bank/new.png").empty());
    const auto checked = checkNoPartOfRequest(folder.path() / "net.pth", request, catalogue);
    REQUIRE_FALSE(checked);
    CHECK(checked.error() == at("net.pth") + ": is the model; give another name");
    CHECK(checkNoPartOfRequest(folder.path() / "new.png", request, catalogue));
}
