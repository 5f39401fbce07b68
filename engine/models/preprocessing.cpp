#include "engine/models/preprocessing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/error.h"

namespace sigscope::models {

namespace {

/// What the picture is resized to, before a crop. The longer side is truncated, as by torchvision,
/// timm and transformers.
PictureSize resizedSize(const Image& picture, const Preprocessing& preprocessing,
                        const std::string& name) {
    if (preprocessing.fit == Fit::Squash) return preprocessing.inputSize;
    const std::int64_t shorter = std::min(picture.width, picture.height);
    const std::int64_t longer = std::max(picture.width, picture.height);
    const std::int64_t resizedLonger = preprocessing.resize * longer / shorter;
    if (resizedLonger * preprocessing.resize > largestPixelCount)
        throw Error(name + ": a picture of " + std::to_string(picture.width) + " × " +
                    std::to_string(picture.height) + " is too elongated for this model");
    const auto other = static_cast<int>(resizedLonger);
    return picture.width <= picture.height ? PictureSize{other, preprocessing.resize}
                                           : PictureSize{preprocessing.resize, other};
}

/// Throws Error unless the crop lies within the resized picture.
void requireRoom(const PictureSize& resized, const PictureSize& crop, const std::string& name) {
    if (crop.height <= resized.height && crop.width <= resized.width) return;
    const auto text = [](const PictureSize& size) {
        return std::to_string(size.width) + " wide and " + std::to_string(size.height) + " high";
    };
    throw Error(name + ": resized it is " + text(resized) + ", too small for the model's input, " +
                text(crop) + "; give a larger --resize, or --fit squash");
}

/// Where a crop of `inside` pixels begins. A half pixel goes to the even side, as in torchvision.
std::int64_t centred(int inside, int whole) {
    return std::lrint(static_cast<double>(whole - inside) / 2);
}

/// [1, 3, H, W] of 8 bits, channels last in memory as in the picture: no copy.
at::Tensor viewOf(const Image& picture) {
    return at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                         {1, picture.height, picture.width, 3}, at::kByte)
        .permute({0, 3, 1, 2});
}

/// One pass over `picture`, 8 bits, antialiased and rounded to 8 bits. Torch's own kernels for 8
/// bits round the weights so that they differ from Pillow's by up to two grey levels.
at::Tensor pass(const at::Tensor& picture, std::int64_t height, std::int64_t width,
                Interpolation interpolation) {
    const std::array<std::int64_t, 2> size{height, width};
    const at::Tensor pixels = picture.to(at::kDouble);
    const at::Tensor resized =
        interpolation == Interpolation::Bicubic
            ? at::_upsample_bicubic2d_aa(pixels, size, /*align_corners=*/false)
            : at::_upsample_bilinear2d_aa(pixels, size, /*align_corners=*/false);
    return resized.add(0.5).floor().clamp(0, 255).to(at::kByte);
}

/// Resized as by Pillow, which models are trained with: rows, then columns, with 8 bits between.
at::Tensor resized(const at::Tensor& picture, const PictureSize& size,
                   Interpolation interpolation) {
    const at::NoGradGuard noGrad;
    constexpr std::int64_t rowsAtOnce = 64;  // A large picture in float64 would take gigabytes.
    std::vector<at::Tensor> narrowed;
    for (const at::Tensor& rows : picture.split(rowsAtOnce, 2))
        narrowed.push_back(pass(rows, rows.size(2), size.width, interpolation));
    return pass(at::cat(narrowed, 2), size.height, size.width, interpolation);
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

std::string sizeText(const PictureSize& size) {
    const std::string height = std::to_string(size.height);
    return size.height == size.width ? height : height + "x" + std::to_string(size.width);
}

Crop resizeAndCrop(const Image& picture, const Preprocessing& preprocessing,
                   const std::string& name) {
    const PictureSize size = resizedSize(picture, preprocessing, name);
    const PictureSize& side = preprocessing.inputSize;
    requireRoom(size, side, name);
    const std::int64_t left = centred(side.width, size.width);
    const std::int64_t top = centred(side.height, size.height);
    const at::Tensor pixels = resized(viewOf(picture), size, preprocessing.interpolation)
                                  .slice(2, top, top + side.height)
                                  .slice(3, left, left + side.width)
                                  .permute({0, 2, 3, 1})
                                  .contiguous();
    Crop crop;
    crop.image.width = side.width;
    crop.image.height = side.height;
    crop.image.pixels.assign(pixels.const_data_ptr<std::uint8_t>(),
                             pixels.const_data_ptr<std::uint8_t>() + pixels.numel());
    const double scaleX = static_cast<double>(picture.width) / size.width;
    const double scaleY = static_cast<double>(picture.height) / size.height;
    crop.region = {static_cast<double>(left) * scaleX, static_cast<double>(top) * scaleY,
                   side.width * scaleX, side.height * scaleY};
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
