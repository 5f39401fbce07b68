#include "ui/film/film_file.h"

#include <stdexcept>

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/film/film_encoder.h"
#include "ui/film/film_frames.h"
#include "ui/render/png_text.h"

namespace sigscope::ui {

namespace {

QByteArray filmOf(FilmFormat format, const Explanation& explanation, const FilmOptions& options,
                  const FilmProgress& progress, const std::stop_token& stop) {
    const FilmFrames frames(explanation, options);
    const auto encoder = makeFilmEncoder(format, {frames.size(), options.framesPerSecond});
    for (int k = 0; k < frames.count(); ++k) {
        if (stop.stop_requested()) throw std::runtime_error("the film was cancelled");
        const bool isLast = k == frames.count() - 1;
        encoder->add(frames.draw(frames.alpha(k)), isLast ? frames.holdCount() : 1);
        progress(k + 1, frames.count());
    }
    QByteArray bytes = encoder->finish();
    if (format != FilmFormat::Apng) return bytes;
    return withPngText(bytes, recipePngKeyword, QByteArray::fromStdString(explanation.recipe));
}

}  // namespace

Outcome<Done> checkFilmable(const Explanation& explanation) {
    if (!explanation.traits.hasPath())
        return Failure{"this method has no path, so that there is nothing to film"};
    if (!explanation.trace || explanation.trace->nodes().empty())
        return Failure{"the path was not kept, so that it cannot be filmed"};
    return Done{};
}

Outcome<Done> writeFilm(const std::filesystem::path& file, const Explanation& explanation,
                        const FilmOptions& options, const FilmProgress& progress,
                        std::stop_token stop) {
    const Outcome<QByteArray> bytes =
        attempt([&] { return filmOf(filmFormat(file), explanation, options, progress, stop); });
    if (!bytes) return Failure{file.string() + ": " + bytes.error()};
    return writeWholeFile(
        file, {bytes.value().constData(), static_cast<std::size_t>(bytes.value().size())});
}

}  // namespace sigscope::ui
