#include "engine/io/image_file.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/picture_header.h"

namespace sigscope::io {

namespace {

constexpr std::int64_t maximumPixels = 200'000'000;

void checkHeader(const PictureHeader& header, const std::string& name) {
    if (header.format == PictureHeader::Format::Gif)
        throw Error(name + ": is a GIF, whose 256 colours are no photograph; save it as PNG");
    if (header.animated) throw Error(name + ": is an animation, save the picture you mean as PNG");
    if (!header.complete) throw Error(name + ": is truncated, the end of the picture is missing");
    if (header.width <= 0 || header.height <= 0)
        throw Error(name + ": is damaged, its size is unknown");
    if (header.width > maximumPixels / header.height)
        throw Error(name + ": is too large: " + std::to_string(header.width) + " × " +
                    std::to_string(header.height) + " pixels, at most 200 million are opened");
}

/// As the file has it, but for JPEG: there OpenCV turns the picture upright only when it decodes to
/// 8-bit colour, which all of them become anyway.
cv::Mat decode(ByteView bytes, PictureHeader::Format format, const std::string& name) {
    const int flags =
        format == PictureHeader::Format::Jpeg ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED;
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1,
                          const_cast<std::uint8_t*>(bytes.data()));
    cv::Mat decoded;
    try {
        decoded = cv::imdecode(encoded, flags);
    } catch (const cv::Exception&) {
        decoded.release();
    }
    if (decoded.empty()) throw Error(name + ": is damaged, it cannot be decoded");
    return decoded;
}

cv::Mat toEightBits(const cv::Mat& picture, const std::string& name) {
    if (picture.depth() == CV_8U) return picture;
    if (picture.depth() != CV_16U)
        throw Error(name + ": has pixels of neither 8 nor 16 bits, convert it first");
    cv::Mat eightBits;
    picture.convertTo(eightBits, CV_8U, 1.0 / 257);
    return eightBits;
}

/// Over white, as paper is.
cv::Mat withoutAlpha(const cv::Mat& bgra) {
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto* from = bgra.ptr<cv::Vec4b>(y);
        auto* to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x)
            for (int c = 0; c < 3; ++c) {
                const int alpha = from[x][3];
                to[x][c] = static_cast<std::uint8_t>(
                    (from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
            }
    }
    return bgr;
}

Image toImage(const cv::Mat& picture, const std::string& name) {
    cv::Mat bgr = picture;
    if (picture.channels() == 1)
        cv::cvtColor(picture, bgr, cv::COLOR_GRAY2BGR);
    else if (picture.channels() == 4)
        bgr = withoutAlpha(picture);
    else if (picture.channels() != 3)
        throw Error(name + ": has an unusual number of colour channels, convert it first");
    Image image{bgr.cols, bgr.rows, {}};
    image.pixels.resize(bgr.total() * 3);
    cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return image;
}

}  // namespace

Image readImage(const std::filesystem::path& file) {
    const std::string name = file.string();
    std::vector<std::uint8_t> bytes = readFileBytes(file);
    constexpr std::size_t maximumBytes = std::size_t{1} << 31;
    if (bytes.size() >= maximumBytes) throw Error(name + ": is too large to be a picture");
    const auto header = readPictureHeader(bytes);
    if (!header) throw Error(name + ": is no picture (JPEG, PNG, WebP, BMP or TIFF is wanted)");
    checkHeader(*header, name);
    if (header->format == PictureHeader::Format::Png) bytes = withoutColourProfile(bytes);
    return toImage(toEightBits(decode(bytes, header->format, name), name), name);
}

}  // namespace sigscope::io
