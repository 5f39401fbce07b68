#include "ui/film/film_format.h"

#include <QString>
#include <exception>

#include "ui/film/film_encoder.h"

namespace sigscope::ui {

FilmFormat filmFormat(const std::filesystem::path& file) {
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    if (ending == ".mp4") return FilmFormat::Mp4;
    if (ending == ".webp") return FilmFormat::WebP;
    if (ending == ".png" || ending == ".apng") return FilmFormat::Apng;
    if (ending == ".gif") return FilmFormat::Gif;
    return FilmFormat::Unknown;
}

bool canEncode(FilmFormat format, QSize size) {
    if (format == FilmFormat::Unknown) return false;
    try {
        static_cast<void>(makeFilmEncoder(format, {size, 24}));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::string filmEndings() {
    const std::string always = ".webp, .png, .apng and .gif";
    return canEncode(FilmFormat::Mp4) ? ".mp4, " + always : always;
}

}  // namespace sigscope::ui
