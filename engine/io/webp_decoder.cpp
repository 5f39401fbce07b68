#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

#include "engine/io/colour_profile.h"
#include "engine/io/damaged_picture.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster.h"

namespace sigscope::io {

namespace {

struct AnimationDeleter {
    void operator()(WebPAnimDecoder* decoder) const { WebPAnimDecoderDelete(decoder); }
};

/// The first picture, on the whole canvas; empty if it cannot be decoded.
cv::Mat firstOnCanvas(ByteView bytes) {
    WebPAnimDecoderOptions options;
    if (WebPAnimDecoderOptionsInit(&options) == 0) return {};
    options.color_mode = MODE_RGBA;
    const WebPData data{bytes.data(), bytes.size()};
    const std::unique_ptr<WebPAnimDecoder, AnimationDeleter> decoder(
        WebPAnimDecoderNew(&data, &options));
    WebPAnimInfo info;
    std::uint8_t* canvas = nullptr;
    int milliseconds = 0;
    if (!decoder || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0 ||
        WebPAnimDecoderGetNext(decoder.get(), &canvas, &milliseconds) == 0)
        return {};
    const cv::Mat first(static_cast<int>(info.canvas_height), static_cast<int>(info.canvas_width),
                        CV_8UC4, canvas);
    return first.clone();  // The canvas is the decoder's.
}

}  // namespace

Raster decodeWebP(ByteView bytes) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes.data(), bytes.size(), &features) != VP8_STATUS_OK)
        throw damagedPicture();
    if (features.has_animation != 0) {
        Raster raster{firstOnCanvas(bytes)};
        if (raster.samples.empty()) throw damagedPicture();
        raster.alpha = Raster::Alpha::Straight;
        keepProfile(raster, webPChunk(bytes, "ICCP"));
        return raster;
    }
    const bool alpha = features.has_alpha != 0;
    Raster raster{blankSamples(features.width, features.height, alpha ? CV_8UC4 : CV_8UC3)};
    if (alpha) raster.alpha = Raster::Alpha::Straight;
    const auto decode = alpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    if (!decode(bytes.data(), bytes.size(), raster.samples.data,
                raster.samples.total() * raster.samples.elemSize(),
                static_cast<int>(raster.samples.step)))
        throw damagedPicture();
    keepProfile(raster, webPChunk(bytes, "ICCP"));
    return raster;
}

}  // namespace sigscope::io
