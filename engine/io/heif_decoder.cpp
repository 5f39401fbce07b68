#include <libheif/heif.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/io/colour_profile.h"
#include "engine/io/damaged_picture.h"
#include "engine/io/heif.h"
#include "engine/io/picture_bytes.h"
#include "engine/io/raster.h"
#include "engine/io/unread_formats.h"

namespace sigscope::io {

namespace {

struct HeifRelease {
    void operator()(heif_context* context) const { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const { heif_image_release(image); }
    void operator()(heif_color_profile_nclx* colours) const {
        heif_nclx_color_profile_free(colours);
    }
};

template <typename Kind>
using HeifOwned = std::unique_ptr<Kind, HeifRelease>;

bool hasBrand(ByteView head, const auto& brands) {
    return hasText(head, 4, "ftyp") &&
           std::ranges::any_of(brands, [head](const char* b) { return hasText(head, 8, b); });
}

/// Throws Error, the end of a sentence, where a step has failed.
void requireHeif(const heif_error& error, ByteView bytes) {
    if (error.code == heif_error_Ok) return;
    std::string reason = error.message;
    while (reason.ends_with('\n')) reason.pop_back();
    if (error.code == heif_error_Unsupported_feature ||
        error.code == heif_error_Unsupported_filetype)
        throw Error("is " + unreadFormat(bytes) + " of a kind that is not read (" + reason +
                    "); save the picture as PNG or JPEG");
    throw damagedPicture(reason);
}

/// The colours, upright, as libheif turns them.
Raster decodedColours(const heif_image_handle* handle, ByteView bytes) {
    const bool alpha = heif_image_handle_has_alpha_channel(handle) != 0;
    const bool deep = heif_image_handle_get_luma_bits_per_pixel(handle) > 8;
    const heif_chroma deepChroma =
        alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE;
    const heif_chroma plainChroma =
        alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    heif_image* decoded = nullptr;
    requireHeif(heif_decode_image(handle, &decoded, heif_colorspace_RGB,
                                  deep ? deepChroma : plainChroma, nullptr),
                bytes);
    const HeifOwned<heif_image> image(decoded);
    constexpr heif_channel all = heif_channel_interleaved;
    const int bits = heif_image_get_bits_per_pixel_range(decoded, all);
    int step = 0;
    const std::uint8_t* const first = heif_image_get_plane_readonly(decoded, all, &step);
    if (first == nullptr || bits < 1 || bits > 16) throw damagedPicture();
    Raster raster;
    raster.samples =
        blankSamples(heif_image_get_width(decoded, all), heif_image_get_height(decoded, all),
                     CV_MAKETYPE(deep ? CV_16U : CV_8U, alpha ? 4 : 3));
    const cv::Mat samples(raster.samples.size(), raster.samples.type(),
                          const_cast<std::uint8_t*>(first), static_cast<std::size_t>(step));
    // 10 and 12 bits lie in the lower ones of 16.
    const double scale = deep ? 65535.0 / ((1 << bits) - 1) : 1;
    samples.convertTo(raster.samples, raster.samples.depth(), scale);
    if (alpha)
        raster.alpha = heif_image_handle_is_premultiplied_alpha(handle) != 0
                           ? Raster::Alpha::Associated
                           : Raster::Alpha::Straight;
    return raster;
}

/// "Display P3", of the numbers of ITU-T H.273.
std::string primariesName(int primaries) {
    switch (primaries) {
        case heif_color_primaries_ITU_R_BT_2020_2_and_2100_0:
            return "Rec. 2020";
        case heif_color_primaries_SMPTE_RP_431_2:
            return "DCI-P3";
        case heif_color_primaries_SMPTE_EG_432_1:
            return "Display P3";
        default:
            return "primaries " + std::to_string(primaries) + " of H.273";
    }
}

/// Whether brightness is counted as by sRGB, or by a curve of cameras' that is made for such
/// displays.
bool isForOrdinaryDisplays(heif_transfer_characteristics curve) {
    switch (curve) {
        case heif_transfer_characteristic_linear:
        case heif_transfer_characteristic_logarithmic_100:
        case heif_transfer_characteristic_logarithmic_100_sqrt10:
        case heif_transfer_characteristic_ITU_R_BT_2100_0_PQ:
        case heif_transfer_characteristic_SMPTE_ST_428_1:
        case heif_transfer_characteristic_ITU_R_BT_2100_0_HLG:
            return false;
        default:
            return true;
    }
}

/// The profile of colours that are said by numbers (nclx).
void keepNumberedProfile(Raster& raster, const heif_color_profile_nclx& colours) {
    if (!isForOrdinaryDisplays(colours.transfer_characteristics)) {
        raster.notes.emplace_back(
            "is of high dynamic range or linear light, which is taken for the brightness of sRGB: "
            "save it as PNG or JPEG first");
        return;
    }
    const bool said = colours.color_primaries != heif_color_primaries_unspecified &&
                      colours.color_primary_white_y > 0;
    if (!said || colours.color_primaries == heif_color_primaries_ITU_R_BT_709_5) return;
    const DisplayColours display{{colours.color_primary_red_x, colours.color_primary_red_y},
                                 {colours.color_primary_green_x, colours.color_primary_green_y},
                                 {colours.color_primary_blue_x, colours.color_primary_blue_y},
                                 {colours.color_primary_white_x, colours.color_primary_white_y}};
    keepProfile(raster, displayProfile(display, primariesName(colours.color_primaries)));
}

void keepColours(Raster& raster, const heif_image_handle* handle) {
    std::vector<std::uint8_t> profile(heif_image_handle_get_raw_color_profile_size(handle));
    if (!profile.empty() &&
        heif_image_handle_get_raw_color_profile(handle, profile.data()).code == heif_error_Ok)
        return keepProfile(raster, profile);
    heif_color_profile_nclx* numbers = nullptr;
    if (heif_image_handle_get_nclx_color_profile(handle, &numbers).code != heif_error_Ok) return;
    const HeifOwned<heif_color_profile_nclx> colours(numbers);
    keepNumberedProfile(raster, *colours);
}

}  // namespace

bool readsHeif(ByteView head) {
    constexpr std::array hevc{"heic", "heix", "heim", "heis", "hevc", "hevx"};
    constexpr std::array av1{"avif", "avis"};
    constexpr std::array either{"mif1", "msf1"};
    const auto decodes = [](heif_compression_format format) {
        return heif_have_decoder_for_format(format) != 0;
    };
    if (hasBrand(head, hevc)) return decodes(heif_compression_HEVC);
    if (hasBrand(head, av1)) return decodes(heif_compression_AV1);
    return hasBrand(head, either) &&
           (decodes(heif_compression_HEVC) || decodes(heif_compression_AV1));
}

Raster decodeHeif(ByteView bytes) {
    const HeifOwned<heif_context> context(heif_context_alloc());
    if (!context) throw std::bad_alloc();
    // What may be allocated, libheif bounds itself; the header has been checked for fewer pixels.
    requireHeif(heif_context_read_from_memory_without_copy(context.get(), bytes.data(),
                                                           bytes.size(), nullptr),
                bytes);
    heif_image_handle* primary = nullptr;
    requireHeif(heif_context_get_primary_image_handle(context.get(), &primary), bytes);
    const HeifOwned<heif_image_handle> handle(primary);
    Raster raster = decodedColours(primary, bytes);
    keepColours(raster, primary);
    if (heif_context_get_number_of_top_level_images(context.get()) > 1)
        raster.notes.emplace_back("holds several pictures, of which the main one is taken");
    return raster;
}

}  // namespace sigscope::io
