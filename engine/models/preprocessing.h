#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <string>

#include "engine/api/image.h"

namespace sigscope::models {

enum class ChannelOrder { Rgb, Bgr };

/// What white is before mean and std: 1 or 255.
enum class PixelRange { Unit, Byte };

enum class Interpolation { Bicubic, Bilinear };

/// How a picture of other proportions gets the input's size.
enum class Fit {
    Crop,    ///< Its shorter side becomes `resize`, the middle is cut out.
    Squash,  ///< All of it is resized to the input's size; there is no `resize`.
};

/// Whether the network begins by changing its input from ImageNet's mean and standard deviation to
/// 0.5, as torchvision's GoogLeNet and Inception v3 can: it has no tensors.
enum class InputTransform { Absent, No, Yes };

struct PictureSize {
    int height = 224;
    int width = 224;

    [[nodiscard]] bool operator==(const PictureSize&) const = default;
};

/// "224" of a square, else height and width, "224x320".
[[nodiscard]] std::string sizeText(const PictureSize& size);

/// Which of the first two layers that halve a picture, as the network was published, do so. Those
/// are of ResNet and DenseNet the first convolution and the max pool, of MobileNet the first
/// convolution and the first block that halves.
enum class Strides {
    Published,  ///< Both.
    Neither,    ///< As networks for pictures of 32 pixels (CIFAR) often have it; no max pool.
    OnlySecond,
    OnlyFirst,
    Caffe,  ///< Both; a bottleneck's stride is that of its first convolution, not of its second.
};

[[nodiscard]] constexpr bool firstHalves(Strides strides) {
    return strides != Strides::Neither && strides != Strides::OnlySecond;
}
[[nodiscard]] constexpr bool secondHalves(Strides strides) {
    return strides != Strides::Neither && strides != Strides::OnlyFirst;
}

/// Means and standard deviations of ImageNet's pixels in 0..1, red, green and blue.
inline constexpr std::array imagenetMean{0.485, 0.456, 0.406};
inline constexpr std::array imagenetStd{0.229, 0.224, 0.225};

/// How a picture becomes a model's input: resized (antialiased, rounded to 8 bits) and cut to
/// `inputSize` with torchvision's arithmetic, channels in the model's order, pixels in its range,
/// then (pixel − mean) / std, with mean and std in that order and range. The defaults are those of
/// torchvision's first weights.
struct Preprocessing {
    PictureSize inputSize{};
    int resize = 256;
    std::array<double, 3> mean = imagenetMean;
    std::array<double, 3> std = imagenetStd;
    ChannelOrder channelOrder = ChannelOrder::Rgb;
    PixelRange range = PixelRange::Unit;
    Interpolation interpolation = Interpolation::Bilinear;
    Fit fit = Fit::Crop;
    InputTransform transformInput = InputTransform::Absent;
    /// Of the network and not of its input, but like the rest: weights do not tell it, and it is
    /// asked for in the same way.
    Strides strides = Strides::Published;

    [[nodiscard]] bool operator==(const Preprocessing&) const = default;

    /// The value of a white pixel.
    [[nodiscard]] double white() const { return range == PixelRange::Unit ? 1 : 255; }
};

/// The crop that a model sees, 8 bits, and where it lies in the picture.
struct Crop {
    Image image;
    Rect region;
};

/// Throws Error that begins with `name`, the picture's, if the picture is too elongated or the crop
/// does not fit into it.
[[nodiscard]] Crop resizeAndCrop(const Image& picture, const Preprocessing& preprocessing,
                                 const std::string& name);

/// raw in [0, 1] from 8-bit pixels, on the CPU, shape [3, H, W].
[[nodiscard]] at::Tensor toRaw(const Image& image, c10::ScalarType dtype = c10::kFloat);

/// Model space from raw space, and back. Any dtype and device, [..., 3, H, W].
[[nodiscard]] at::Tensor normalise(const at::Tensor& raw, const Preprocessing& preprocessing);
[[nodiscard]] at::Tensor denormalise(const at::Tensor& input, const Preprocessing& preprocessing);

}  // namespace sigscope::models
