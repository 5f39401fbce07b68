#include "engine/io/recipe_text.h"

#include <chrono>
#include <fstream>
#include <random>
#include "tests/support/torch_catch.h"

#include "engine/api/engine.h"
#include "engine/api/recipe.h"
#include "engine/error.h"
#include "engine/io/npy.h"
#include "engine/io/npz_writer.h"
#include "tests/support/temporary_folder.h"

using Catch::Contains;
using sigscope::io::recipeText;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

constexpr const char* recipe = R"({"image": {"name": "a&b‹ü>.png"}, "emoji": "🐈"})";

std::string bigEndian(std::size_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
    return bytes;
}

/// A chunk with a checksum that nobody compares.
std::string chunk(const std::string& type, const std::string& content) {
    return bigEndian(content.size()) + type + content + "crc.";
}

std::string png(const std::string& chunks) {
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", std::string(13, '\0')) + chunks + chunk("IEND", "");
}

std::string npz(const TemporaryFolder& folder, const std::string& text) {
    sigscope::Explanation explanation;
    explanation.attribution = explanation.input = explanation.baseline = sigscope::Array(3, 2, 2);
    explanation.recipe = text;
    const fs::path file = folder.path() / "arrays.npz";
    REQUIRE(sigscope::writeNpz(file, explanation).ok());
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The text of a file with that content.
std::string textOf(const std::string& content) {
    const TemporaryFolder folder;
    return recipeText(folder.write("result", content));
}

}  // namespace

TEST_CASE("recipe text: found in every kind of result", "[quick]") {
    const TemporaryFolder folder;
    CHECK(textOf(npz(folder, recipe)) == recipe);
    CHECK(textOf(png(chunk("tEXt", "other\0text"s) +
                     chunk("iTXt", "recipe\0\0\0\0\0"s + recipe))) == recipe);
    CHECK(textOf("<?xml version=\"1.0\"?>\n<svg><desc>eyJhIjoxfQ==</desc></svg>") == R"({"a":1})");
    CHECK(textOf("%PDF-1.6\n…<sigscope:recipe>eyJhIjoxMn0=</sigscope:recipe>…") == R"({"a":12})");
    CHECK(textOf("# {\"a\":\n#  1}\nalpha,f\n0,1\n") == "{\"a\":\n 1}");
    CHECK(textOf(" \n"s + recipe) == " \n"s + recipe);
}

TEST_CASE("recipe text: what holds none says so", "[quick]") {
    const auto refuses = [](const std::string& content, const std::string& reason) {
        CHECK_THROWS_WITH(textOf(content), Contains("result: ") && Contains(reason));
    };
    refuses("", "is empty");
    refuses("just some words", "is no result");
    refuses(png(""), "holds no recipe");
    refuses(png(chunk("iTXt", "recipe\0\1\0\0\0xyz"s)), "compressed");
    refuses(png(chunk("iTXt", "recipe\0\0\0no end"s)), "holds no recipe");
    refuses("<svg></svg>", "holds no recipe");
    refuses("<svg><desc>eyJhIjoxfQ==", "truncated");
    refuses("<svg><desc>not base64!!</desc></svg>", "no base64");
    refuses("%PDF-1.4 nothing", "holds no recipe");
    refuses("PK\3\4 no archive", "damaged or truncated archive");
    refuses("{" + std::string((1 << 20) + 1, ' ') + "}", "too long");
    CHECK_THROWS_WITH(recipeText("/no/such.npz"), Contains("there is no such file"));
    CHECK_THROWS_WITH(recipeText("/proc"), Contains("is a folder"));
    CHECK_THROWS_WITH(recipeText("/dev/zero"), Contains("is not a regular file"));
}

TEST_CASE("recipe text: damaged files are refused or read, never worse", "[quick]") {
    const TemporaryFolder folder;
    const std::string good[] = {
        npz(folder, recipe), png(chunk("iTXt", "recipe\0\0\0\0\0"s + recipe)),
        "<svg><desc>eyJhIjoxfQ==</desc></svg>",
        "%PDF-1.6 <sigscope:recipe>eyJhIjoxMn0=</sigscope:recipe>", "# {}\nalpha,f\n"};
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 1000; ++round) {
        std::string content = good[round % 5];
        for (int flips = 0; flips < 3; ++flips)
            content[random() % content.size()] = static_cast<char>(random());
        if (round % 2 == 0) content.resize(random() % content.size());
        try {
            static_cast<void>(textOf(content));
        } catch (const sigscope::Error&) {
            ++refused;
        }
    }
    CHECK(refused > 400);
}

TEST_CASE("recipe text: a picture is told from a figure", "[quick]") {
    const TemporaryFolder folder;
    CHECK_FALSE(sigscope::holdsRecipe(folder.write("photo.png", png(""))));
    CHECK(sigscope::holdsRecipe(
        folder.write("figure.PNG", png(chunk("iTXt", "recipe\0\0\0\0\0"s + recipe)))));
    CHECK_FALSE(sigscope::holdsRecipe(folder.path() / "absent.png"));
    CHECK_FALSE(sigscope::holdsRecipe("photo.jpg"));
    for (const char* name : {"a.npz", "a.svg", "a.pdf", "a.csv", "a.json"})
        CHECK(sigscope::holdsRecipe(name));
    CHECK(sigscope::holdsRecipe(folder.write("result.npz", npz(folder, recipe))));
    sigscope::io::NpzWriter arrays;
    arrays.add("image", sigscope::io::npyBytes({1, 1}, std::vector<float>{0}));
    CHECK_FALSE(sigscope::holdsRecipe(folder.write("picture.npz", *arrays.bytes())));
}
