#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sigscope {

/// A dense float32 array of shape [channels, height, width], row-major: what leaves the engine
/// instead of a tensor. Model-space pictures, attributions and spectra are all of this type.
struct Array {
    int channels = 0;
    int height = 0;
    int width = 0;
    std::vector<float> values;

    Array() = default;
    Array(int channels_, int height_, int width_)
        : channels(channels_),
          height(height_),
          width(width_),
          values(static_cast<std::size_t>(channels_) * height_ * width_) {}

    [[nodiscard]] bool empty() const { return values.empty(); }
    [[nodiscard]] std::int64_t bytes() const {
        return static_cast<std::int64_t>(values.size() * sizeof(float));
    }
    [[nodiscard]] std::size_t planeSize() const { return static_cast<std::size_t>(height) * width; }
    [[nodiscard]] float at(int channel, int y, int x) const {
        return values[channel * planeSize() + static_cast<std::size_t>(y) * width + x];
    }
    [[nodiscard]] float& at(int channel, int y, int x) {
        return values[channel * planeSize() + static_cast<std::size_t>(y) * width + x];
    }
    bool operator==(const Array&) const = default;
};

}  // namespace sigscope
