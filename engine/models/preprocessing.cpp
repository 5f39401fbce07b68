#include "engine/models/preprocessing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/error.h"

namespace sigscope::models {

namespace {

struct Size {
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// The shorter side becomes `shorter`, the other one in proportion, rounded.
Size resizedSize(const Image& picture, std::int64_t shorter) {
    const double scale = static_cast<double>(shorter) / std::min(picture.width, picture.height);
    return {std::lround(picture.width * scale), std::lround(picture.height * scale)};
}

/// [1, 3, H, W] of 8 bits, channels last in memory as in the picture: no copy.
at::Tensor viewOf(const Image& picture) {
    return at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                         {1, picture.height, picture.width, 3}, at::kByte)
        .permute({0, 3, 1, 2});
}

/// [3, 1, 1] of one number per channel, in the dtype and on the device of `like`.
at::Tensor perChannel(const std::array<double, 3>& values, const at::Tensor& like) {
    return at::tensor(at::ArrayRef<double>(values.data(), values.size()),
                      like.options().dtype(at::kDouble).device(at::kCPU))
        .to(like.device(), like.scalar_type())
        .view({3, 1, 1});
}

/// The channels in the model's order, or from it back in red, green, blue.
at::Tensor reordered(const at::Tensor& picture, const Preprocessing& preprocessing) {
    return preprocessing.channelOrder == ChannelOrder::Bgr ? picture.flip({-3}) : picture;
}

}  // namespace

Crop resizeAndCrop(const Image& picture, const Preprocessing& preprocessing) {
    const Size size = resizedSize(picture, preprocessing.resize);
    if (size.width * size.height > largestPixelCount)
        throw Error("a picture of " + std::to_string(picture.width) + " × " +
                    std::to_string(picture.height) + " is too elongated for this model");
    const at::NoGradGuard noGrad;
    // On 8 bits both passes are rounded to 8 bits, as Pillow does, which models are trained with.
    const at::Tensor resized = at::_upsample_bicubic2d_aa(
        viewOf(picture), at::IntArrayRef{size.height, size.width}, /*align_corners=*/false);
    const std::int64_t side = preprocessing.inputSize;
    // A half pixel goes to the even side, as in torchvision's centre crop.
    const auto left = std::lrint(static_cast<double>(size.width - side) / 2);
    const auto top = std::lrint(static_cast<double>(size.height - side) / 2);
    const at::Tensor pixels = resized.slice(2, top, top + side)
                                  .slice(3, left, left + side)
                                  .permute({0, 2, 3, 1})
                                  .contiguous();
    Crop crop;
    crop.image.width = crop.image.height = preprocessing.inputSize;
    crop.image.pixels.assign(pixels.const_data_ptr<std::uint8_t>(),
                             pixels.const_data_ptr<std::uint8_t>() + pixels.numel());
    const double scaleX = static_cast<double>(picture.width) / static_cast<double>(size.width);
    const double scaleY = static_cast<double>(picture.height) / static_cast<double>(size.height);
    crop.region = {static_cast<double>(left) * scaleX, static_cast<double>(top) * scaleY,
                   static_cast<double>(side) * scaleX, static_cast<double>(side) * scaleY};
    return crop;
}

at::Tensor toRaw(const Image& image, c10::ScalarType dtype) {
    return viewOf(image)[0].to(dtype).div(255).contiguous();
}

at::Tensor normalise(const at::Tensor& raw, const Preprocessing& preprocessing) {
    const at::Tensor pixels = reordered(raw, preprocessing) * preprocessing.white();
    return (pixels - perChannel(preprocessing.mean, raw)) / perChannel(preprocessing.std, raw);
}

at::Tensor denormalise(const at::Tensor& input, const Preprocessing& preprocessing) {
    const at::Tensor pixels =
        input * perChannel(preprocessing.std, input) + perChannel(preprocessing.mean, input);
    return reordered(pixels, preprocessing) / preprocessing.white();
}

}  // namespace sigscope::models
