// Pictures are turned as EXIF says, whatever format holds it.

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include "tests/support/torch_catch.h"

#include "engine/io/image_file.h"
#include "engine/io/picture_header.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using sigscope::tests::TemporaryFolder;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// An EXIF block with nothing but an orientation.
Bytes exif(int orientation) {
    return {'M',  'M',  0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3,  0, 0, 0, 1, 0, static_cast<std::uint8_t>(orientation),
            0,    0,    0, 0,  0, 0};
}

/// 40 × 20: red in the corner where row and column are 0, blue at the end of that row, else black.
cv::Mat corners() {
    cv::Mat picture(20, 40, CV_8UC3, cv::Scalar(0, 0, 0));
    picture(cv::Rect(0, 0, 10, 10)) = cv::Scalar(0, 0, 255);
    picture(cv::Rect(30, 0, 10, 10)) = cv::Scalar(255, 0, 0);
    return picture;
}

Bytes encoded(const char* ending) {
    Bytes bytes;
    REQUIRE(cv::imencode(ending, corners(), bytes));
    return bytes;
}

void insert(Bytes& bytes, std::size_t at, const Bytes& what) {
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), what.begin(), what.end());
}

/// A chunk behind IHDR, without its checksum, which decoders do not mind of such a chunk.
Bytes png(int orientation) {
    Bytes bytes = encoded(".png");
    const Bytes block = exif(orientation);
    Bytes chunk{0, 0, 0, static_cast<std::uint8_t>(block.size()), 'e', 'X', 'I', 'f'};
    insert(chunk, chunk.size(), block);
    chunk.resize(chunk.size() + 4);
    insert(bytes, 33, chunk);
    return bytes;
}

Bytes jpeg(int orientation) {
    Bytes bytes = encoded(".jpg");
    const Bytes block = exif(orientation);
    Bytes segment{0xff, 0xe1, 0, static_cast<std::uint8_t>(block.size() + 8), 'E', 'x', 'i',
                  'f',  0,    0};
    insert(segment, segment.size(), block);
    insert(bytes, 2, segment);
    return bytes;
}

/// The extended header before the picture, EXIF behind it.
Bytes webP(int orientation, bool prefixed) {
    Bytes bytes = encoded(".webp");
    constexpr std::uint8_t hasExif = 8;
    insert(bytes, 12, {'V', 'P', '8', 'X', 10, 0, 0, 0, hasExif, 0, 0, 0, 39, 0, 0, 19, 0, 0});
    Bytes block = exif(orientation);
    if (prefixed) insert(block, 0, {'E', 'x', 'i', 'f', 0, 0});
    insert(bytes, bytes.size(),
           {'E', 'X', 'I', 'F', static_cast<std::uint8_t>(block.size()), 0, 0, 0});
    insert(bytes, bytes.size(), block);
    const auto size = static_cast<std::uint32_t>(bytes.size() - 8);
    for (int i = 0; i < 4; ++i) bytes[4 + i] = static_cast<std::uint8_t>(size >> (8 * i));
    return bytes;
}

/// Where the stored row and column 0 and the end of row 0 are shown: 't' or 'b', then 'l' or 'r'.
std::string places(const Image& image) {
    std::string red = "none";
    std::string blue = "none";
    for (const bool bottom : {false, true})
        for (const bool right : {false, true}) {
            const int x = right ? image.width - 3 : 2;
            const int y = bottom ? image.height - 3 : 2;
            const std::uint8_t* pixel =
                &image.pixels[3 * (static_cast<std::size_t>(y) * image.width + x)];
            const std::string place = std::string(bottom ? "b" : "t") + (right ? "r" : "l");
            if (pixel[0] > 200) red = place;
            if (pixel[2] > 200) blue = place;
        }
    return red + " " + blue;
}

}  // namespace

TEST_CASE("orientation: all eight, in every format", "[quick]") {
    const TemporaryFolder folder;
    // By EXIF's words for where row 0 and column 0 are.
    const std::vector<std::string> expected{"tl tr", "tr tl", "br bl", "bl br",
                                            "tl bl", "tr br", "br tr", "bl tl"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const std::vector<std::pair<std::string, Bytes>> files{
            {"o.png", png(orientation)},
            {"o.jpg", jpeg(orientation)},
            {"o.webp", webP(orientation, false)},
            {"exif.webp", webP(orientation, true)}};
        for (const auto& [name, bytes] : files) {
            INFO(name << " " << orientation);
            const Image image = io::readImage(folder.write(name, bytes));
            CHECK(image.width == (orientation < 5 ? 40 : 20));
            CHECK(places(image) == expected[static_cast<std::size_t>(orientation - 1)]);
        }
    }
}

TEST_CASE("orientation: what is none leaves a picture as it is", "[quick]") {
    const TemporaryFolder folder;
    for (const int orientation : {0, 9, 255})
        CHECK(places(io::readImage(folder.write("o.png", png(orientation)))) == "tl tr");
}
