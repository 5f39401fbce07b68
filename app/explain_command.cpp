#include "app/explain_command.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/complain.h"
#include "app/console.h"
#include "app/explain_pictures.h"
#include "app/explain_report.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "app/queued_runs.h"
#include "engine/api/readable_file.h"

namespace sigscope::app {

namespace {

/// What goes to the files of a result. Of several baselines there is no path that leads to it.
std::shared_ptr<const Explanation> filed(const ExplainOptions& picture,
                                         const std::shared_ptr<const Explanation>& explanation) {
    if (picture.keptPath == KeptPath::Curves || !explanation->trace ||
        !explanation->perBaseline.empty())
        return explanation;
    auto whole = std::make_shared<Explanation>(*explanation);
    whole->pathMaps = pathMapsOf(*explanation->trace);
    return whole;
}

/// Explains one picture after the other. Qt changes the language of the whole process for a moment
/// when a figure is drawn, so that nothing is computed while results are written.
class PictureRuns {
public:
    /// `pictures` are those of `options`, one by one.
    PictureRuns(Engine& engine, const ExplainOptions& options, std::vector<ExplainOptions> pictures,
                RunNotes& notes)
        : m_engine(engine),
          m_pictures(std::move(pictures)),
          m_areSeveral(hasSeveralPictures(options)),
          m_notes(notes),
          m_runs(engine) {}

    ExitStatus run();

private:
    [[nodiscard]] std::vector<const ExplainOptions*> readable();
    /// `which` of the pictures it is; empty where there is one.
    [[nodiscard]] RunEnd follow(const ExplainRequest& request, const std::string& which);
    void finish(const ExplainOptions& picture, const RunEnd& end);
    [[nodiscard]] bool write(const ExplainOptions& picture, const Explanation& explanation);
    void report(const ExplainOptions& picture, const Explanation& explanation) const;
    void compareWithRecipe(const std::string& recipe, const Explanation& explanation);
    [[nodiscard]] ExitStatus interrupted() const;
    /// `text` of a picture, which is named where there are several.
    [[nodiscard]] std::string named(const ExplainOptions& picture, const std::string& text) const;

    Engine& m_engine;
    std::vector<ExplainOptions> m_pictures;
    bool m_areSeveral;
    RunNotes& m_notes;
    QueuedRuns m_runs;
    int m_done = 0;
    int m_begun = 0;           ///< Results of runs that were stopped.
    int m_refused = 0;         ///< Failed by the input's fault.
    int m_failed = 0;          ///< Failed otherwise.
    bool m_unprinted = false;  ///< Standard output takes nothing more.
};

ExitStatus PictureRuns::run() {
    const std::vector<const ExplainOptions*> pictures = readable();
    if (pictures.empty()) return ExitStatus::BadInput;
    m_notes.sayOfModel(pictures.front()->request);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([this] { m_runs.stop(); });
    for (std::size_t i = 0; i < pictures.size() && !interrupt.raised() && !m_unprinted; ++i) {
        const std::string which =
            m_areSeveral ? std::to_string(i + 1) + " of " + std::to_string(pictures.size()) + ": "
                         : std::string();
        m_runs.submit(pictures[i]->request);
        finish(*pictures[i], follow(pictures[i]->request, which));
    }
    // Too late a Ctrl+C interrupts nothing.
    const bool isInterrupted =
        interrupt.raised() && m_done + m_refused < static_cast<int>(m_pictures.size());
    if (isInterrupted && m_failed == 0) return interrupted();
    if (m_failed > 0 || (m_refused > 0 && m_done > 0)) return ExitStatus::Failed;
    return m_refused > 0 ? ExitStatus::BadInput : ExitStatus::Done;
}

/// Those that can be read; complains of the others.
std::vector<const ExplainOptions*> PictureRuns::readable() {
    std::vector<const ExplainOptions*> pictures;
    for (const ExplainOptions& picture : m_pictures) {
        if (const Outcome<Done> checked = checkReadable(picture.request.image); checked) {
            pictures.push_back(&picture);
        } else {
            complain(ExitStatus::BadInput, checked.error());
            ++m_refused;
        }
    }
    return pictures;
}

RunEnd PictureRuns::follow(const ExplainRequest& request, const std::string& which) {
    ProgressBar bar(stderr);
    for (;;) {
        RunEvents mail = m_runs.wait().mail;
        if (mail.scene) {
            bar.clear();
            m_notes.sayOf(*mail.scene);
            m_notes.sayOfBaseline(request, m_engine.catalogue());
        }
        if (mail.progress) bar.show(*mail.progress, which);
        if (mail.end) return std::move(*mail.end);
    }
}

std::string PictureRuns::named(const ExplainOptions& picture, const std::string& text) const {
    return m_areSeveral ? withSubject(picture.request.image.string(), text) : text;
}

/// Writes and reports what the run left.
void PictureRuns::finish(const ExplainOptions& picture, const RunEnd& end) {
    if (end.kind == RunEnd::Kind::Failed) {
        printError(named(picture, end.error));
        ++(end.cause == FailureCause::Input ? m_refused : m_failed);
        return;
    }
    if (!end.explanation) return;
    const Explanation& explanation = *end.explanation;
    if (!write(picture, *filed(picture, end.explanation))) return;
    report(picture, explanation);
    if (const std::string note = emptinessNote(explanation); !note.empty())
        m_notes.say(named(picture, note));
    if (picture.recipe) compareWithRecipe(picture.recipe->text, explanation);
    ++(explanation.partial ? m_begun : m_done);
    // Where the files are what was asked for, their names are a courtesy, wherever they went.
    const bool isAsked = picture.report == Report::Json || picture.outputs.empty();
    m_unprinted = isAsked && printed() != ExitStatus::Done;
    if (m_unprinted) ++m_failed;
}

bool PictureRuns::write(const ExplainOptions& picture, const Explanation& explanation) {
    ui::FigureView view = picture.view;
    view.method = m_engine.catalogue().method(picture.request.method);
    for (const auto& file : picture.outputs) {
        if (const Outcome<Done> written = writeOutput(file, explanation, view); !written) {
            printError(written.error());
            ++m_failed;
            return false;
        }
        if (picture.report == Report::Summary) printWritten(file);
    }
    return true;
}

void PictureRuns::report(const ExplainOptions& picture, const Explanation& explanation) const {
    const std::string name = picture.request.image.string();
    if (picture.report == Report::Json) {
        nlohmann::ordered_json object;
        if (m_areSeveral) object["image"] = name;
        object.update(jsonReport(explanation, picture.request, m_engine.catalogue()));
        print(jsonLine(object));
    } else if (picture.outputs.empty()) {
        if (m_areSeveral) print((m_done + m_begun > 0 ? "\n" : "") + name + "\n");
        print(summaryReport(explanation, picture.request, m_engine.catalogue()));
    }
}

/// Says why the bits may not be those of the recipe.
void PictureRuns::compareWithRecipe(const std::string& recipe, const Explanation& explanation) {
    std::string all;
    for (const std::string& one : differingCircumstances(recipe, explanation.recipe))
        all += (all.empty() ? "" : ", ") + one;
    if (!all.empty()) m_notes.say("the last bits may differ from the recipe's run: " + all);
}

ExitStatus PictureRuns::interrupted() const {
    if (m_done + m_begun == 0) return interruptedBefore();
    if (!m_areSeveral) return interruptedMidway();
    return complain(ExitStatus::Interrupted, "interrupted; " + std::to_string(m_done) + " of " +
                                                 std::to_string(m_pictures.size()) +
                                                 " pictures were done" +
                                                 (m_begun > 0 ? ", one more in part" : ""));
}

}  // namespace

ExitStatus runExplain(Engine& engine, const ExplainOptions& options) {
    RunNotes notes;
    Outcome<std::vector<ExplainOptions>> pictures = perPicture(options, engine.catalogue(), notes);
    if (!pictures) return complain(ExitStatus::BadInput, pictures.error());
    return PictureRuns(engine, options, std::move(pictures).value(), notes).run();
}

}  // namespace sigscope::app
