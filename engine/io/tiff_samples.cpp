#include "engine/io/tiff_samples.h"

#include <algorithm>

namespace sigscope::io {

namespace {

/// Reads samples block by block: strips or tiles, of all samples or of one.
class BlockReader {
public:
    BlockReader(const TiffFile& file, const TiffLayout& layout, cv::Mat& to)
        : m_file(file), m_layout(layout), m_to(to), m_tiled(TIFFIsTiled(file.get()) != 0) {
        const auto rows =
            file.field<std::uint32_t>(m_tiled ? TIFFTAG_TILELENGTH : TIFFTAG_ROWSPERSTRIP);
        m_width = m_tiled ? clamped(file.field<std::uint32_t>(TIFFTAG_TILEWIDTH)) : to.cols;
        m_height = m_tiled ? clamped(rows)
                           : static_cast<int>(std::min<std::uint32_t>(
                                 rows, static_cast<std::uint32_t>(to.rows)));
        const tmsize_t size = m_tiled ? TIFFTileSize(file.get()) : TIFFStripSize(file.get());
        constexpr tmsize_t largest = 1'700'000'000;
        if (m_width < 1 || m_height < 1 || size < 1 || size > largest) m_file.fail();
        m_block.resize(static_cast<std::size_t>(size));
    }

    /// All pixels of the samples with these numbers, which become the channels.
    void read(const std::vector<int>& samples) {
        for (int y = 0; y < m_to.rows; y += m_height)
            for (int x = 0; x < m_to.cols; x += m_width) {
                if (!m_layout.separate) {
                    fetch(x, y, 0);
                    for (std::size_t c = 0; c < samples.size(); ++c)
                        copy(x, y, samples[c], static_cast<int>(c));
                } else {
                    for (std::size_t c = 0; c < samples.size(); ++c) {
                        fetch(x, y, samples[c]);
                        copy(x, y, 0, static_cast<int>(c));
                    }
                }
            }
    }

private:
    static int clamped(std::uint32_t side) {
        constexpr std::uint32_t longest = 1 << 24;
        return static_cast<int>(std::min(side, longest));
    }

    [[nodiscard]] int samplesInBlock() const { return m_layout.separate ? 1 : m_layout.samples; }

    void fetch(int x, int y, int plane) {
        const auto column = static_cast<std::uint32_t>(x);
        const auto row = static_cast<std::uint32_t>(y);
        const auto sample = static_cast<std::uint16_t>(plane);
        const auto size = static_cast<tmsize_t>(m_block.size());
        TIFF* const tiff = m_file.get();
        const tmsize_t read =
            m_tiled ? TIFFReadEncodedTile(tiff, TIFFComputeTile(tiff, column, row, 0, sample),
                                          m_block.data(), size)
                    : TIFFReadEncodedStrip(tiff, TIFFComputeStrip(tiff, row, sample),
                                           m_block.data(), size);
        const std::size_t rows = m_tiled ? static_cast<std::size_t>(m_height) : rowsAt(y);
        const std::size_t wanted = rows * static_cast<std::size_t>(m_width) *
                                   static_cast<std::size_t>(samplesInBlock()) * m_to.elemSize1();
        if (read < 0 || static_cast<std::size_t>(read) < wanted || wanted > m_block.size())
            m_file.fail();
    }

    [[nodiscard]] std::size_t rowsAt(int y) const {
        return static_cast<std::size_t>(std::min(m_height, m_to.rows - y));
    }

    void copy(int x, int y, int sample, int channel) {
        if (m_to.elemSize1() == 1)
            copyAs<std::uint8_t>(x, y, sample, channel);
        else
            copyAs<std::uint16_t>(x, y, sample, channel);
    }

    template <typename Sample>
    void copyAs(int x, int y, int sample, int channel) {
        const auto* const block = reinterpret_cast<const Sample*>(m_block.data());
        const int columns = std::min(m_width, m_to.cols - x);
        const auto stride = static_cast<std::size_t>(samplesInBlock());
        for (std::size_t row = 0; row < rowsAt(y); ++row) {
            const Sample* from = block + row * static_cast<std::size_t>(m_width) * stride + sample;
            Sample* to =
                m_to.ptr<Sample>(y + static_cast<int>(row)) + x * m_to.channels() + channel;
            for (int i = 0; i < columns; ++i, from += stride, to += m_to.channels()) *to = *from;
        }
    }

    const TiffFile& m_file;
    TiffLayout m_layout;
    cv::Mat& m_to;
    bool m_tiled;
    int m_width = 0;   ///< Of a block, pixels.
    int m_height = 0;  ///< Likewise.
    std::vector<std::uint8_t> m_block;
};

}  // namespace

void readTiffSamples(const TiffFile& file, const TiffLayout& layout,
                     const std::vector<int>& samples, cv::Mat& to) {
    BlockReader(file, layout, to).read(samples);
}

}  // namespace sigscope::io
