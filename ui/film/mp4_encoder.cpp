#include <QFile>
#include <QTemporaryDir>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <stdexcept>

#include "ui/film/film_encoder.h"

namespace sigscope::ui {

namespace {

/// H.264 by OpenCV's videoio, which writes to a file with a name: one in a folder of its own, which
/// loses its name as soon as it is open, so that it goes with the process.
class Mp4Encoder final : public FilmEncoder {
public:
    explicit Mp4Encoder(const FilmShape& shape) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("film.mp4"));
        const cv::Size size(shape.size.width(), shape.size.height());
        if (!folder.isValid() ||
            !m_writer.open(QFile::encodeName(path).toStdString(), cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('a', 'v', 'c', '1'), shape.framesPerSecond,
                           size))
            throw std::runtime_error("no encoder of H.264 could be opened");
        m_file.setFileName(path);
        if (!m_file.open(QIODevice::ReadOnly))
            throw std::runtime_error("a temporary file could not be read");
    }

    void add(const QImage& frame, int ticks) override {
        const QImage rgb = frame.convertToFormat(QImage::Format_RGB32);
        const cv::Mat pixels(rgb.height(), rgb.width(), CV_8UC4,
                             const_cast<uchar*>(rgb.constBits()),
                             static_cast<std::size_t>(rgb.bytesPerLine()));
        cv::Mat bgr;
        cv::cvtColor(pixels, bgr, cv::COLOR_BGRA2BGR);
        for (int tick = 0; tick < ticks; ++tick) m_writer.write(bgr);
    }

    QByteArray finish() override {
        m_writer.release();
        const QByteArray bytes = m_file.readAll();
        if (bytes.isEmpty()) throw std::runtime_error("the encoder of H.264 wrote nothing");
        return bytes;
    }

private:
    cv::VideoWriter m_writer;
    QFile m_file;
};

}  // namespace

}  // namespace sigscope::ui

/// See ui/film/video_module.h.
extern "C" Q_DECL_EXPORT sigscope::ui::FilmEncoder* sigscopeMakeMp4Encoder(
    const sigscope::ui::FilmShape& shape) {
    return new sigscope::ui::Mp4Encoder(shape);
}
