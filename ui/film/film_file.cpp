#include "ui/film/film_file.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/film/film_encoder.h"
#include "ui/film/film_frames.h"
#include "ui/render/png_text.h"

namespace sigscope::ui {

namespace {

QByteArray filmOf(FilmFormat format, const Film& film, const FilmProgress& progress,
                  const std::stop_token& stop) {
    const FilmClock& clock = film.clock();
    if (film.size().height() > tallestFilm)
        throw std::runtime_error("the film would be " + std::to_string(film.size().height()) +
                                 " pixels high, and films are " + std::to_string(tallestFilm) +
                                 " at most; put more pictures to a row, or make it narrower");
    const auto encoder = makeFilmEncoder(format, {film.size(), clock.framesPerSecond()});
    for (int k = 0; k < clock.count(); ++k) {
        if (stop.stop_requested()) throw std::runtime_error("the film was cancelled");
        const bool isLast = k == clock.count() - 1;
        encoder->add(film.draw(clock.alpha(k)), isLast ? clock.holdCount() : 1);
        progress(k + 1, clock.count());
    }
    QByteArray bytes = encoder->finish();
    if (format != FilmFormat::Apng) return bytes;
    return withPngText(bytes, recipePngKeyword, film.recipe());
}

}  // namespace

Outcome<Done> checkFilmable(const Explanation& explanation) {
    if (!explanation.traits.hasPath())
        return Failure{"this method has no path, so that there is nothing to film"};
    if (!explanation.trace || explanation.trace->nodes().empty())
        return Failure{"the path was not kept, so that it cannot be filmed"};
    return Done{};
}

Outcome<Done> writeFilm(const std::filesystem::path& file, const Film& film,
                        const FilmProgress& progress, std::stop_token stop) {
    const Outcome<QByteArray> bytes =
        attempt([&] { return filmOf(filmFormat(file), film, progress, stop); });
    if (!bytes) return Failure{file.string() + ": " + bytes.error()};
    return writeWholeFile(
        file, {bytes.value().constData(), static_cast<std::size_t>(bytes.value().size())});
}

Outcome<Done> writeFilm(const std::filesystem::path& file, const Explanation& explanation,
                        const FilmOptions& options, const FilmProgress& progress,
                        std::stop_token stop) {
    return writeFilm(file, FilmFrames(explanation, options), progress, std::move(stop));
}

std::optional<qint64> predictedFilmBytes(FilmFormat format, const Film& film,
                                         const std::stop_token& stop) {
    const FilmClock& clock = film.clock();
    const int tried = std::min(8, clock.count());
    const int first = (clock.count() - tried) / 2;
    const auto bytes = attempt([&] {
        const auto encoder = makeFilmEncoder(format, {film.size(), clock.framesPerSecond()});
        for (int k = first; k < first + tried; ++k) {
            if (stop.stop_requested()) throw std::runtime_error("stopped");
            encoder->add(film.draw(clock.alpha(k)), 1);
        }
        return encoder->finish().size();
    });
    if (!bytes) return std::nullopt;
    return bytes.value() * clock.count() / tried;
}

}  // namespace sigscope::ui
