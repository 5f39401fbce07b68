#include "app/run_notes.h"

#include "app/console.h"
#include "engine/api/model_report.h"

namespace sigscope::app {

std::string withSubject(const std::string& subject, const std::string& text) {
    return text.starts_with(subject) ? text : subject + ": " + text;
}

void RunNotes::sayOnce(const std::string& text) {
    if (m_said.insert(text).second) printError(text);
}

void RunNotes::say(const std::string& text) {
    sayOnce("note: " + text);
}

void RunNotes::sayOf(const Scene& scene) {
    for (const std::string& note : scene.notes) say(note);
}

void RunNotes::sayOfModel(const ExplainRequest& request) {
    if (request.modelCode == ModelCode::Allowed && holdsModelCode(request.model))
        sayOnce("warning: " + request.model +
                " is TorchScript: a program, which now runs with your rights");
    if (const std::string unread = unreadSidecar(request.model); !unread.empty()) say(unread);
}

void RunNotes::sayOfBaseline(const ExplainRequest& request, const Catalogue& catalogue) {
    const MethodSpec* method = catalogue.method(request.method);
    if (method == nullptr || request.baselines == ExplainRequest().baselines) return;
    if (!usesBaseline(*method, request.parameters))
        say(request.method + " does not use the baseline: its map is the same from any");
}

}  // namespace sigscope::app
