#include "tests/support/torch_catch.h"

#include <zip.h>

#include <cstring>
#include <fstream>
#include <memory>
#include <random>
#include <thread>

#include "engine/api/engine.h"
#include "engine/io/npy.h"
#include "engine/io/npz_writer.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace std::string_literals;
using Catch::Contains;
using sigscope::Explanation;
using sigscope::tests::TemporaryFolder;

namespace {

Explanation explanation() {
    Explanation result;
    result.attribution = sigscope::Array(3, 2, 4);
    for (std::size_t i = 0; i < result.attribution.values.size(); ++i)
        result.attribution.values[i] = static_cast<float>(i) / 8;
    result.input = result.baseline = sigscope::Array(3, 2, 4);
    result.alphas = {0, 0.5, 1};
    result.f = {0.25, 0.5, 0.125};
    result.logits = {1, 2, 3, 4, 5};
    result.recipe = "{\"name\": \"café ∑\"}";
    return result;
}

std::string entry(const fs::path& file, const std::string& name) {
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
        zip_open(file.c_str(), ZIP_RDONLY, nullptr), zip_discard);
    REQUIRE(archive);
    zip_stat_t status;
    REQUIRE(zip_stat(archive.get(), name.c_str(), 0, &status) == 0);
    std::string content(status.size, '\0');
    zip_file_t* opened = zip_fopen(archive.get(), name.c_str(), 0);
    REQUIRE(zip_fread(opened, content.data(), content.size()) ==
            static_cast<zip_int64_t>(content.size()));
    zip_fclose(opened);
    return content;
}

/// The data of an .npy file after its header.
std::string data(const std::string& npy) {
    return npy.substr(npy.find('\n') + 1);
}

}  // namespace

TEST_CASE("npz: everything can be read back", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "result.npz";
    const Explanation written = explanation();
    REQUIRE(sigscope::writeNpz(file, written).ok());
    CHECK(folder.entryCount() == 1);

    const std::string attribution = entry(file, "attribution.npy");
    CHECK_THAT(attribution, Contains("'descr': '<f4'") && Contains("'shape': (3,2,4)"));
    CHECK(attribution.find('\n') % 64 == 63);
    std::vector<float> values(written.attribution.values.size());
    REQUIRE(data(attribution).size() == values.size() * sizeof(float));
    std::memcpy(values.data(), data(attribution).data(), values.size() * sizeof(float));
    CHECK(values == written.attribution.values);

    for (const char* name : {"input.npy", "baseline.npy"})
        CHECK_THAT(entry(file, name), Contains("(3,2,4)"));
    CHECK_THAT(entry(file, "logits.npy"), Contains("<f4") && Contains("(5,)"));
    for (const char* name : {"alphas.npy", "f.npy"})
        CHECK_THAT(entry(file, name), Contains("<f8") && Contains("(3,)"));
    double last = 0;
    std::memcpy(&last, data(entry(file, "f.npy")).data() + 16, sizeof last);
    CHECK(last == 0.125);
}

TEST_CASE("npz: the recipe is a string of code points without a shape", "[quick]") {
    const std::vector<std::uint8_t> bytes = sigscope::io::npyBytes("a∑\xff");
    const std::string npy(bytes.begin(), bytes.end());
    CHECK_THAT(npy, Contains("'descr': '<U3'") && Contains("'shape': ()"));
    std::u32string points(3, U'\0');
    REQUIRE(data(npy).size() == 12);
    std::memcpy(points.data(), data(npy).data(), 12);
    CHECK(points == U"a∑\xfffd");
}

TEST_CASE("npz: nothing in the file says when it was written", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "result.npz";
    REQUIRE(sigscope::writeNpz(file, explanation()).ok());
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    // APPNOTE.TXT 4.3.7, 4.3.12: time and date of each entry, here and in the directory, where they
    // follow two bytes later. Midnight of 1980-01-01, at least seven entries, each in both places.
    int entries = 0;
    for (const auto& [signature, offset] : {std::pair("PK\3\4", 10), std::pair("PK\1\2", 12)})
        for (auto at = bytes.find(signature); at != std::string::npos;
             at = bytes.find(signature, at + 1), ++entries)
            CHECK(bytes.substr(at + static_cast<std::size_t>(offset), 4) == "\0\0\x21\0"s);
    CHECK(entries >= 14);
}

TEST_CASE("npz: a stop leaves what was there", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "result.npz";
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(sigscope::writeNpz(file, explanation(), stop.get_token()).ok());
    CHECK(folder.entryCount() == 0);

    REQUIRE(sigscope::writeNpz(file, explanation()).ok());
    const std::string before = entry(file, "f.npy");
    Explanation other = explanation();
    other.f = {9, 9, 9};
    CHECK_FALSE(sigscope::writeNpz(file, other, stop.get_token()).ok());
    CHECK(entry(file, "f.npy") == before);
    CHECK(folder.entryCount() == 1);
}

TEST_CASE("npz: a stop while the archive is being made leaves nothing") {
    const TemporaryFolder folder;
    // Noise takes a second or more to compress; the stop comes from a thread that starts with it.
    Explanation large = explanation();
    large.attribution = sigscope::Array(3, 3000, 3000);
    std::mt19937 generator(1);
    for (float& value : large.attribution.values) value = static_cast<float>(generator());
    std::stop_source stop;
    const std::jthread stopper([&stop] { stop.request_stop(); });
    CHECK_FALSE(sigscope::writeNpz(folder.path() / "r.npz", large, stop.get_token()).ok());
    CHECK(folder.entryCount() == 0);
}

TEST_CASE("npz: what cannot be written is named, and nothing is left", "[quick]") {
    const TemporaryFolder folder;
    const auto missing = sigscope::writeNpz(folder.path() / "no" / "r.npz", explanation());
    REQUIRE_FALSE(missing.ok());
    CHECK_THAT(missing.error(), Contains("r.npz: there is no folder "));
    const auto directory = sigscope::writeNpz(folder.path(), explanation());
    REQUIRE_FALSE(directory.ok());
    CHECK_THAT(directory.error(), Contains("is a folder"));
    CHECK(folder.entryCount() == 0);
}
