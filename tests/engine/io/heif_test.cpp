// HEIC and AVIF, where libheif reads them.

#include "tests/support/torch_catch.h"

#include <cmath>
#include <fstream>
#include <iterator>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/picture_header.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::Contains;
using Catch::EndsWith;
using io::LoadedPicture;
using io::readPicture;
using sigscope::tests::TemporaryFolder;

namespace {

using HeifBytes = std::vector<std::uint8_t>;

fs::path heifFile(const std::string& name) {
    return fs::path(SIGSCOPE_TEST_DATA) / "heif" / name;
}

HeifBytes heifBytes(const std::string& name) {
    std::ifstream stream(heifFile(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::array<int, 3> heifPixel(const Image& image, int x, int y) {
    const std::size_t at = 3 * (static_cast<std::size_t>(y) * image.width + x);
    return {image.pixels.at(at), image.pixels.at(at + 1), image.pixels.at(at + 2)};
}

/// Whether a colour is `wanted` but for `tolerance` levels: these files keep luminance and its
/// differences, which rounds.
bool isAbout(const std::array<int, 3>& colour, const std::array<int, 3>& wanted,
             int tolerance = 1) {
    for (std::size_t c = 0; c < 3; ++c)
        if (std::abs(colour[c] - wanted[c]) > tolerance) return false;
    return true;
}

}  // namespace

TEST_CASE("heif: HEIC and AVIF are read, upright as they say themselves", "[quick]") {
    constexpr std::array red{255, 0, 0};
    constexpr std::array blue{0, 0, 255};
    for (const std::string ending : {".heic", ".avif"}) {
        INFO(ending);
        const LoadedPicture plain = readPicture(heifFile("corners" + ending));
        CHECK(plain.notes.empty());
        REQUIRE(plain.image.width == 64);
        REQUIRE(plain.image.height == 32);
        CHECK(isAbout(heifPixel(plain.image, 2, 2), red));
        CHECK(isAbout(heifPixel(plain.image, 61, 2), blue));
        CHECK(isAbout(heifPixel(plain.image, 2, 29), {0, 0, 0}));
        const Image turned = readPicture(heifFile("turned" + ending)).image;
        REQUIRE(turned.width == 32);
        REQUIRE(turned.height == 64);
        CHECK(isAbout(heifPixel(turned, 29, 2), red));
        CHECK(isAbout(heifPixel(turned, 29, 61), blue));
    }
}

TEST_CASE("heif: 10 and 12 bits become 8, and transparency lies over black", "[quick]") {
    for (const char* name : {"deep10.heic", "deep12.heic"}) {
        INFO(name);
        const LoadedPicture picture = readPicture(heifFile(name));
        CHECK(picture.notes.empty());
        CHECK(isAbout(heifPixel(picture.image, 30, 30), {66, 222, 195}));
    }
    // A fifth of (200, 0, 0).
    const LoadedPicture clear = readPicture(heifFile("clear.avif"));
    CHECK(isAbout(heifPixel(clear.image, 30, 30), {40, 0, 0}));
    REQUIRE(clear.notes.size() == 1);
    CHECK_THAT(clear.notes[0], EndsWith(": is transparent in places, which are put over black"));
}

TEST_CASE("heif: colours are converted to sRGB by a profile and by numbers", "[quick]") {
    for (const char* name : {"p3_icc.avif", "p3_nclx.avif"}) {
        INFO(name);
        const LoadedPicture picture = readPicture(heifFile(name));
        REQUIRE(picture.notes.size() == 1);
        CHECK_THAT(picture.notes[0], EndsWith(": converted from Display P3 to sRGB"));
        // As Pillow converts it (tests/data/profiles); sRGB's curve and a gamma of 2.2 differ by
        // two levels here.
        CHECK(isAbout(heifPixel(picture.image, 30, 30), {0, 227, 196}, 3));
    }
    const LoadedPicture bright = readPicture(heifFile("pq.avif"));
    REQUIRE(bright.notes.size() == 1);
    CHECK_THAT(bright.notes[0], Contains("pq.avif: is of high dynamic range"));
    CHECK(isAbout(heifPixel(bright.image, 30, 30), {66, 222, 195}));
}

TEST_CASE("heif: the header tells the size, and what is cut off is refused", "[quick]") {
    const TemporaryFolder folder;
    // x265 codes whole blocks of 64, of which the picture is cut out when it is decoded.
    for (const auto& [name, codedHeight] : {std::pair{"corners.avif", 32}, {"turned.heic", 64}}) {
        const HeifBytes whole = heifBytes(name);
        const auto header = io::readPictureHeader(whole);
        REQUIRE(header);
        CHECK(header->width == 64);
        CHECK(header->height == codedHeight);
        CHECK(header->complete);
        for (std::size_t size = 13; size < whole.size(); size += 9) {
            INFO(name << " cut to " << size);
            const HeifBytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK_THROWS_WITH(readPicture(folder.write(std::string("cut-") + name, cut)),
                              Contains(std::string("cut-") + name + ": is "));
        }
    }
}

TEST_CASE("heif: what a header claims is not allocated", "[quick]") {
    const TemporaryFolder folder;
    HeifBytes bytes = heifBytes("corners.avif");
    const auto size = std::ranges::search(bytes, std::string("ispe"));
    REQUIRE(!size.empty());
    constexpr std::ptrdiff_t widthOffset = 8;  // Behind the type, version and flags.
    constexpr std::ptrdiff_t heightOffset = 12;
    size.begin()[widthOffset + 1] = size.begin()[heightOffset + 1] = 0x7f;
    CHECK_THROWS_WITH(readPicture(folder.write("huge.avif", bytes)),
                      Contains("huge.avif: is too large"));
}
