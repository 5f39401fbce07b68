#pragma once

#include <QByteArray>
#include <QImage>
#include <memory>

#include "ui/film/film_format.h"

namespace sigscope::ui {

struct FilmShape {
    QSize size;  ///< Of every frame, in pixels; even.
    int framesPerSecond = 24;
};

/// Makes a film's bytes of its frames. Whatever goes wrong is a std::exception with a sentence.
class FilmEncoder {
public:
    virtual ~FilmEncoder() = default;

    /// The next frame, RGB32, which stays for `ticks` frames' time.
    virtual void add(const QImage& frame, int ticks) = 0;

    /// The whole file; last, once, after at least one frame.
    [[nodiscard]] virtual QByteArray finish() = 0;
};

[[nodiscard]] std::unique_ptr<FilmEncoder> makeMp4Encoder(const FilmShape& shape);
[[nodiscard]] std::unique_ptr<FilmEncoder> makeWebPEncoder(const FilmShape& shape);
[[nodiscard]] std::unique_ptr<FilmEncoder> makeApngEncoder(const FilmShape& shape);
[[nodiscard]] std::unique_ptr<FilmEncoder> makeGifEncoder(const FilmShape& shape);

/// That of `format`, which is known.
[[nodiscard]] std::unique_ptr<FilmEncoder> makeFilmEncoder(FilmFormat format,
                                                           const FilmShape& shape);

}  // namespace sigscope::ui
