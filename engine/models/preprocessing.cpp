#include "engine/models/preprocessing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/models/pillow_resize.h"

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
int centred(int inside, int whole) {
    return static_cast<int>(std::lrint(static_cast<double>(whole - inside) / 2));
}

Image cut(const Image& picture, int left, int top, const PictureSize& size) {
    Image part{size.width, size.height, {}};
    for (int y = top; y < top + size.height; ++y) {
        const auto row =
            picture.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * picture.width + left) * 3;
        part.pixels.insert(part.pixels.end(), row, row + size.width * 3);
    }
    return part;
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

std::string sizeText(const PictureSize& size) {
    const std::string height = std::to_string(size.height);
    return size.height == size.width ? height : height + "x" + std::to_string(size.width);
}

Crop resizeAndCrop(const Image& picture, const Preprocessing& preprocessing,
                   const std::string& name) {
    const PictureSize size = resizedSize(picture, preprocessing, name);
    const PictureSize& side = preprocessing.inputSize;
    requireRoom(size, side, name);
    const int left = centred(side.width, size.width);
    const int top = centred(side.height, size.height);
    Crop crop;
    crop.image = cut(resizedAsPillow(picture, size, preprocessing.interpolation), left, top, side);
    const double scaleX = static_cast<double>(picture.width) / size.width;
    const double scaleY = static_cast<double>(picture.height) / size.height;
    crop.region = {left * scaleX, top * scaleY, side.width * scaleX, side.height * scaleY};
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
