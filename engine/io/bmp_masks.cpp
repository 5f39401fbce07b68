#include "engine/io/bmp_masks.h"

#include <array>
#include <bit>
#include <cstdlib>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/io/picture_bytes.h"

namespace sigscope::io {

namespace {

enum class BmpRows { Upwards, Downwards };

/// What the header says of such a BMP.
struct MaskedBmp {
    std::int64_t width = 0;
    std::int64_t height = 0;
    BmpRows rows = BmpRows::Upwards;
    std::uint64_t bits = 0;   ///< Of a pixel.
    std::uint64_t begin = 0;  ///< Of the pixels, in the file.
    std::array<std::uint32_t, 3> colours{};
    std::uint32_t alpha = 0;  ///< 0: none.

    /// Bytes; rows are filled up to four.
    [[nodiscard]] std::uint64_t rowSize() const {
        return (bits * static_cast<std::uint64_t>(width) + 31) / 32 * 4;
    }
};

std::uint32_t bmpNumber(ByteView bytes, std::uint64_t offset, std::size_t size = 4) {
    return static_cast<std::uint32_t>(numberAt(bytes, offset, size, Order::Little));
}

std::optional<MaskedBmp> maskedBmp(ByteView bytes) {
    constexpr std::uint32_t plainHeader = 40;
    constexpr std::uint32_t headerWithAlpha = 56;
    constexpr std::uint32_t noCompression = 0;
    constexpr std::uint32_t masks = 3;
    constexpr std::uint32_t masksWithAlpha = 6;
    const std::uint32_t header = bmpNumber(bytes, 14);
    const std::uint32_t compression = bmpNumber(bytes, 30);
    MaskedBmp bmp;
    bmp.bits = bmpNumber(bytes, 28, 2);
    const bool isMasked = compression == masks || compression == masksWithAlpha;
    const bool isUsual = compression == noCompression && bmp.bits == 16;
    if (header < plainHeader || (bmp.bits != 16 && bmp.bits != 32) || (!isMasked && !isUsual))
        return std::nullopt;
    const auto height = static_cast<std::int32_t>(bmpNumber(bytes, 22));
    bmp.width = static_cast<std::int32_t>(bmpNumber(bytes, 18));
    bmp.height = std::abs(std::int64_t{height});
    bmp.rows = height < 0 ? BmpRows::Downwards : BmpRows::Upwards;
    bmp.begin = bmpNumber(bytes, 10);
    bmp.colours = {0x7c00, 0x03e0, 0x001f};
    if (isUsual) return bmp;
    constexpr std::uint64_t firstMask = 54;
    for (std::size_t c = 0; c < 3; ++c) bmp.colours.at(c) = bmpNumber(bytes, firstMask + 4 * c);
    if (header >= headerWithAlpha || compression == masksWithAlpha)
        bmp.alpha = bmpNumber(bytes, firstMask + 12);
    return bmp;
}

/// A channel's bits in a pixel, as 8 bits.
class MaskedChannel {
public:
    explicit MaskedChannel(std::uint32_t mask) : m_mask(mask) {
        m_shift = mask == 0 ? 0 : std::countr_zero(mask);
        m_most = mask >> m_shift;
        if (mask == 0 || (m_most & (m_most + 1)) != 0)
            throw Error("is damaged, its masks do not say where its colours are");
    }

    [[nodiscard]] std::uint8_t of(std::uint32_t pixel) const {
        constexpr std::uint64_t white = 255;
        const std::uint64_t value = (pixel & m_mask) >> m_shift;
        return static_cast<std::uint8_t>((2 * white * value + m_most) / (2 * m_most));
    }

private:
    std::uint32_t m_mask;
    int m_shift = 0;
    std::uint64_t m_most = 0;
};

void readMaskedPixels(ByteView bytes, const MaskedBmp& bmp,
                      const std::vector<MaskedChannel>& channels, cv::Mat& to) {
    const std::uint64_t rowSize = bmp.rowSize();
    if (bmp.begin > bytes.size() ||
        rowSize > (bytes.size() - bmp.begin) / static_cast<std::uint64_t>(bmp.height))
        throw Error("is truncated, the end of the picture is missing");
    const std::size_t pixelSize = bmp.bits / 8;
    for (int y = 0; y < to.rows; ++y) {
        const int row = bmp.rows == BmpRows::Upwards ? to.rows - 1 - y : y;
        std::uint64_t place = bmp.begin + static_cast<std::uint64_t>(row) * rowSize;
        auto* sample = to.ptr<std::uint8_t>(y);
        for (int x = 0; x < to.cols; ++x, place += pixelSize) {
            const std::uint32_t pixel = bmpNumber(bytes, place, pixelSize);
            for (const MaskedChannel& channel : channels) *sample++ = channel.of(pixel);
        }
    }
}

/// Leaves out transparency that is 0 everywhere: writers that know none leave zeros.
void dropEmptyAlpha(Raster& raster) {
    cv::Mat alpha;
    cv::extractChannel(raster.samples, alpha, 3);
    if (cv::countNonZero(alpha) > 0) return;
    cv::Mat colours;
    cv::cvtColor(raster.samples, colours, cv::COLOR_RGBA2RGB);
    raster.samples = std::move(colours);
    raster.alpha = Raster::Alpha::None;
    raster.notes.emplace_back("is transparent everywhere, which is taken for opaque");
}

}  // namespace

std::optional<Raster> decodeMaskedBmp(ByteView bytes) {
    const auto bmp = maskedBmp(bytes);
    if (!bmp) return std::nullopt;
    std::vector<MaskedChannel> channels;
    for (const std::uint32_t mask : bmp->colours) channels.emplace_back(mask);
    if (bmp->alpha != 0) channels.emplace_back(bmp->alpha);
    Raster raster;
    raster.samples =
        blankSamples(bmp->width, bmp->height, CV_8UC(static_cast<int>(channels.size())));
    readMaskedPixels(bytes, *bmp, channels, raster.samples);
    if (bmp->alpha != 0) {
        raster.alpha = Raster::Alpha::Straight;
        dropEmptyAlpha(raster);
    }
    return raster;
}

}  // namespace sigscope::io
