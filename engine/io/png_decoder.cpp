#include <png.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "engine/io/c_library_call.h"
#include "engine/io/colour_profile.h"
#include "engine/io/damaged_picture.h"
#include "engine/io/picture_bytes.h"
#include "engine/io/picture_header.h"
#include "engine/io/raster.h"

namespace sigscope::io {

namespace {

class PngDecoder {
public:
    explicit PngDecoder(ByteView bytes) : m_rest(bytes) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError,
                                       [](png_structp, png_const_charp) {});
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
        if (!m_info) throw std::bad_alloc();
    }
    ~PngDecoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;

    [[nodiscard]] Raster decode() {
        require(m_call.run([this] { begin(); }));
        const int channels = png_get_channels(m_png, m_info);
        const int depth = png_get_bit_depth(m_png, m_info) == 16 ? CV_16U : CV_8U;
        Raster raster;
        raster.samples =
            blankSamples(png_get_image_width(m_png, m_info), png_get_image_height(m_png, m_info),
                         CV_MAKETYPE(depth, channels));
        raster.colours = channels < 3 ? Raster::Colours::Grey : Raster::Colours::Rgb;
        raster.alpha = channels % 2 == 0 ? Raster::Alpha::Straight : Raster::Alpha::None;
        std::vector<png_bytep> rows;
        for (int y = 0; y < raster.samples.rows; ++y) rows.push_back(raster.samples.ptr(y));
        require(m_call.run([this, &rows] { png_read_image(m_png, rows.data()); }));
        keepProfile(raster, profile());
        return raster;
    }

private:
    [[noreturn]] static void onError(png_structp png, png_const_charp message) {
        CLibraryCall& call = static_cast<PngDecoder*>(png_get_error_ptr(png))->m_call;
        std::snprintf(call.reason().data(), call.reason().size(), "%s", message);
        call.fail();
    }

    static void onRead(png_structp png, png_bytep bytes, std::size_t count) {
        auto& decoder = *static_cast<PngDecoder*>(png_get_io_ptr(png));
        if (count > decoder.m_rest.size()) png_error(png, "ends too early");
        std::copy_n(decoder.m_rest.data(), count, bytes);
        decoder.m_rest = decoder.m_rest.subspan(count);
    }

    /// Palettes and fewer than 8 bits become 8 bits, a transparent colour becomes alpha; gamma is
    /// left alone, as in what models are trained with.
    void begin() {
        png_set_read_fn(m_png, this, onRead);
        png_read_info(m_png, m_info);
        png_set_expand(m_png);
        png_set_swap(m_png);
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
    }

    [[nodiscard]] ByteView profile() {
        png_charp name = nullptr;
        int compression = 0;
        png_bytep embedded = nullptr;
        png_uint_32 size = 0;
        const png_uint_32 found =
            png_get_iCCP(m_png, m_info, &name, &compression, &embedded, &size);
        return found != 0 ? ByteView(embedded, size) : ByteView();
    }

    void require(bool good) {
        if (!good) throw damagedPicture(m_call.reason().data());
    }

    ByteView m_rest;
    CLibraryCall m_call;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
};

/// Whether `numbers` of a chunk, each in hundred thousandths, are off what sRGB has by more than
/// programs round them.
template <std::size_t count>
bool areOff(ByteView chunk, const std::array<std::int64_t, count>& ofSrgb, std::int64_t rounding) {
    if (chunk.size() < 4 * count) return false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<std::int64_t>(numberAt(chunk, 4 * i, 4, Order::Big));
        if (std::abs(number - ofSrgb[i]) > rounding) return true;
    }
    return false;
}

/// Whether a PNG says of its colours, without a profile, that they are others than sRGB's.
bool tellsOtherColours(ByteView png) {
    // Numbers of ITU-T H.273: the primaries of BT.709, its curve or that of sRGB.
    if (const auto kinds = pngChunks(png, "cICP"); !kinds.empty()) {
        const auto primaries = numberAt(kinds.front(), 0, 1, Order::Big);
        const auto curve = numberAt(kinds.front(), 1, 1, Order::Big);
        return primaries != 1 || (curve != 1 && curve != 13);
    }
    if (!pngChunks(png, "iCCP").empty() || !pngChunks(png, "sRGB").empty()) return false;
    constexpr std::array<std::int64_t, 1> gamma{45455};
    constexpr std::array<std::int64_t, 8> whiteRedGreenBlue{31270, 32900, 64000, 33000,
                                                            30000, 60000, 15000, 6000};
    const auto off = [png](const char* type, const auto& ofSrgb, std::int64_t rounding) {
        const auto found = pngChunks(png, type);
        return !found.empty() && areOff(found.front(), ofSrgb, rounding);
    };
    return off("gAMA", gamma, 2000) || off("cHRM", whiteRedGreenBlue, 1000);
}

}  // namespace

Raster decodePng(ByteView bytes) {
    Raster raster = PngDecoder(bytes).decode();
    // A profile that libpng finds something wrong with, it leaves out.
    if (raster.profile.empty() && !pngChunks(bytes, "iCCP").empty())
        raster.notes.emplace_back(unusableProfile);
    if (tellsOtherColours(bytes))
        raster.notes.emplace_back(
            "tells its colours by a gamma, primaries or a number, which are not applied: they are "
            "taken as sRGB");
    return raster;
}

}  // namespace sigscope::io
