#include "app/animate_command.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <stop_token>

#include "app/column_runs.h"
#include "app/complain.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "engine/api/readable_file.h"
#include "engine/api/request_files.h"
#include "engine/api/whole_file.h"
#include "ui/film/comparison_film.h"
#include "ui/film/film_file.h"
#include "ui/film/film_format.h"
#include "ui/film/film_frames.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

Outcome<Done> checkFilm(const fs::path& file, const ExplainRequest& request,
                        const Catalogue& catalogue) {
    const ui::FilmFormat format = ui::filmFormat(file);
    if (format == ui::FilmFormat::Unknown)
        return Failure{file.string() + ": unknown ending; films can be written as " +
                       ui::filmEndings()};
    if (!ui::canEncode(format))
        return Failure{file.string() +
                       ": no encoder for that opens on this machine; films can be "
                       "written as " +
                       ui::filmEndings()};
    if (Outcome<Done> checked = checkNoPartOfRequest(file, request, catalogue); !checked)
        return checked;
    return checkWritable(file);
}

Outcome<Done> checkFilms(const AnimateOptions& options, const Catalogue& catalogue) {
    const ExplainRequest& first = options.columns.front().request;
    if (Outcome<Done> checked = checkReadable(first.image); !checked) return checked;
    for (const fs::path& file : options.outputs)
        for (const ComparisonColumn& column : options.columns)
            if (Outcome<Done> checked = checkFilm(file, column.request, catalogue); !checked)
                return checked;
    return Done{};
}

/// A bar on standard error, with the time left by that of the frames so far.
class FilmBar {
public:
    void show(int done, int total) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_begin;
        m_bar.show(
            ProgressText{"Drawing the film", done, total, spent.count() / done * (total - done)});
    }

private:
    ProgressBar m_bar{stderr};
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

std::unique_ptr<ui::Film> filmOf(const std::vector<ComparisonColumn>& columns,
                                 const AnimateOptions& options) {
    if (options.isGrid())
        return std::make_unique<ui::ComparisonFilm>(columns, options.view, options.film,
                                                    options.alignment);
    return std::make_unique<ui::FilmFrames>(*columns.front().explanation, options.film);
}

Outcome<Done> writeWithBar(const fs::path& file, const ui::Film& film,
                           const std::stop_token& stop) {
    FilmBar bar;
    return ui::writeFilm(file, film, [&bar](int done, int total) { bar.show(done, total); }, stop);
}

Outcome<Done> writeFilms(const std::vector<ComparisonColumn>& columns,
                         const AnimateOptions& options, const std::stop_token& stop) {
    return drawOffscreen([&]() -> Outcome<Done> {
        const std::unique_ptr<ui::Film> film = filmOf(columns, options);
        for (const fs::path& file : options.outputs) {
            if (Outcome<Done> written = writeWithBar(file, *film, stop); !written) return written;
            printWritten(file);
        }
        return Done{};
    });
}

/// Whether there is something to film; the failure names what is to be given otherwise.
Outcome<Done> checkPaths(const std::vector<ComparisonColumn>& columns) {
    if (columns.size() > 1) {
        if (ui::canFilm(columns)) return Done{};
        return Failure{"--methods: none of these has a path, so that there is nothing to film"};
    }
    const ComparisonColumn& only = columns.front();
    const Outcome<Done> filmable = ui::checkFilmable(*only.explanation);
    if (filmable) return filmable;
    return Failure{withSubject("--method " + only.request.method, filmable.error())};
}

}  // namespace

ExitStatus runAnimate(Engine& engine, const AnimateOptions& options) {
    if (const Outcome<Done> checked = checkFilms(options, engine.catalogue()); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    RunNotes notes;
    std::vector<ComparisonColumn> columns = options.columns;
    QueuedRuns runs(engine);
    std::stop_source filming;
    const Interrupt interrupt([&] {
        runs.stop();
        filming.request_stop();
    });
    const ColumnsEnd end = computeColumns(columns, runs, notes);
    if (interrupt.raised()) return interruptedBefore("film");
    complainOfColumns(columns);
    const auto isThere = [](const ComparisonColumn& column) { return !!column.explanation; };
    if (std::ranges::none_of(columns, isThere))
        return end == ColumnsEnd::BrokeDown ? ExitStatus::Failed : ExitStatus::BadInput;
    if (const Outcome<Done> filmable = checkPaths(columns); !filmable)
        return complain(ExitStatus::BadInput, filmable.error());
    const Outcome<Done> written = writeFilms(columns, options, filming.get_token());
    if (written)
        return std::ranges::all_of(columns, isThere) ? ExitStatus::Done : ExitStatus::Failed;
    if (interrupt.raised())
        return complain(ExitStatus::Interrupted, "interrupted; no film was left half written");
    return complain(ExitStatus::Failed, written.error());
}

}  // namespace sigscope::app
