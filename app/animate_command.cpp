#include "app/animate_command.h"

#include <chrono>
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
#include "ui/film/film_file.h"
#include "ui/film/film_format.h"

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
    if (const std::string part = partOfRequest(file, request, catalogue); !part.empty())
        return Failure{file.string() + ": is " + part + "; give another name"};
    return checkWritable(file);
}

Outcome<Done> checkFilms(const AnimateOptions& options, const Catalogue& catalogue) {
    if (Outcome<Done> checked = checkReadable(options.request.image); !checked) return checked;
    for (const fs::path& file : options.outputs)
        if (Outcome<Done> checked = checkFilm(file, options.request, catalogue); !checked)
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

Outcome<Done> writeFilms(const Explanation& explanation, const AnimateOptions& options,
                         const std::stop_token& stop) {
    for (const fs::path& file : options.outputs) {
        const Outcome<Done> written = drawOffscreen([&] {
            FilmBar bar;
            return ui::writeFilm(
                file, explanation, options.film,
                [&bar](int done, int total) { bar.show(done, total); }, stop);
        });
        if (!written) return written;
        printWritten(file);
    }
    return Done{};
}

}  // namespace

ExitStatus runAnimate(Engine& engine, const AnimateOptions& options) {
    if (const Outcome<Done> checked = checkFilms(options, engine.catalogue()); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    RunNotes notes;
    std::vector<ComparisonColumn> columns(1);
    columns.front().title = options.request.method;
    columns.front().request = options.request;
    QueuedRuns runs(engine);
    std::stop_source filming;
    const Interrupt interrupt([&] {
        runs.stop();
        filming.request_stop();
    });
    const ColumnsEnd end = computeColumns(columns, runs, notes);
    if (interrupt.raised())
        return complain(ExitStatus::Interrupted, "interrupted before there was a film");
    complainOfColumns(columns);
    const auto& explanation = columns.front().explanation;
    if (!explanation)
        return end == ColumnsEnd::BrokeDown ? ExitStatus::Failed : ExitStatus::BadInput;
    if (const Outcome<Done> filmable = ui::checkFilmable(*explanation); !filmable)
        return complain(ExitStatus::BadInput,
                        withSubject("--method " + options.request.method, filmable.error()));
    const Outcome<Done> written = writeFilms(*explanation, options, filming.get_token());
    if (written) return ExitStatus::Done;
    if (interrupt.raised())
        return complain(ExitStatus::Interrupted, "interrupted; no film was left half written");
    return complain(ExitStatus::Failed, written.error());
}

}  // namespace sigscope::app
