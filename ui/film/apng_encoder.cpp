#include <QBuffer>
#include <QImageWriter>
#include <QtEndian>
#include <stdexcept>

#include "ui/film/film_encoder.h"
#include "ui/render/png_chunk.h"

namespace sigscope::ui {

namespace {

QByteArray twoBytes(int number) {
    QByteArray bytes(2, '\0');
    qToBigEndian(static_cast<quint16>(number), bytes.data());
    return bytes;
}

/// Each frame is a PNG of libpng's, whose data go into the chunks of the PNG specification's third
/// edition, section 11.3.6: acTL, and for each frame fcTL with IDAT or fdAT. Lossless; plays over
/// and over. A reader that does not know them shows the first frame.
class ApngEncoder final : public FilmEncoder {
public:
    explicit ApngEncoder(const FilmShape& shape) : m_shape(shape) {}

    void add(const QImage& frame, int ticks) override {
        m_frames += pngChunk("fcTL", controlOf(ticks));
        const QByteArray png = pngOf(frame);
        if (m_head.isEmpty()) m_head = png.left(pngHeaderEnd);
        for (qsizetype at = pngHeaderEnd; at + 12 <= png.size();) {
            const auto length = qFromBigEndian<quint32>(png.constData() + at);
            if (png.mid(at + 4, 4) == "IDAT") addData(png.mid(at + 8, length));
            at += 12 + static_cast<qsizetype>(length);
        }
        ++m_count;
    }

    QByteArray finish() override {
        const QByteArray control = bigEndian(static_cast<quint32>(m_count)) + bigEndian(0);
        return m_head + pngChunk("acTL", control) + m_frames + pngChunk("IEND", {});
    }

private:
    static QByteArray pngOf(const QImage& frame) {
        QBuffer buffer;
        QImageWriter writer(&buffer, "png");
        if (!writer.write(frame.convertToFormat(QImage::Format_RGB888)))
            throw std::runtime_error(writer.errorString().toStdString());
        return buffer.data();
    }

    /// fcTL's: the whole frame replaces what was there.
    QByteArray controlOf(int ticks) {
        return nextNumber() + bigEndian(static_cast<quint32>(m_shape.size.width())) +
               bigEndian(static_cast<quint32>(m_shape.size.height())) + bigEndian(0) +
               bigEndian(0) + twoBytes(ticks) + twoBytes(m_shape.framesPerSecond) +
               QByteArray(2, '\0');
    }

    void addData(const QByteArray& data) {
        m_frames += m_count == 0 ? pngChunk("IDAT", data) : pngChunk("fdAT", nextNumber() + data);
    }

    QByteArray nextNumber() { return bigEndian(m_number++); }

    FilmShape m_shape;
    QByteArray m_head;
    QByteArray m_frames;
    int m_count = 0;
    quint32 m_number = 0;  ///< Of fcTL and fdAT together.
};

}  // namespace

std::unique_ptr<FilmEncoder> makeApngEncoder(const FilmShape& shape) {
    return std::make_unique<ApngEncoder>(shape);
}

}  // namespace sigscope::ui
