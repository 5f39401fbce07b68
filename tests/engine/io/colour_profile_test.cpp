// Colours of pictures with ICC profiles, compared with what Pillow makes of them.

#include <tiffio.h>

#include "tests/support/torch_catch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/error.h"
#include "engine/io/colour_profile.h"
#include "engine/io/image_file.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::Contains;
using Catch::EndsWith;
using io::LoadedPicture;
using io::Raster;
using io::readPicture;
using sigscope::tests::TemporaryFolder;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

fs::path profiled(const std::string& name) {
    return fs::path(SIGSCOPE_TEST_DATA) / "profiles" / name;
}

fs::path sampleFile(const char* name) {
    const char* resources = std::getenv("SIGSCOPE_RESOURCES");
    REQUIRE(resources);
    return fs::path(resources) / "samples" / name;
}

int largestDifference(const Image& a, const Image& b) {
    REQUIRE(a.width == b.width);
    REQUIRE(a.height == b.height);
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    return largest;
}

/// As OpenCV reads it, which knows no profiles.
Image withoutProfile(const fs::path& file) {
    cv::Mat picture = cv::imread(file.string(), cv::IMREAD_COLOR);
    REQUIRE(!picture.empty());
    cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
    Image image{picture.cols, picture.rows, {}};
    image.pixels.assign(picture.datastart, picture.dataend);
    return image;
}

/// A JPEG that embeds `profile` in one segment.
Bytes jpegWith(const Bytes& profile) {
    const cv::Mat picture(8, 8, CV_8UC3, cv::Scalar(10, 100, 200));
    Bytes jpeg;
    REQUIRE(cv::imencode(".jpg", picture, jpeg));
    Bytes segment{0xff, 0xe2, 0, 0};
    for (const char c : std::string("ICC_PROFILE")) segment.push_back(static_cast<std::uint8_t>(c));
    segment.insert(segment.end(), {0, 1, 1});
    segment.insert(segment.end(), profile.begin(), profile.end());
    const std::size_t size = segment.size() - 2;
    segment[2] = static_cast<std::uint8_t>(size >> 8);
    segment[3] = static_cast<std::uint8_t>(size & 0xff);
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

Raster rasterOf(const cv::Mat& samples, Raster::Alpha alpha, const char* profile) {
    Raster raster;
    raster.samples = samples.clone();
    raster.alpha = alpha;
    io::keepProfile(raster, contentOf(profiled(profile)));
    REQUIRE_FALSE(raster.profile.empty());
    return raster;
}

}  // namespace

TEST_CASE("colour profile: pictures are in sRGB as Pillow converts them", "[quick]") {
    struct Case {
        const char* file;
        const char* profile;
        int tolerance;  ///< Grey levels; another Little CMS may round otherwise.
    };
    for (const Case& one :
         {Case{"p3.png", "Display P3", 1}, Case{"p3.tif", "Display P3", 1},
          Case{"p3.webp", "Display P3", 1}, Case{"p3.bmp", "Display P3", 1},
          Case{"p3.jp2", "Display P3", 1}, Case{"grey.png", "Gray Gamma 1.8", 1},
          Case{"cmyk.tif", "Test inks", 1},
          // Decoders of JPEG may differ by one level, which the curve of a profile doubles.
          Case{"p3.jpg", "Display P3", 2}, Case{"grey.jpg", "Gray Gamma 1.8", 2},
          Case{"cmyk.jpg", "Test inks", 2}}) {
        INFO(one.file);
        const fs::path file = profiled(one.file);
        const LoadedPicture picture = readPicture(file);
        CHECK((picture.notes == std::vector<std::string>{file.string() + ": converted from " +
                                                         one.profile + " to sRGB"}));
        std::string expected = one.file;
        std::ranges::replace(expected, '.', '_');
        const LoadedPicture wanted = readPicture(profiled(expected + "_srgb.png"));
        CHECK(wanted.notes.empty());
        CHECK(largestDifference(picture.image, wanted.image) <= one.tolerance);
    }
}

TEST_CASE("colour profile: one that is sRGB changes no pixel and is not spoken of", "[quick]") {
    for (const fs::path& file : {sampleFile("chelsea.png"), profiled("p3_png_srgb.png")}) {
        INFO(file);
        const LoadedPicture picture = readPicture(file);
        CHECK(picture.notes.empty());
        CHECK((picture.image == withoutProfile(file)));
    }
}

TEST_CASE("colour profile: what is damaged or does not fit is ignored and noted", "[quick]") {
    const TemporaryFolder folder;
    const Bytes p3 = contentOf(profiled("p3.icc"));
    const auto notesOf = [&](const Bytes& profile) {
        const fs::path file = folder.write("p.jpg", jpegWith(profile));
        const LoadedPicture picture = readPicture(file);
        CHECK((picture.image == withoutProfile(file)));
        return picture.notes;
    };
    const std::vector<std::string> ignored{(folder.path() / "p.jpg").string() + ": " +
                                           io::unusableProfile};
    CHECK((notesOf(Bytes(500, 'x')) == ignored));
    CHECK((notesOf(Bytes(p3.begin(), p3.begin() + 200)) == ignored));
    Bytes ofGrey = p3;
    std::ranges::copy(std::string("GRAY"), ofGrey.begin() + 16);
    CHECK((notesOf(ofGrey) == ignored));
    Bytes endless = p3;
    constexpr std::ptrdiff_t tagCount = 128;
    std::fill_n(endless.begin() + tagCount, 4, std::uint8_t{0xff});
    CHECK((notesOf(endless) == ignored));
    // Spoilt anywhere else it may still do, but is never an error.
    for (std::size_t at = 0; at < p3.size(); at += 7) {
        Bytes spoilt = p3;
        spoilt[at] ^= 0xff;
        CHECK_NOTHROW(readPicture(folder.write("q.jpg", jpegWith(spoilt))));
    }
}

TEST_CASE("colour profile: what a BMP and a JPEG 2000 say otherwise is not applied, and noted",
          "[quick]") {
    const TemporaryFolder folder;
    const auto readOf = [&](const char* name, const Bytes& bytes) {
        const LoadedPicture picture = readPicture(folder.write(name, bytes));
        std::string notes;
        for (const std::string& note : picture.notes) notes += note;
        return std::pair(picture.image, notes);
    };
    const Bytes bmp = contentOf(profiled("p3.bmp"));
    constexpr std::ptrdiff_t kind = 14 + 56;
    Bytes linked = bmp;
    std::ranges::copy(std::string("KNIL"), linked.begin() + kind);
    const auto [asItIs, linkedNotes] = readOf("l.bmp", linked);
    CHECK_THAT(linkedNotes, Contains("names a colour profile in another file"));
    CHECK((asItIs == withoutProfile(profiled("p3.bmp"))));
    Bytes numbers = bmp;
    std::fill_n(numbers.begin() + kind, 4, std::uint8_t{0});
    CHECK(readOf("n.bmp", numbers).second.empty());  // There are no primaries either.
    numbers[kind + 6] = 1;
    CHECK_THAT(readOf("n.bmp", numbers).second, Contains("by primaries and gammas"));
    Bytes beyond = bmp;
    std::fill_n(beyond.begin() + 14 + 116, 4, std::uint8_t{0xff});  // The profile's size.
    CHECK_THAT(readOf("b.bmp", beyond).second, EndsWith(io::unusableProfile));

    Bytes jpeg2000 = contentOf(profiled("p3.jp2"));
    const auto colours = std::ranges::search(jpeg2000, std::string("colr")).end();
    *colours = 1;  // By a number, which is the profile's size so far.
    CHECK_THAT(readOf("c.jp2", jpeg2000).second,
               Contains("of another kind than sRGB (number 564)"));
    std::ranges::copy(Bytes{0, 0, 0, 16}, colours + 3);
    CHECK(readOf("c.jp2", jpeg2000).second.empty());
}

TEST_CASE("colour profile: what a PNG says otherwise is not applied, and noted", "[quick]") {
    const TemporaryFolder folder;
    Bytes plain;
    REQUIRE(cv::imencode(".png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(10, 100, 200)), plain));
    const auto notesWith = [&](const std::string& type, const std::vector<std::uint32_t>& numbers,
                               const std::string& more = {}) {
        std::string chunk = type;
        for (const std::uint32_t number : numbers)
            for (const int shift : {24, 16, 8, 0})
                chunk.push_back(static_cast<char>(number >> shift));
        chunk += more;
        Bytes bytes = plain;
        constexpr std::ptrdiff_t behindHeader = 33;
        // The size of the content before it, and a checksum that nobody compares behind.
        chunk = std::string{0, 0, 0, static_cast<char>(chunk.size() - 4)} + chunk + "crc.";
        bytes.insert(bytes.begin() + behindHeader, chunk.begin(), chunk.end());
        const LoadedPicture read = readPicture(folder.write("picture.png", bytes));
        CHECK((read.image.pixels[0] == 200 && read.image.pixels[2] == 10));
        return read.notes;
    };
    const std::vector<std::uint32_t> srgb{31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
    std::vector<std::uint32_t> p3 = srgb;
    p3[2] = 68000;
    p3[4] = 26500;
    const auto noted = Contains("tells its colours by a gamma, primaries or a number");
    for (const auto& [type, numbers] :
         {std::pair<std::string, std::vector<std::uint32_t>>("gAMA", {100000}), {"cHRM", p3}}) {
        INFO(type);
        REQUIRE(notesWith(type, numbers).size() == 1);
        CHECK_THAT(notesWith(type, numbers).front(), noted);
    }
    CHECK(notesWith("gAMA", {45455}).empty());
    CHECK(notesWith("cHRM", srgb).empty());
    // BT.2020 with the curve of HDR10, and sRGB.
    REQUIRE(notesWith("cICP", {}, {9, 16, 0, 1}).size() == 1);
    CHECK(notesWith("cICP", {}, {1, 13, 0, 1}).empty());
}

TEST_CASE("colour profile: libpng and libjpeg leave damaged ones out, which is noted", "[quick]") {
    const TemporaryFolder folder;
    Bytes png = contentOf(profiled("p3.png"));
    const auto chunk = std::ranges::search(png, std::string("iCCP"));
    REQUIRE(!chunk.empty());
    std::fill_n(chunk.begin() + 20, 40, std::uint8_t{0xff});  // Within what is packed.
    const fs::path file = folder.write("p.png", png);
    CHECK((readPicture(file).notes ==
           std::vector<std::string>{file.string() + ": " + io::unusableProfile}));
    Bytes jpeg = jpegWith(contentOf(profiled("p3.icc")));
    jpeg[2 + 4 + 12 + 1] = 3;  // The first of three segments, and the others are missing.
    const fs::path other = folder.write("p.jpg", jpeg);
    CHECK((readPicture(other).notes ==
           std::vector<std::string>{other.string() + ": " + io::unusableProfile}));
}

TEST_CASE("colour profile: a profile larger than profiles are is left out", "[quick]") {
    Raster raster;
    raster.samples = cv::Mat(1, 1, CV_8UC3, cv::Scalar(1, 2, 3));
    io::keepProfile(raster, Bytes((16 << 20) + 1));
    CHECK(raster.profile.empty());
    CHECK((raster.notes == std::vector<std::string>{io::unusableProfile}));
}

TEST_CASE("colour profile: 16 bits are converted as 8 are, and alpha is kept", "[quick]") {
    const cv::Mat eight(1, 1, CV_8UC4, cv::Scalar(66, 222, 195, 51));
    Raster narrow = rasterOf(eight, Raster::Alpha::Straight, "p3.icc");
    io::convertToSrgb(narrow);
    Raster wide = rasterOf(cv::Mat(1, 1, CV_16UC4, cv::Scalar(66, 222, 195, 51) * 257),
                           Raster::Alpha::Straight, "p3.icc");
    io::convertToSrgb(wide);
    const auto ofEight = narrow.samples.at<cv::Vec4b>(0, 0);
    const auto ofSixteen = wide.samples.at<cv::Vec<std::uint16_t, 4>>(0, 0);
    CHECK(ofEight[3] == 51);
    CHECK(ofSixteen[3] == 51 * 257);
    // The matrices of 8 bits are rounded.
    for (int c = 0; c < 3; ++c) CHECK(std::abs(ofSixteen[c] / 257.0 - ofEight[c]) <= 1);
    CHECK(ofEight[0] == 0);  // Outside sRGB: as in p3_png_srgb.png.
}

TEST_CASE("colour profile: colours that alpha was multiplied into are converted without it",
          "[quick]") {
    const cv::Mat straight(1, 1, CV_8UC4, cv::Scalar(200, 100, 50, 51));
    Raster plain = rasterOf(straight, Raster::Alpha::Straight, "p3.icc");
    io::convertToSrgb(plain);
    // A fifth of each.
    const cv::Mat multiplied(1, 1, CV_8UC4, cv::Scalar(40, 20, 10, 51));
    Raster associated = rasterOf(multiplied, Raster::Alpha::Associated, "p3.icc");
    io::convertToSrgb(associated);
    CHECK(associated.alpha == Raster::Alpha::Straight);
    CHECK(cv::norm(plain.samples, associated.samples, cv::NORM_INF) == 0);
}

TEST_CASE("colour profile: grey with a profile of colours becomes colours", "[quick]") {
    Raster grey = rasterOf(cv::Mat(1, 1, CV_8UC1, cv::Scalar(128)), Raster::Alpha::None, "p3.icc");
    grey.colours = Raster::Colours::Grey;
    io::convertToSrgb(grey);
    CHECK(grey.colours == Raster::Colours::Rgb);
    REQUIRE(grey.samples.channels() == 3);
    // A gamma of 2.2 is within two levels of sRGB's curve at half of it, and grey stays grey.
    const auto pixel = grey.samples.at<cv::Vec3b>(0, 0);
    for (int c = 0; c < 3; ++c) {
        CHECK(std::abs(pixel[c] - 128) <= 2);
        CHECK(std::abs(pixel[c] - pixel[0]) <= 1);
    }
}

TEST_CASE("colour profile: 12 bits in 16 are noted as they are in the file", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "t.tif";
    const Bytes profile = contentOf(profiled("p3.icc"));
    TIFF* tiff = TIFFOpen(file.c_str(), "w");
    REQUIRE(tiff);
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, 1);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, 1);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 16);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(profile.size()),
                 profile.data());
    std::vector<std::uint16_t> pixel{4000, 3000, 2000};
    REQUIRE(TIFFWriteEncodedStrip(tiff, 0, pixel.data(), 6) == 6);
    TIFFClose(tiff);
    const LoadedPicture picture = readPicture(file);
    REQUIRE(picture.notes.size() == 2);
    CHECK_THAT(picture.notes[0], Catch::Contains("none of its 16-bit values is above 4000"));
    CHECK_THAT(picture.notes[1], Catch::EndsWith("converted from Display P3 to sRGB"));
}
