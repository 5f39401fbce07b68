#include <webp/decode.h>

#include "engine/error.h"
#include "engine/io/colour_profile.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster.h"

namespace sigscope::io {

Raster decodeWebP(ByteView bytes) {
    WebPBitstreamFeatures features;
    const Error damaged("is damaged, it cannot be decoded");
    if (WebPGetFeatures(bytes.data(), bytes.size(), &features) != VP8_STATUS_OK) throw damaged;
    const bool alpha = features.has_alpha != 0;
    Raster raster{blankSamples(features.width, features.height, alpha ? CV_8UC4 : CV_8UC3)};
    if (alpha) raster.alpha = Raster::Alpha::Straight;
    const auto decode = alpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    if (!decode(bytes.data(), bytes.size(), raster.samples.data,
                raster.samples.total() * raster.samples.elemSize(),
                static_cast<int>(raster.samples.step)))
        throw damaged;
    keepProfile(raster, webPChunk(bytes, "ICCP"));
    return raster;
}

}  // namespace sigscope::io
