#include "ui/film/film_encoder.h"

#include <stdexcept>

namespace sigscope::ui {

std::unique_ptr<FilmEncoder> makeFilmEncoder(FilmFormat format, const FilmShape& shape) {
    switch (format) {
        case FilmFormat::Mp4:
            return makeMp4Encoder(shape);
        case FilmFormat::WebP:
            return makeWebPEncoder(shape);
        case FilmFormat::Apng:
            return makeApngEncoder(shape);
        case FilmFormat::Gif:
            return makeGifEncoder(shape);
        case FilmFormat::Unknown:
            break;
    }
    throw std::invalid_argument("no film can be written with that ending");
}

}  // namespace sigscope::ui
