#include "app/explain_command.h"

#include <iostream>
#include <optional>

#include "app/complain.h"
#include "app/explain_report.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "engine/api/run_mailbox.h"

namespace sigscope::app {

namespace {

/// How the run ended, and whether it got as far as classifying the picture: what fails before that
/// is the input's fault.
struct Ending {
    RunEnd end;
    bool started = false;
};

Outcome<Done> checkImage(const std::filesystem::path& image) {
    std::error_code error;
    const auto status = std::filesystem::status(image, error);
    if (!std::filesystem::exists(status))
        return Failure{image.string() + ": there is no such file"};
    if (std::filesystem::is_directory(status))
        return Failure{image.string() + ": is a folder; a picture is needed"};
    if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(image, error) == 0)
        return Failure{image.string() + ": the file is empty"};
    return Done{};
}

Ending follow(RunMailbox& mailbox) {
    ProgressBar bar(stderr);
    Ending ending;
    for (;;) {
        Mail mail = mailbox.wait();
        ending.started = ending.started || mail.scene;
        if (mail.progress) bar.show(*mail.progress);
        if (!mail.end) continue;
        ending.end = std::move(*mail.end);
        return ending;
    }
}

Outcome<Done> writeOutputs(const ExplainOptions& options, const Explanation& explanation) {
    for (const auto& file : options.outputs) {
        if (const Outcome<Done> written = writeOutput(file, explanation); !written) return written;
        if (options.report == Report::Summary) std::cout << file.string() << "\n";
    }
    return Done{};
}

void report(const Engine& engine, const ExplainOptions& options, const Explanation& explanation) {
    if (options.report == Report::Json)
        std::cout << jsonReport(explanation);
    else if (options.outputs.empty())
        std::cout << summaryReport(explanation, options.request, engine.catalogue());
}

/// Writes and reports what the run left; `Done` or why not.
ExitStatus finish(const Engine& engine, const ExplainOptions& options, const Ending& ending) {
    if (ending.end.kind == RunEnd::Kind::Failed)
        return complain(ending.started ? ExitStatus::Failed : ExitStatus::BadInput,
                        ending.end.error);
    if (!ending.end.explanation)
        return complain(ExitStatus::Interrupted, "interrupted before there was a result");
    const Explanation& explanation = *ending.end.explanation;
    if (const Outcome<Done> written = writeOutputs(options, explanation); !written)
        return complain(ExitStatus::Failed, written.error());
    report(engine, options, explanation);
    if (!std::cout.flush()) return complain(ExitStatus::Failed, "cannot write to standard output");
    return ExitStatus::Done;
}

}  // namespace

ExitStatus runExplain(Engine& engine, const ExplainOptions& options) {
    if (const Outcome<Done> checked = checkImage(options.request.image); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    if (const Outcome<Done> checked = checkOutputs(options.outputs, options.request.image);
        !checked)
        return complain(ExitStatus::BadInput, checked.error());
    const auto mailbox = std::make_shared<RunMailbox>();
    const RunId run = engine.submit(options.request, mailbox);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([&engine, run] { engine.cancel(run); });
    const ExitStatus status = finish(engine, options, follow(*mailbox));
    if (status != ExitStatus::Done || !interrupt.raised()) return status;
    return complain(ExitStatus::Interrupted, "interrupted; this is what there was");
}

}  // namespace sigscope::app
