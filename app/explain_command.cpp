#include "app/explain_command.h"

#include <optional>

#include "app/complain.h"
#include "app/console.h"
#include "app/explain_report.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "engine/api/model_report.h"
#include "engine/api/readable_file.h"
#include "engine/api/run_mailbox.h"

namespace sigscope::app {

namespace {

/// How the run ended, and whether it got as far as classifying the picture: what fails before that
/// is the input's fault.
struct Ending {
    RunEnd end;
    bool started = false;
};

/// A line that is no error.
void say(const std::string& note) {
    printError("note: " + note);
}

void warnOfCode(const ExplainRequest& request) {
    if (request.modelCode == ModelCode::Allowed && holdsModelCode(request.model))
        printError("warning: " + request.model +
                   " is TorchScript: a program, which now runs with your rights");
}

/// Says the run's notes, but for one that was said before it.
Ending follow(RunMailbox& mailbox, const std::string& alreadySaid) {
    ProgressBar bar(stderr);
    Ending ending;
    for (;;) {
        Mail mail = mailbox.wait();
        if (mail.scene && !ending.started)
            for (const std::string& note : mail.scene->notes)
                if (note != alreadySaid) say(note);
        ending.started = ending.started || mail.scene;
        if (mail.progress) bar.show(*mail.progress);
        if (!mail.end) continue;
        ending.end = std::move(*mail.end);
        return ending;
    }
}

Outcome<Done> writeOutputs(const ExplainOptions& options, const Explanation& explanation) {
    for (const auto& file : options.outputs) {
        if (const Outcome<Done> written = writeOutput(file, explanation, options.view); !written)
            return written;
        // What went to a pipe is nowhere, and standard output may be that pipe.
        std::error_code ignored;
        if (options.report == Report::Summary && std::filesystem::is_regular_file(file, ignored))
            print(file.string() + "\n");
    }
    return Done{};
}

void report(const Engine& engine, const ExplainOptions& options, const Explanation& explanation) {
    if (options.report == Report::Json)
        print(jsonReport(explanation, options.request, engine.catalogue()));
    else if (options.outputs.empty())
        print(summaryReport(explanation, options.request, engine.catalogue()));
}

/// `options` with the files of its recipe found.
Outcome<ExplainOptions> withFiles(const ExplainOptions& options, const Catalogue& catalogue) {
    if (!options.recipe) return options;
    Outcome<RestoredRequest> restored = restoreRequest(*options.recipe, options.request, catalogue);
    if (!restored) return Failure{restored.error()};
    for (const std::string& note : restored.value().notes) say(note);
    ExplainOptions found = options;
    found.request = restored.value().request;
    return found;
}

/// Says why the bits may not be those of the recipe.
void compareWithRecipe(const Recipe& recipe, const Explanation& explanation) {
    std::string all;
    for (const std::string& one : differingCircumstances(recipe.text, explanation.recipe))
        all += (all.empty() ? "" : ", ") + one;
    if (!all.empty()) say("the last bits may differ from the recipe's run: " + all);
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
    if (const std::string note = emptinessNote(explanation); !note.empty()) say(note);
    if (options.recipe) compareWithRecipe(*options.recipe, explanation);
    // Where the files are what was asked for, their names are a courtesy, wherever they went.
    const bool isAsked = options.report == Report::Json || options.outputs.empty();
    return isAsked ? printed() : ExitStatus::Done;
}

ExitStatus explain(Engine& engine, const ExplainOptions& options) {
    if (const Outcome<Done> checked = checkReadable(options.request.image); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    if (const Outcome<Done> checked =
            checkOutputs(options.outputs, options.request, engine.catalogue());
        !checked)
        return complain(ExitStatus::BadInput, checked.error());
    warnOfCode(options.request);
    const std::string unread = unreadSidecar(options.request.model);
    if (!unread.empty()) say(unread);
    const auto mailbox = std::make_shared<RunMailbox>();
    const RunId run = engine.submit(options.request, mailbox);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([&engine, run] { engine.cancel(run); });
    const ExitStatus status = finish(engine, options, follow(*mailbox, unread));
    if (status != ExitStatus::Done || !interrupt.raised()) return status;
    return complain(ExitStatus::Interrupted, "interrupted; this is what there was");
}

}  // namespace

ExitStatus runExplain(Engine& engine, const ExplainOptions& options) {
    const Outcome<ExplainOptions> found = withFiles(options, engine.catalogue());
    if (!found) return complain(ExitStatus::BadInput, found.error());
    return explain(engine, found.value());
}

}  // namespace sigscope::app
