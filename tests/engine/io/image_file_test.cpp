#include "tests/support/torch_catch.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/picture_header.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using Catch::Contains;
using sigscope::Image;
using sigscope::io::readImage;
using sigscope::tests::TemporaryFolder;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

fs::path sample(const char* name) {
    const char* resources = std::getenv("SIGSCOPE_RESOURCES");
    REQUIRE(resources);
    return fs::path(resources) / "samples" / name;
}

/// One of the pictures kept for these tests: 40 × 20, left half red, right half blue.
fs::path picture(const char* name) {
    return fs::path(SIGSCOPE_TEST_DATA) / "pictures" / name;
}

Bytes encoded(const char* ending, const cv::Mat& picture) {
    Bytes bytes;
    REQUIRE(cv::imencode(ending, picture, bytes));
    return bytes;
}

/// Left half red, right half blue: 40 × 20.
cv::Mat redBlue() {
    cv::Mat picture(20, 40, CV_8UC3, cv::Scalar(0, 0, 255));
    picture(cv::Rect(20, 0, 20, 20)) = cv::Scalar(255, 0, 0);
    return picture;
}

std::array<int, 3> pixel(const Image& image, int x, int y) {
    const std::size_t at = (static_cast<std::size_t>(y) * image.width + x) * 3;
    return {image.pixels.at(at), image.pixels.at(at + 1), image.pixels.at(at + 2)};
}

/// A JPEG with an EXIF block that says how it was held: value of the tag Orientation.
Bytes withOrientation(const Bytes& jpeg, std::uint8_t orientation) {
    const Bytes exif{0xff, 0xe1, 0x00, 0x22, 'E', 'x',         'i', 'f', 0,    0,    'M', 'M',
                     0,    42,   0,    0,    0,   8,           0,   1,   0x01, 0x12, 0,   3,
                     0,    0,    0,    1,    0,   orientation, 0,   0,   0,    0,    0,   0};
    Bytes bytes(jpeg.begin(), jpeg.begin() + 2);
    bytes.insert(bytes.end(), exif.begin(), exif.end());
    bytes.insert(bytes.end(), jpeg.begin() + 2, jpeg.end());
    return bytes;
}

}  // namespace

TEST_CASE("image file: the samples", "[quick]") {
    const Image chelsea = readImage(sample("chelsea.png"));
    CHECK(chelsea.width == 451);
    CHECK(chelsea.height == 300);
    CHECK(readImage(sample("rocket.jpg")).width == 640);
    CHECK(readImage(sample("coffee.png")).width == 600);
}

TEST_CASE("image file: every format gives red, green, blue in this order", "[quick]") {
    const TemporaryFolder folder;
    for (const char* ending : {".png", ".bmp", ".tiff", ".jpg", ".webp"}) {
        INFO(ending);
        const Image image =
            readImage(folder.write(std::string("p") + ending, encoded(ending, redBlue())));
        REQUIRE(image.width == 40);
        REQUIRE(image.height == 20);
        const auto left = pixel(image, 5, 10);
        const auto right = pixel(image, 35, 10);
        // Lossy formats come close.
        CHECK(left[0] > 245);
        CHECK(left[2] < 10);
        CHECK(right[2] > 245);
        CHECK(right[0] < 10);
    }
}

TEST_CASE("image file: grey, 16 bits and transparency become 8-bit colour", "[quick]") {
    const TemporaryFolder folder;
    const cv::Mat grey(4, 5, CV_8UC1, cv::Scalar(77));
    CHECK(pixel(readImage(folder.write("grey.png", encoded(".png", grey))), 2, 2) ==
          std::array<int, 3>{77, 77, 77});
    const cv::Mat deep(4, 5, CV_16UC3, cv::Scalar(0, 257 * 100, 65535));
    CHECK(pixel(readImage(folder.write("deep.png", encoded(".png", deep))), 2, 2) ==
          std::array<int, 3>{255, 100, 0});
    const cv::Mat clear(4, 5, CV_8UC4, cv::Scalar(0, 0, 200, 51));  // A fifth of (200, 0, 0).
    const fs::path file = folder.write("clear.png", encoded(".png", clear));
    const auto read = sigscope::io::readPicture(file);
    CHECK(pixel(read.image, 2, 2) == std::array<int, 3>{40, 0, 0});
    CHECK((read.notes ==
           std::vector<std::string>{file.string() +
                                    ": is transparent in places, which are put over black"}));
    // Alpha that is 1 everywhere is none.
    const cv::Mat opaque(4, 5, CV_8UC4, cv::Scalar(0, 0, 200, 255));
    CHECK(sigscope::io::readPicture(folder.write("opaque.png", encoded(".png", opaque)))
              .notes.empty());
}

TEST_CASE("labels: samples of 8 and 16 bits are told apart, what is transparent is none",
          "[quick]") {
    const TemporaryFolder folder;
    const auto labelsOf = [&](const cv::Mat& samples) {
        const auto image =
            sigscope::io::readLabels(folder.write("l.png", encoded(".png", samples))).image;
        CHECK(image.width == samples.cols);
        CHECK(image.height == samples.rows);
        return image.labels;
    };
    cv::Mat deep(1, 3, CV_16U, cv::Scalar(0));
    deep.at<std::uint16_t>(0, 1) = 1;
    deep.at<std::uint16_t>(0, 2) = 300;
    CHECK((labelsOf(deep) == std::vector<std::int64_t>{0, 1, 300}));
    cv::Mat colours(1, 3, CV_8UC4, cv::Scalar(0, 0, 255, 255));
    colours.at<cv::Vec4b>(0, 1) = {255, 0, 0, 0};
    colours.at<cv::Vec4b>(0, 2) = {255, 0, 0, 9};
    const std::vector<std::int64_t> labels = labelsOf(colours);
    CHECK(labels[0] != 0);
    CHECK(labels[1] == 0);
    CHECK(labels[2] != 0);
    CHECK(labels[2] != labels[0]);
    const fs::path lossy = folder.write("l.jpg", encoded(".jpg", redBlue()));
    CHECK_THROWS_WITH(sigscope::io::readLabels(lossy),
                      Contains("l.jpg: is a JPEG, whose compression changes labels"));
    CHECK_THROWS_WITH(sigscope::io::readLabels(folder.path() / "gone.png"), Contains("gone.png"));
}

TEST_CASE("image file: palettes, CMYK and pictures of few colours", "[quick]") {
    for (const char* name : {"palette.png", "cmyk.jpg"}) {
        INFO(name);
        const Image image = readImage(picture(name));
        REQUIRE(image.width == 40);
        REQUIRE(image.height == 20);
        CHECK(pixel(image, 5, 10)[0] > 245);
        CHECK(pixel(image, 5, 10)[2] < 10);
        CHECK(pixel(image, 35, 10)[2] > 245);
        CHECK(pixel(image, 35, 10)[0] < 10);
    }
    // The palette's red is transparent.
    CHECK(pixel(readImage(picture("palette_transparent.png")), 5, 10) ==
          std::array<int, 3>{0, 0, 0});
    CHECK(pixel(readImage(picture("palette_transparent.png")), 35, 10)[2] > 245);
    CHECK(pixel(readImage(picture("grey16.png")), 2, 2) == std::array<int, 3>{77, 77, 77});
    // Luminance of red and blue.
    CHECK(pixel(readImage(picture("grey_alpha.png")), 5, 10) == std::array<int, 3>{76, 76, 76});
    CHECK(pixel(readImage(picture("bilevel.png")), 35, 10)[0] % 255 == 0);
}

TEST_CASE("image file: of an animation the first picture is taken, which is noted", "[quick]") {
    for (const char* name : {"animated.png", "animated.webp", "animated.gif"}) {
        INFO(name);
        const auto read = sigscope::io::readPicture(picture(name));
        CHECK(read.image.width == 40);
        CHECK(read.image.height == 20);
        // WebP may round colours.
        CHECK(pixel(read.image, 5, 10)[0] > 245);
        CHECK(pixel(read.image, 5, 10)[2] < 10);
        CHECK((read.notes ==
               std::vector<std::string>{picture(name).string() +
                                        ": is an animation, of which the first picture is taken"}));
    }
}

TEST_CASE("image file: a GIF may be interlaced, transparent, smaller than its canvas, and damaged",
          "[quick]") {
    const Image image = readImage(picture("interlaced.gif"));
    CHECK(image.width == 40);
    CHECK(image.height == 20);
    // One row is red, the next blue, on 30 × 16 pixels from (5, 2) on; every fifth is transparent.
    for (int row = 0; row < 16; ++row)
        CHECK(pixel(image, 6, 2 + row) == (row % 5 == 4   ? std::array<int, 3>{0, 0, 0}
                                           : row % 2 == 0 ? std::array<int, 3>{255, 0, 0}
                                                          : std::array<int, 3>{0, 0, 255}));
    CHECK(pixel(image, 2, 10) == std::array<int, 3>{0, 0, 0});
    CHECK((sigscope::io::readPicture(picture("interlaced.gif")).notes.size() == 1));

    const TemporaryFolder folder;
    const Bytes whole = bytesOf(picture("interlaced.gif"));
    for (std::size_t size = 13; size < whole.size(); size += 9) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_THROWS_AS(readImage(folder.write("cut.gif", cut)), sigscope::Error);
    }
}

TEST_CASE("image file: what a file is follows from its bytes, not from its name", "[quick]") {
    const TemporaryFolder folder;
    const Image image = readImage(folder.write("wrong.jpg", encoded(".png", redBlue())));
    CHECK(pixel(image, 5, 10) == std::array<int, 3>{255, 0, 0});
}

TEST_CASE("image file: from one pixel to a hundred million") {
    const TemporaryFolder folder;
    const Image one =
        readImage(folder.write("one.png", encoded(".png", redBlue()(cv::Rect(0, 0, 1, 1)))));
    CHECK(one.width == 1);
    CHECK(pixel(one, 0, 0) == std::array<int, 3>{255, 0, 0});
    const cv::Mat grey(10'000, 10'000, CV_8UC1, cv::Scalar(9));
    const Image large = readImage(folder.write("large.png", encoded(".png", grey)));
    CHECK(large.width == 10'000);
    CHECK(large.height == 10'000);
    CHECK(pixel(large, 9'999, 9'999) == std::array<int, 3>{9, 9, 9});
}

TEST_CASE("image file: a photograph is turned upright", "[quick]") {
    const TemporaryFolder folder;
    constexpr std::uint8_t rotateClockwise = 6;
    const Bytes jpeg = encoded(".jpg", redBlue());
    const Image image = readImage(folder.write("r.jpg", withOrientation(jpeg, rotateClockwise)));
    REQUIRE(image.width == 20);
    REQUIRE(image.height == 40);
    CHECK(pixel(image, 10, 5)[0] > 245);  // What was left is now at the top.
    CHECK(pixel(image, 10, 35)[2] > 245);
}

TEST_CASE("image file: what is no picture is refused by name and reason", "[quick]") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(readImage(folder.path() / "no.png"), Contains("no.png: there is no such"));
    CHECK_THROWS_WITH(readImage(folder.path()), Contains("is a folder"));
    CHECK_THROWS_WITH(readImage(folder.write("e.png", Bytes())), Contains("e.png: is empty"));
    CHECK_THROWS_WITH(readImage(folder.write("t.jpg", std::string("some text"))),
                      Contains("t.jpg: is no picture"));
    CHECK_THROWS_WITH(readImage("/dev/null"), Contains("regular file"));
    const cv::Mat real(4, 5, CV_32FC1, cv::Scalar(0.5));
    CHECK_THROWS_WITH(readImage(folder.write("f.tiff", encoded(".tiff", real))),
                      Contains("neither 8 nor 16 bits"));
    // OpenCV writes colours of floats as LogLuv.
    const cv::Mat colours(4, 5, CV_32FC3, cv::Scalar(0.5, 0.5, 0.5));
    CHECK_THROWS_WITH(readImage(folder.write("c.tiff", encoded(".tiff", colours))),
                      Contains("c.tiff: has colours as lightness and hue"));
}

TEST_CASE("image file: a truncated picture is refused wherever it was cut", "[quick]") {
    const TemporaryFolder folder;
    for (const char* ending : {".png", ".jpg", ".bmp", ".webp"}) {
        const Bytes whole = encoded(ending, redBlue());
        const std::size_t step = std::max<std::size_t>(whole.size() / 40, 1);
        for (std::size_t length = 1; length < whole.size(); length += step) {
            INFO(ending << " cut to " << length << " of " << whole.size());
            const Bytes cut(whole.begin(), whole.begin() + static_cast<long>(length));
            CHECK_THROWS_WITH(readImage(folder.write(std::string("cut") + ending, cut)),
                              Contains(std::string("cut") + ending + ": "));
        }
    }
    const Bytes photograph = bytesOf(sample("rocket.jpg"));
    const Bytes half(photograph.begin(),
                     photograph.begin() + static_cast<long>(photograph.size() / 2));
    CHECK_THROWS_WITH(readImage(folder.write("half.jpg", half)), Contains("truncated"));
}

TEST_CASE("image file: bytes after a JPEG's end do no harm", "[quick]") {
    const TemporaryFolder folder;
    Bytes jpeg = encoded(".jpg", redBlue());
    jpeg.insert(jpeg.end(), 100, 0);
    CHECK(readImage(folder.write("tail.jpg", jpeg)).width == 40);
}

TEST_CASE("image file: what a header claims is not allocated", "[quick]") {
    const TemporaryFolder folder;
    for (const char* ending : {".png", ".bmp", ".tiff", ".jpg", ".webp"}) {
        const auto header = sigscope::io::readPictureHeader(encoded(ending, redBlue()));
        REQUIRE(header);
        CHECK(header->width == 40);
        CHECK(header->height == 20);
        CHECK(header->complete);
    }
    Bytes png = encoded(".png", redBlue());
    png[16] = png[20] = 0x7f;  // The high bytes of width and height.
    CHECK_THROWS_WITH(readImage(folder.write("huge.png", png)), Contains("huge.png: is too large"));
}
