#include "engine/io/raster_image.h"

#include <algorithm>
#include <limits>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "engine/error.h"

namespace sigscope::io {

namespace {

/// The largest sample of a colour.
int largestSample(const Raster& raster) {
    const cv::Mat& samples = raster.samples;
    const int channels = samples.channels();
    const int colours = channels - (raster.alpha == Raster::Alpha::None ? 0 : 1);
    int largest = 0;
    for (int y = 0; y < samples.rows; ++y) {
        const auto* pixel = samples.ptr<std::uint16_t>(y);
        for (int x = 0; x < samples.cols; ++x, pixel += channels)
            largest =
                std::max(largest, static_cast<int>(*std::max_element(pixel, pixel + colours)));
    }
    return largest;
}

void toEightBits(Raster& raster) {
    if (raster.samples.depth() == CV_8U) return;
    if (raster.samples.depth() != CV_16U)
        throw Error("has pixels of neither 8 nor 16 bits, convert it first");
    cv::Mat eightBits;
    raster.samples.convertTo(eightBits, CV_8U, 1.0 / 257);
    raster.samples = std::move(eightBits);
}

/// A product of two shares of 255.
int product(int a, int b) {
    return (a * b + 127) / 255;
}

/// Red, green and blue of a pixel, not yet over black.
cv::Vec3b colourOf(const std::uint8_t* pixel, Raster::Colours colours) {
    if (colours == Raster::Colours::Grey) return {pixel[0], pixel[0], pixel[0]};
    if (colours == Raster::Colours::Rgb) return {pixel[0], pixel[1], pixel[2]};
    cv::Vec3b colour;
    for (int c = 0; c < 3; ++c)
        colour[c] = static_cast<std::uint8_t>(product(255 - pixel[c], 255 - pixel[3]));
    return colour;
}

/// Associated alpha was multiplied into the colours already.
void putOverBlack(cv::Vec3b& colour, int alpha, Raster::Alpha kind) {
    if (kind == Raster::Alpha::Associated) return;
    for (int c = 0; c < 3; ++c) colour[c] = static_cast<std::uint8_t>(product(colour[c], alpha));
}

template <typename Sample>
bool hasTransparentPixel(const cv::Mat& samples) {
    const int channels = samples.channels();
    for (int y = 0; y < samples.rows; ++y) {
        const auto* alpha = samples.ptr<Sample>(y) + channels - 1;
        for (int x = 0; x < samples.cols; ++x, alpha += channels)
            if (*alpha < std::numeric_limits<Sample>::max()) return true;
    }
    return false;
}

cv::Mat toRgb(const Raster& raster) {
    const cv::Mat& samples = raster.samples;
    if (raster.colours == Raster::Colours::Rgb && raster.alpha == Raster::Alpha::None)
        return samples;
    const int channels = samples.channels();
    cv::Mat rgb(samples.size(), CV_8UC3);
    for (int y = 0; y < samples.rows; ++y) {
        const auto* pixel = samples.ptr<std::uint8_t>(y);
        auto* to = rgb.ptr<cv::Vec3b>(y);
        for (int x = 0; x < samples.cols; ++x, pixel += channels) {
            to[x] = colourOf(pixel, raster.colours);
            if (raster.alpha != Raster::Alpha::None)
                putOverBlack(to[x], pixel[channels - 1], raster.alpha);
        }
    }
    return rgb;
}

/// As EXIF numbers the eight ways to hold a camera: 5 to 8 have rows and columns exchanged.
cv::Mat upright(const cv::Mat& picture, int orientation) {
    constexpr int aroundBoth = -1;
    constexpr int upsideDown = 0;
    constexpr int leftRight = 1;
    cv::Mat turned = picture;
    if (orientation >= 5) cv::transpose(picture, turned);
    if (orientation == 2 || orientation == 6) cv::flip(turned, turned, leftRight);
    if (orientation == 3 || orientation == 7) cv::flip(turned, turned, aroundBoth);
    if (orientation == 4 || orientation == 8) cv::flip(turned, turned, upsideDown);
    return turned;
}

template <typename Sample>
std::vector<std::int64_t> labelsOfSamples(const cv::Mat& samples, int colours) {
    constexpr int bits = 16;
    const int channels = samples.channels();
    std::vector<std::int64_t> labels;
    labels.reserve(samples.total());
    for (int y = 0; y < samples.rows; ++y) {
        const auto* pixel = samples.ptr<Sample>(y);
        for (int x = 0; x < samples.cols; ++x, pixel += channels) {
            std::int64_t label = 0;
            for (int c = 0; c < colours; ++c) label = (label << bits) + pixel[c];
            const bool isTransparent = channels > colours && pixel[colours] == 0;
            labels.push_back(isTransparent ? 0 : label);
        }
    }
    return labels;
}

}  // namespace

cv::Mat blankSamples(std::int64_t width, std::int64_t height, int type) {
    if (width < 1 || height < 1 || width > largestPixelCount / height)
        throw Error("is damaged, its size is not the one that its header says");
    return cv::Mat(static_cast<int>(height), static_cast<int>(width), type);
}

std::string tooLarge(std::int64_t width, std::int64_t height, std::int64_t mostPixels) {
    if (height <= 0 || width <= mostPixels / height) return {};
    return "is too large: " + std::to_string(width) + " × " + std::to_string(height) +
           " pixels, at most " + std::to_string(mostPixels / 1'000'000) + " million are opened";
}

void noteTransparency(Raster& raster) {
    if (raster.alpha == Raster::Alpha::None) return;
    const int depth = raster.samples.depth();
    if ((depth == CV_8U && hasTransparentPixel<std::uint8_t>(raster.samples)) ||
        (depth == CV_16U && hasTransparentPixel<std::uint16_t>(raster.samples)))
        raster.notes.emplace_back("is transparent in places, which are put over black");
}

/// Cameras and microscopes count to 2¹⁰, 2¹² or 2¹⁴, which is nearly black where 2¹⁶ is white.
void noteFewBits(Raster& raster) {
    if (raster.samples.depth() != CV_16U) return;
    if (raster.colours == Raster::Colours::Cmyk) return;  // No ink is white.
    const int largest = largestSample(raster);
    for (const int bits : {10, 12, 14})
        if (largest > 0 && largest < 1 << bits) {
            raster.notes.push_back("none of its 16-bit values is above " + std::to_string(largest) +
                                   ", which is dark: if they are " + std::to_string(bits) +
                                   " bits in 16, multiply them by " +
                                   std::to_string(1 << (16 - bits)) + " first");
            return;
        }
}

Image toImage(Raster raster, int orientation) {
    toEightBits(raster);
    const cv::Mat rgb = upright(toRgb(raster), orientation);
    Image image{rgb.cols, rgb.rows, {}};
    image.pixels.resize(rgb.total() * 3);
    cv::Mat pixels(rgb.rows, rgb.cols, CV_8UC3, image.pixels.data());
    rgb.copyTo(pixels);
    return image;
}

LabelImage toLabels(const Raster& raster, int orientation) {
    if (raster.colours == Raster::Colours::Cmyk)
        throw Error("is of inks, whose colours are no labels; save it as PNG");
    const cv::Mat samples = upright(raster.samples, orientation);
    const int colours = raster.colours == Raster::Colours::Grey ? 1 : 3;
    LabelImage image{samples.cols, samples.rows, {}};
    if (samples.depth() == CV_8U)
        image.labels = labelsOfSamples<std::uint8_t>(samples, colours);
    else if (samples.depth() == CV_16U)
        image.labels = labelsOfSamples<std::uint16_t>(samples, colours);
    else
        throw Error("has pixels of neither 8 nor 16 bits, convert it first");
    return image;
}

}  // namespace sigscope::io
