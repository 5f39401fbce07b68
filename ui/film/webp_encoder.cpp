#include <webp/encode.h>
#include <webp/mux.h>

#include <cmath>
#include <stdexcept>
#include <string>

#include "ui/film/film_encoder.h"

namespace sigscope::ui {

namespace {

constexpr int losslessEffort = 2;  ///< 0 to 9; beyond, seconds a frame for a few percent.

/// A picture of libwebp's, freed with it.
struct WebPFrame {
    WebPFrame() {
        if (!WebPPictureInit(&picture)) throw std::runtime_error("libwebp is another version's");
    }
    ~WebPFrame() { WebPPictureFree(&picture); }
    WebPFrame(const WebPFrame&) = delete;
    WebPFrame& operator=(const WebPFrame&) = delete;

    WebPPicture picture;
};

/// Lossless, by libwebpmux; plays over and over.
class WebPEncoder final : public FilmEncoder {
public:
    explicit WebPEncoder(const FilmShape& shape) : m_framesPerSecond(shape.framesPerSecond) {
        WebPAnimEncoderOptions options;
        if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&m_config) ||
            !WebPConfigLosslessPreset(&m_config, losslessEffort))
            throw std::runtime_error("libwebp is another version's");
        options.kmax = 0;  // Frames after the first hold what changed.
        m_encoder.reset(WebPAnimEncoderNew(shape.size.width(), shape.size.height(), &options));
        if (!m_encoder) throw std::runtime_error("there is not enough memory for a WebP film");
    }

    void add(const QImage& frame, int ticks) override {
        const QImage rgb = frame.convertToFormat(QImage::Format_RGB32);
        WebPFrame webp;
        webp.picture.use_argb = 1;
        webp.picture.width = rgb.width();
        webp.picture.height = rgb.height();
        // RGB32 is blue, green, red in memory on the little-endian machines there are.
        if (!WebPPictureImportBGRX(&webp.picture, rgb.constBits(),
                                   static_cast<int>(rgb.bytesPerLine())) ||
            !WebPAnimEncoderAdd(m_encoder.get(), &webp.picture, milliseconds(), &m_config))
            fail();
        m_ticks += ticks;
    }

    QByteArray finish() override {
        WebPData data;
        WebPDataInit(&data);
        if (!WebPAnimEncoderAdd(m_encoder.get(), nullptr, milliseconds(), nullptr) ||
            !WebPAnimEncoderAssemble(m_encoder.get(), &data))
            fail();
        const QByteArray bytes(reinterpret_cast<const char*>(data.bytes),
                               static_cast<qsizetype>(data.size));
        WebPDataClear(&data);
        return bytes;
    }

private:
    struct Deleter {
        void operator()(WebPAnimEncoder* encoder) const { WebPAnimEncoderDelete(encoder); }
    };

    [[nodiscard]] int milliseconds() const {
        return static_cast<int>(std::lround(1000.0 * m_ticks / m_framesPerSecond));
    }

    [[noreturn]] void fail() const {
        throw std::runtime_error(std::string("libwebp: ") +
                                 WebPAnimEncoderGetError(m_encoder.get()));
    }

    int m_framesPerSecond;
    int m_ticks = 0;
    WebPConfig m_config;
    std::unique_ptr<WebPAnimEncoder, Deleter> m_encoder;
};

}  // namespace

std::unique_ptr<FilmEncoder> makeWebPEncoder(const FilmShape& shape) {
    return std::make_unique<WebPEncoder>(shape);
}

}  // namespace sigscope::ui
