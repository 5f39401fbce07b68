#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/film/film_options.h"

namespace sigscope::ui {

/// How many of a film's different frames are done.
using FilmProgress = std::function<void(int done, int total)>;

/// Whether the path of a result can be filmed; the failure says why not.
[[nodiscard]] Outcome<Done> checkFilmable(const Explanation& explanation);

/// Writes the film of a path as the file's ending says (film_format.h), whole or not at all: after
/// a stop or an error `file` is as it was. PNG has the recipe inside. Needs a QApplication.
[[nodiscard]] Outcome<Done> writeFilm(const std::filesystem::path& file,
                                      const Explanation& explanation, const FilmOptions& options,
                                      const FilmProgress& progress, std::stop_token stop = {});

}  // namespace sigscope::ui
