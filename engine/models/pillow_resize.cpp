#include "engine/models/pillow_resize.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sigscope::models {

namespace {

constexpr int channels = 3;
constexpr int weightBits = 22;  ///< A sum of pixels · weights fits 32 bits.

struct Kernel {
    double support;  ///< Zero beyond.
    double (*at)(double);
};

Kernel kernelOf(Interpolation interpolation) {
    if (interpolation == Interpolation::Bilinear)
        return {1, [](double x) { return std::max(0.0, 1 - std::abs(x)); }};
    return {2, [](double x) {
                constexpr double a = -0.5;
                x = std::abs(x);
                if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
                return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
            }};
}

/// What makes one pixel of a row or column: its first source pixel and the weights from there.
struct Taps {
    int first = 0;
    std::vector<std::int32_t> weights;
};

/// The taps of pixel `index` of `to` made of `from`.
Taps tapsOf(int index, int from, int to, const Kernel& kernel) {
    const double scale = static_cast<double>(from) / to;
    const double width = std::max(scale, 1.0);
    const double centre = (index + 0.5) * scale;
    const double reach = kernel.support * width;
    Taps taps{.first = std::max(0, static_cast<int>(centre - reach + 0.5)), .weights = {}};
    const int end = std::min(from, static_cast<int>(centre + reach + 0.5));
    std::vector<double> exact;
    double sum = 0;
    const double shrunk = 1 / width;
    for (int source = taps.first; source < end; ++source) {
        exact.push_back(kernel.at((source - centre + 0.5) * shrunk));
        sum += exact.back();
    }
    for (const double weight : exact) {
        const double scaled = weight / sum * (1 << weightBits);
        taps.weights.push_back(static_cast<std::int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
    }
    return taps;
}

/// The sum of a channel of the pixels from `source` on, `step` bytes apart, rounded to 8 bits.
std::uint8_t weighted(const std::uint8_t* source, std::ptrdiff_t step, const Taps& taps) {
    std::int32_t sum = 1 << (weightBits - 1);
    for (const std::int32_t weight : taps.weights) {
        sum += *source * weight;
        source += step;
    }
    return static_cast<std::uint8_t>(std::clamp(sum >> weightBits, 0, 255));
}

std::vector<Taps> allTaps(int from, int to, const Kernel& kernel) {
    std::vector<Taps> taps;
    for (int index = 0; index < to; ++index) taps.push_back(tapsOf(index, from, to, kernel));
    return taps;
}

Image blank(int width, int height) {
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * channels)};
}

Image withWidth(const Image& picture, int width, const Kernel& kernel) {
    const std::vector<Taps> taps = allTaps(picture.width, width, kernel);
    Image resized = blank(width, picture.height);
    std::uint8_t* next = resized.pixels.data();
    for (int y = 0; y < picture.height; ++y) {
        const auto* row =
            picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * picture.width * channels;
        for (const Taps& column : taps)
            for (int channel = 0; channel < channels; ++channel)
                *next++ = weighted(row + column.first * channels + channel, channels, column);
    }
    return resized;
}

Image withHeight(const Image& picture, int height, const Kernel& kernel) {
    const std::ptrdiff_t rowBytes = static_cast<std::ptrdiff_t>(picture.width) * channels;
    Image resized = blank(picture.width, height);
    std::uint8_t* next = resized.pixels.data();
    for (const Taps& row : allTaps(picture.height, height, kernel)) {
        const auto* first = picture.pixels.data() + row.first * rowBytes;
        for (std::ptrdiff_t i = 0; i < rowBytes; ++i) *next++ = weighted(first + i, rowBytes, row);
    }
    return resized;
}

}  // namespace

Image resizedAsPillow(const Image& picture, const PictureSize& size, Interpolation interpolation) {
    const Kernel kernel = kernelOf(interpolation);
    return withHeight(withWidth(picture, size.width, kernel), size.height, kernel);
}

}  // namespace sigscope::models
