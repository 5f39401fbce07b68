#include <gif_lib.h>

#include <cmath>
#include <new>
#include <stdexcept>
#include <vector>

#include "ui/film/film_encoder.h"

namespace sigscope::ui {

namespace {

constexpr int gifColours = 256;

int appendTo(GifFileType* file, const GifByteType* bytes, int count) {
    static_cast<QByteArray*>(file->UserData)->append(reinterpret_cast<const char*>(bytes), count);
    return count;
}

/// A frame's colours as indices into a palette of its own.
struct IndexedFrame {
    std::vector<GifByteType> indices;
    std::vector<GifColorType> palette;
};

/// Median cut, by giflib.
IndexedFrame indexed(const QImage& frame) {
    const auto count = static_cast<std::size_t>(frame.width()) * frame.height();
    std::vector<GifByteType> red;
    std::vector<GifByteType> green;
    std::vector<GifByteType> blue;
    for (std::vector<GifByteType>* channel : {&red, &green, &blue}) channel->reserve(count);
    for (int y = 0; y < frame.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(frame.constScanLine(y));
        for (int x = 0; x < frame.width(); ++x) {
            red.push_back(static_cast<GifByteType>(qRed(line[x])));
            green.push_back(static_cast<GifByteType>(qGreen(line[x])));
            blue.push_back(static_cast<GifByteType>(qBlue(line[x])));
        }
    }
    IndexedFrame result{std::vector<GifByteType>(count), std::vector<GifColorType>(gifColours)};
    int colours = gifColours;
    if (GifQuantizeBuffer(static_cast<unsigned>(frame.width()),
                          static_cast<unsigned>(frame.height()), &colours, red.data(), green.data(),
                          blue.data(), result.indices.data(), result.palette.data()) == GIF_ERROR)
        throw std::runtime_error("giflib could not choose the colours of a frame");
    return result;
}

/// 256 colours to a frame, by giflib; plays over and over. Times are hundredths of a second: each
/// frame ends at the one next to where it should.
class GifEncoder final : public FilmEncoder {
public:
    explicit GifEncoder(const FilmShape& shape) : m_shape(shape) {
        int error = 0;
        m_file = EGifOpen(&m_bytes, &appendTo, &error);
        if (!m_file) throw std::runtime_error("giflib could not begin a film");
        EGifSetGifVersion(m_file, true);
        require(EGifPutScreenDesc(m_file, shape.size.width(), shape.size.height(), 8, 0, nullptr));
        putLoop();
    }

    ~GifEncoder() override {
        if (m_file) EGifCloseFile(m_file, nullptr);
    }

    void add(const QImage& frame, int ticks) override {
        const QImage rgb = frame.convertToFormat(QImage::Format_RGB32);
        IndexedFrame image = indexed(rgb);
        putDelay(ticks);
        ColorMapObject* palette = GifMakeMapObject(gifColours, image.palette.data());
        if (!palette) throw std::bad_alloc();
        const int described =
            EGifPutImageDesc(m_file, 0, 0, rgb.width(), rgb.height(), false, palette);
        GifFreeMapObject(palette);
        require(described);
        for (int y = 0; y < rgb.height(); ++y)
            require(EGifPutLine(m_file, &image.indices[static_cast<std::size_t>(y) * rgb.width()],
                                rgb.width()));
    }

    QByteArray finish() override {
        const int closed = EGifCloseFile(m_file, nullptr);
        m_file = nullptr;
        if (closed == GIF_ERROR) throw std::runtime_error("giflib could not end a film");
        return m_bytes;
    }

private:
    void require(int result) const {
        if (result == GIF_OK) return;
        const char* reason = GifErrorString(m_file->Error);
        throw std::runtime_error(std::string("giflib: ") + (reason ? reason : "unknown error"));
    }

    /// The extension of Netscape's that all readers know: over and over.
    void putLoop() const {
        const unsigned char forever[] = {1, 0, 0};
        require(EGifPutExtensionLeader(m_file, APPLICATION_EXT_FUNC_CODE));
        require(EGifPutExtensionBlock(m_file, 11, "NETSCAPE2.0"));
        require(EGifPutExtensionBlock(m_file, sizeof forever, forever));
        require(EGifPutExtensionTrailer(m_file));
    }

    [[nodiscard]] int hundredths() const {
        return static_cast<int>(std::lround(100.0 * m_ticks / m_shape.framesPerSecond));
    }

    void putDelay(int ticks) {
        const int begin = hundredths();
        m_ticks += ticks;
        GraphicsControlBlock control{};
        control.DelayTime = hundredths() - begin;
        control.TransparentColor = NO_TRANSPARENT_COLOR;
        GifByteType bytes[4];
        const std::size_t size = EGifGCBToExtension(&control, bytes);
        require(EGifPutExtension(m_file, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(size), bytes));
    }

    FilmShape m_shape;
    QByteArray m_bytes;
    GifFileType* m_file = nullptr;
    int m_ticks = 0;
};

}  // namespace

std::unique_ptr<FilmEncoder> makeGifEncoder(const FilmShape& shape) {
    return std::make_unique<GifEncoder>(shape);
}

}  // namespace sigscope::ui
