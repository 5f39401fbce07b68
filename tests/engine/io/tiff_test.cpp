// TIFFs of many kinds, written with libtiff.

#include <tiffio.h>

#include <functional>
#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::EndsWith;
using io::LoadedPicture;
using io::readPicture;
using sigscope::tests::TemporaryFolder;

namespace {

constexpr std::uint32_t width = 3;
constexpr std::uint32_t height = 2;

/// What of a TIFF differs from one of 8-bit RGB in one strip.
struct Kind {
    int bits = 8;
    int samples = 3;
    int photometric = PHOTOMETRIC_RGB;
    std::vector<std::uint16_t> extra{};
    bool separate = false;
    std::uint32_t tile = 0;  ///< Side of a tile; 0: strips.
    const char* mode = "w";
    std::function<void(TIFF*)> also{};
};

void setFields(TIFF* tiff, const Kind& kind) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, kind.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, kind.samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, kind.photometric);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
                 kind.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    if (!kind.extra.empty())
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, static_cast<std::uint16_t>(kind.extra.size()),
                     kind.extra.data());
    if (kind.tile > 0) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kind.tile);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, kind.tile);
    }
    if (kind.also) kind.also(tiff);
}

/// Writes a picture whose pixels all have these samples.
template <typename Sample>
void writePixels(TIFF* tiff, const Kind& kind, const std::vector<Sample>& pixel) {
    const std::size_t count = kind.tile > 0 ? kind.tile * kind.tile : width * height;
    const int planes = kind.separate ? kind.samples : 1;
    for (int plane = 0; plane < planes; ++plane) {
        std::vector<Sample> block;
        for (std::size_t i = 0; i < count; ++i)
            if (kind.separate)
                block.push_back(pixel[static_cast<std::size_t>(plane)]);
            else
                block.insert(block.end(), pixel.begin(), pixel.end());
        const auto size = static_cast<tmsize_t>(block.size() * sizeof(Sample));
        const auto number = static_cast<std::uint32_t>(plane);
        const tmsize_t written = kind.tile > 0
                                     ? TIFFWriteEncodedTile(tiff, number, block.data(), size)
                                     : TIFFWriteEncodedStrip(tiff, number, block.data(), size);
        REQUIRE(written == size);
    }
}

class TiffFolder {
public:
    template <typename Sample>
    [[nodiscard]] fs::path write(const Kind& kind, const std::vector<Sample>& pixel) const {
        fs::path file = m_folder.path() / "t.tif";
        TIFF* tiff = TIFFOpen(file.c_str(), kind.mode);
        REQUIRE(tiff);
        setFields(tiff, kind);
        writePixels(tiff, kind, pixel);
        TIFFClose(tiff);
        return file;
    }

    template <typename Sample>
    [[nodiscard]] LoadedPicture read(const Kind& kind, const std::vector<Sample>& pixel) const {
        return readPicture(write(kind, pixel));
    }

private:
    TemporaryFolder m_folder;
};

using Bytes = std::vector<std::uint8_t>;
using Words = std::vector<std::uint16_t>;

/// The one colour that the whole picture has.
std::array<int, 3> colourOf(const LoadedPicture& picture) {
    REQUIRE(picture.image.width == width);
    REQUIRE(picture.image.height == height);
    const Bytes& pixels = picture.image.pixels;
    for (std::size_t i = 3; i < pixels.size(); ++i) CHECK(pixels[i] == pixels[i % 3]);
    return {pixels[0], pixels[1], pixels[2]};
}

using Colour = std::array<int, 3>;

}  // namespace

TEST_CASE("tiff: colours are the same however they are laid out", "[quick]") {
    const TiffFolder folder;
    for (const bool separate : {false, true})
        for (const std::uint32_t tile : {0U, 16U})
            for (const char* mode : {"wl", "wb", "w8"}) {
                INFO(separate << " " << tile << " " << mode);
                const Kind kind{
                    .bits = 16, .separate = separate, .tile = tile, .mode = mode, .also = {}};
                const auto picture = folder.read(kind, Words{257 * 10, 257 * 20, 65535});
                CHECK(colourOf(picture) == Colour{10, 20, 255});
                CHECK(picture.notes.empty());
            }
}

TEST_CASE("tiff: grey, inks and palettes become red, green and blue", "[quick]") {
    const TiffFolder folder;
    const auto one = [&](int photometric, std::uint8_t value) {
        return colourOf(folder.read(Kind{.samples = 1, .photometric = photometric}, Bytes{value}));
    };
    CHECK(one(PHOTOMETRIC_MINISBLACK, 70) == Colour{70, 70, 70});
    CHECK(one(PHOTOMETRIC_MINISWHITE, 70) == Colour{185, 185, 185});
    const Kind inks{.samples = 4, .photometric = PHOTOMETRIC_SEPARATED};
    // (255 − ink) · (255 − black) / 255.
    CHECK(colourOf(folder.read(inks, Bytes{0, 255, 100, 51})) == Colour{204, 0, 124});
    Words map(256);
    map[7] = 65535;
    const Kind palette{.samples = 1, .photometric = PHOTOMETRIC_PALETTE, .also = [&](TIFF* tiff) {
                           const Words none(256);
                           TIFFSetField(tiff, TIFFTAG_COLORMAP, map.data(), none.data(),
                                        none.data());
                       }};
    CHECK(colourOf(folder.read(palette, Bytes{7})) == Colour{255, 0, 0});
}

TEST_CASE("tiff: a sample is transparency if the file says so, and is multiplied once", "[quick]") {
    const TiffFolder folder;
    const auto over = [&](std::uint16_t extra, bool separate, const Bytes& pixel) {
        return folder.read(Kind{.samples = 4, .extra = {extra}, .separate = separate}, pixel);
    };
    for (const bool separate : {false, true}) {
        INFO(separate);
        // A fifth of (200, 0, 0) over black.
        CHECK(colourOf(over(EXTRASAMPLE_UNASSALPHA, separate, {200, 0, 0, 51})) ==
              Colour{40, 0, 0});
        CHECK(colourOf(over(EXTRASAMPLE_ASSOCALPHA, separate, {40, 0, 0, 51})) == Colour{40, 0, 0});
        const auto infrared = over(EXTRASAMPLE_UNSPECIFIED, separate, {200, 0, 0, 51});
        CHECK(colourOf(infrared) == Colour{200, 0, 0});
        REQUIRE(infrared.notes.size() == 1);
        CHECK_THAT(infrared.notes[0],
                   EndsWith("t.tif: has 4 channels, of which only red, green and blue are taken"));
    }
    // Behind another one.
    const Kind second{.samples = 5, .extra = {EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNASSALPHA}};
    CHECK(colourOf(folder.read(second, Bytes{200, 0, 0, 9, 51})) == Colour{40, 0, 0});
    const Kind grey{
        .samples = 2, .photometric = PHOTOMETRIC_MINISBLACK, .extra = {EXTRASAMPLE_UNASSALPHA}};
    CHECK(colourOf(folder.read(grey, Bytes{100, 51})) == Colour{20, 20, 20});
    const Kind deep{.bits = 16, .samples = 4, .extra = {EXTRASAMPLE_ASSOCALPHA}};
    CHECK(colourOf(folder.read(deep, Words{257 * 40, 0, 0, 257 * 51})) == Colour{40, 0, 0});
}

TEST_CASE("tiff: few bits in 16 are noted, and only few ones", "[quick]") {
    const TiffFolder folder;
    const Kind kind{.bits = 16, .samples = 4, .extra = {EXTRASAMPLE_UNASSALPHA}};
    // Alpha is 16 bits all the same.
    const auto dark = folder.read(kind, Words{4095, 9, 0, 65535});
    REQUIRE(dark.notes.size() == 1);
    CHECK_THAT(dark.notes[0], Catch::Contains("t.tif: none of its 16-bit values is above 4095"));
    CHECK_THAT(dark.notes[0], EndsWith("if they are 12 bits in 16, multiply them by 16 first"));
    CHECK_THAT(folder.read(kind, Words{4096, 0, 0, 65535}).notes.at(0), EndsWith("by 4 first"));
    CHECK(folder.read(kind, Words{16384, 0, 0, 65535}).notes.empty());
    CHECK(folder.read(kind, Words{0, 0, 0, 65535}).notes.empty());
}

TEST_CASE("tiff: what would be read wrong is refused", "[quick]") {
    const TiffFolder folder;
    const auto refusal = [&](const Kind& kind, const Bytes& pixel) {
        const fs::path file = folder.write(kind, pixel);
        try {
            static_cast<void>(readPicture(file));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("read");
    };
    const Kind preview{
        .also = [](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE); }};
    CHECK_THAT(refusal(preview, {1, 2, 3}), Catch::Contains("t.tif: begins with a small preview"));
    const Kind bands{.samples = 4,
                     .photometric = PHOTOMETRIC_MINISBLACK,
                     .extra = Words(3, EXTRASAMPLE_UNSPECIFIED)};
    CHECK_THAT(refusal(bands, {1, 2, 3, 4}),
               Catch::Contains("has 4 channels and does not say which are red, green and blue"));
    for (const int samples : {1, 3}) {
        const Kind silent{.samples = samples,
                          .also = [](TIFF* tiff) { TIFFUnsetField(tiff, TIFFTAG_PHOTOMETRIC); }};
        CHECK_THAT(refusal(silent, Bytes(static_cast<std::size_t>(samples), 9)),
                   Catch::Contains("does not say what its samples are, whether 0 is black or"));
    }
    for (const int lightness : {PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB})
        CHECK_THAT(refusal({.photometric = lightness}, {41, 0, 0}),
                   Catch::Contains("t.tif: has colours as lightness and hue (CIELAB or LogLuv)"));
    const Kind fractions{
        .bits = 32, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .also = [](TIFF* tiff) {
            TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP);
        }};
    CHECK_THAT(refusal(fractions, {0, 0, 0, 63}),
               Catch::Contains("neither 8 nor 16 bits but of 32, signed or with fractions"));
}

TEST_CASE("tiff: of several pictures the first is taken, which is noted", "[quick]") {
    const TiffFolder folder;
    const fs::path file = folder.write(Kind{}, Bytes{1, 2, 3});
    TIFF* tiff = TIFFOpen(file.c_str(), "a");
    setFields(tiff, Kind{});
    writePixels(tiff, Kind{}, Bytes{4, 5, 6});
    TIFFClose(tiff);
    const LoadedPicture picture = readPicture(file);
    CHECK(colourOf(picture) == Colour{1, 2, 3});
    REQUIRE(picture.notes.size() == 1);
    CHECK_THAT(picture.notes[0],
               EndsWith("t.tif: holds several pictures, of which the first is taken"));
}

TEST_CASE("tiff: what is cut off is refused", "[quick]") {
    const TiffFolder folder;
    const fs::path file = folder.write(Kind{.bits = 16}, Words{257, 257, 257});
    // libtiff puts the directory behind the samples.
    for (std::uintmax_t size = fs::file_size(file) - 1; size > 8; size -= 7) {
        fs::resize_file(file, size);
        INFO(size);
        CHECK_THROWS_AS(readPicture(file), Error);
    }
}
