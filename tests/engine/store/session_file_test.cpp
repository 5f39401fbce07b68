// A session's file is read back as it was written, and what is none of ours is refused.

#include "engine/api/session_file.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <iterator>

#include "engine/api/engine.h"
#include "engine/io/sha256.h"
#include "engine/io/zip_writer.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using Catch::Contains;
using Catch::StartsWith;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

fs::path seeds() {
    return SIGSCOPE_TEST_DATA "/fuzz";
}

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const Catalogue& sessionCatalogue() {
    static const Catalogue all = makeEngine()->catalogue();
    return all;
}

/// Of a picture of 1200 × 600 pixels, whose middle the model saw as 4 × 2.
std::shared_ptr<Explanation> someResult() {
    auto scene = std::make_shared<Scene>();
    scene->picture = {1200, 600, std::vector<std::uint8_t>(1200 * 600 * 3, 90)};
    scene->seen = {4, 2, std::vector<std::uint8_t>(24, 7)};
    scene->seenRegion = {300, 0, 600, 600};
    scene->modelTitle = "Net";
    scene->device = "CPU";
    scene->baselines = {"black"};
    scene->top = {{3, "cat ∑", 0.75, 2.5}};
    scene->target = scene->baselineTop = scene->top[0];
    auto result = std::make_shared<Explanation>();
    result->scene = scene;
    result->attribution = result->input = result->baseline = Array(3, 2, 4);
    for (std::size_t i = 0; i < result->attribution.values.size(); ++i)
        result->attribution.values[i] = static_cast<float>(i) / 8 - 1;
    result->alphas = {0, 0.5, 1};
    result->f = {0.25, 0.5, 0.75};
    result->accumulatedSums = {0, 0.25, 0.5};
    result->logits = {1, 2};
    result->evaluations = 9;
    result->seconds = 1.75;
    result->recipe = contentOf(seeds() / "recipe/plain.json");
    result->spec = {std::string(64, 'c')};
    return result;
}

/// The picture that someResult()'s recipe is of has another digest than any file here.
std::string withImageDigest(std::string recipe, const std::string& sha256) {
    const std::string key = "\"sha256\":\"";
    return recipe.replace(recipe.find(key) + key.size(), sha256.size(), sha256);
}

std::vector<std::uint8_t> bytesOf(const std::string& text) {
    return {text.begin(), text.end()};
}

/// An archive of session.json and one more entry.
fs::path archiveIn(const TemporaryFolder& folder, const std::string& json, const std::string& name,
                   io::Packing packing = io::Packing::Stored) {
    io::ZipWriter archive(packing);
    archive.add("session.json", bytesOf(json));
    archive.add(name, bytesOf(std::string(1000, 'x')));
    const fs::path file = folder.path() / "s.sigscope";
    REQUIRE(archive.write(file, {}) == io::Written::Whole);
    return file;
}

constexpr const char* emptySession =
    R"({"schema":"sigscope-session","version":1,"results":[],"compared":[],"folders":[],)"
    R"("pictures":[]})";

std::string refusalOf(const fs::path& file) {
    const auto read = readSession(file, sessionCatalogue());
    REQUIRE_FALSE(read.ok());
    CHECK_THAT(read.error(), StartsWith(file.string() + ": "));
    CHECK(read.error().find('\n') == std::string::npos);
    return read.error();
}

}  // namespace

TEST_CASE("session: what is written is read back, and a thumbnail stands for the picture",
          "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "s.sigscope";
    const auto first = someResult();
    SessionContent content;
    content.results = {first, someResult()};
    content.shown = 1;
    content.compared = {{1, "two"}, {0, "one"}};
    content.folders = {"/some/where"};
    REQUIRE(writeSession(file, content).ok());

    const auto read = readSession(file, sessionCatalogue());
    INFO((read ? "" : read.error()));
    REQUIRE(read.ok());
    const SessionContent& back = read.value().content;
    REQUIRE(back.results.size() == 2);
    REQUIRE(back.shown);
    CHECK(*back.shown == 1);
    REQUIRE(back.compared.size() == 2);
    CHECK(back.compared[0].result == 1);
    CHECK(back.compared[0].title == "two");
    CHECK((back.folders == content.folders));
    const Explanation& result = *back.results[0];
    CHECK((result.attribution == first->attribution));
    CHECK(result.f == first->f);
    CHECK(result.seconds == first->seconds);
    CHECK(result.recipe == first->recipe);
    CHECK((result.spec == first->spec));
    CHECK(result.scene->target.label == "cat ∑");
    CHECK(result.scene->picture.width == 512);
    CHECK(result.scene->picture.height == 256);
    CHECK(result.scene->seenRegion.x == Approx(128));
    CHECK(result.scene->seenRegion.width == Approx(256));
    CHECK(read.value().recipes[0].request.method == "sig");
    CHECK(read.value().pictures.empty());
}

TEST_CASE("session: included pictures are those of its results, and are unpacked by their digest",
          "[quick]") {
    const TemporaryFolder folder;
    const fs::path picture = folder.write("p.jpg", std::string("the picture's bytes"));
    const fs::path stranger = folder.write("other.jpg", std::string("another one's"));
    const std::string sha256 = io::sha256OfFile(picture);
    const auto result = someResult();
    result->recipe = withImageDigest(result->recipe, sha256);
    SessionContent content;
    content.results = {result};
    const fs::path file = folder.path() / "s.sigscope";
    REQUIRE(writeSession(file, content, {picture, stranger, picture}).ok());

    const auto read = readSession(file, sessionCatalogue());
    INFO((read ? "" : read.error()));
    REQUIRE(read.ok());
    REQUIRE(read.value().pictures.size() == 1);
    const auto folders = unpackPictures(read.value(), folder.path() / "unpacked");
    REQUIRE(folders.ok());
    REQUIRE(folders.value().size() == 1);
    CHECK(folders.value()[0] == folder.path() / "unpacked" / sha256);
    CHECK(contentOf(folders.value()[0] / "p.jpg") == "the picture's bytes");
}

TEST_CASE("session: files of another program or version are refused in a sentence", "[quick]") {
    const TemporaryFolder folder;
    const auto refused = [&](const std::string& json) {
        return refusalOf(archiveIn(folder, json, "results/1.npz"));
    };
    CHECK_THAT(refused(R"({"schema":"sigscope-session","version":7})"),
               Contains("is a session of version 7, this program reads 1"));
    CHECK_THAT(refused(R"({"schema":"other","version":1})"), Contains("is no session"));
    CHECK_THAT(refused("no json"), Contains("is not JSON"));
    CHECK_THAT(refused(std::string(100'000, '[')), Contains("levels deep"));
    CHECK_THAT(refused("{}"), Contains("is damaged: session.json lacks a value"));
    CHECK_THAT(refusalOf(folder.write("t.sigscope", std::string("text"))),
               Contains("is a damaged or truncated zip archive"));
    CHECK_THAT(refusalOf(folder.path() / "absent.sigscope"), Contains("absent.sigscope"));
}

TEST_CASE("session: names that lead elsewhere are refused, and nothing is unpacked", "[quick]") {
    const TemporaryFolder folder;
    for (const char* name : {"../../.bashrc", "/etc/passwd", "results/../../x", "pictures/../x",
                             "pictures/a.jpg", "results/1.npz"}) {
        INFO(name);
        CHECK_THAT(refusalOf(archiveIn(folder, emptySession, name)),
                   Contains("which no session does"));
    }
    CHECK(folder.entryCount() == 1);  // The archive itself.
}

TEST_CASE("session: sizes that its header claims are not believed", "[quick]") {
    const TemporaryFolder folder;
    std::string bytes = contentOf(seeds() / "session/one.sigscope");
    // Both sizes of the first entry in the central directory (APPNOTE.TXT, 4.3.12): 4 GiB, the most
    // that fits.
    const std::size_t entry = bytes.find("PK\x01\x02");
    REQUIRE(entry != std::string::npos);
    std::memset(&bytes[entry + 20], 0xfe, 8);
    CHECK_THAT(refusalOf(folder.write("large.sigscope", bytes)), Contains("damaged"));
    // Packed entries could be a thousand times as large as the file.
    const std::string packable = emptySession + std::string(1000, ' ');
    CHECK_THAT(refusalOf(archiveIn(folder, packable, "results/1.npz", io::Packing::Deflated)),
               Contains("compressed"));
}

TEST_CASE("session: a file that was cut short anywhere is refused", "[quick]") {
    const TemporaryFolder folder;
    const std::string whole = contentOf(seeds() / "session/one.sigscope");
    for (std::size_t part = 0; part < 16; ++part)
        static_cast<void>(
            refusalOf(folder.write("cut.sigscope", whole.substr(0, whole.size() * part / 16))));
}

TEST_CASE("session: where it cannot be written, what was there stays", "[quick]") {
    SessionContent content;
    content.results = {someResult()};
    const auto written = writeSession("/no/such/folder/s.sigscope", content);
    REQUIRE_FALSE(written.ok());
    CHECK_THAT(written.error(), Contains("/no/such/folder"));
}
