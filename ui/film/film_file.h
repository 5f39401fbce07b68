#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/film/film.h"
#include "ui/film/film_format.h"

namespace sigscope::ui {

/// How many of a film's different frames are done.
using FilmProgress = std::function<void(int done, int total)>;

/// Whether the path of a result can be filmed; the failure says why not.
[[nodiscard]] Outcome<Done> checkFilmable(const Explanation& explanation);

/// Writes a film as the file's ending says (film_format.h), whole or not at all: after a stop or an
/// error `file` is as it was. PNG has the recipe inside. Any thread.
[[nodiscard]] Outcome<Done> writeFilm(const std::filesystem::path& file, const Film& film,
                                      const FilmProgress& progress, std::stop_token stop = {});

/// The film of a path. Needs a QApplication.
[[nodiscard]] Outcome<Done> writeFilm(const std::filesystem::path& file,
                                      const Explanation& explanation, const FilmOptions& options,
                                      const FilmProgress& progress, std::stop_token stop = {});

/// About how many bytes the film will have: a few frames from its middle are encoded. Nothing after
/// a stop, and where there is no encoder. Any thread.
[[nodiscard]] std::optional<qint64> predictedFilmBytes(FilmFormat format, const Film& film,
                                                       const std::stop_token& stop = {});

}  // namespace sigscope::ui
