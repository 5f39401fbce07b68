#include "ui/window/request_editor.h"

#include <utility>

#include "engine/api/baseline_list.h"

namespace sigscope::ui {

void RequestEditor::setTarget(int classIndex) {
    ExplainRequest next = request();
    next.target = classOfIndex(classIndex);
    change(std::move(next));
}

void RequestEditor::setObjective(const std::string& name) {
    ExplainRequest next = request();
    next.objective = name;
    m_replacedObjective.reset();
    change(std::move(next));
}

void RequestEditor::setBaseline(const BaselineSpec& baseline) {
    setBaselines({baseline});
}

void RequestEditor::setBaselines(const std::vector<BaselineSpec>& baselines) {
    ExplainRequest next = request();
    sigscope::setBaselines(next, baselines);
    change(std::move(next));
}

void RequestEditor::setBaselineCount(int count) {
    ExplainRequest next = request();
    next.baselineCount = count;
    change(std::move(next));
}

void RequestEditor::setAgainst(const std::string& against) {
    ExplainRequest next = request();
    next.against = against;
    change(std::move(next));
}

void RequestEditor::setSeed(std::int64_t seed) {
    ExplainRequest next = request();
    next.seed = seed;
    change(std::move(next));
}

void RequestEditor::setMethod(const std::string& name) {
    m_parametersOfMethod[request().method] = request().parameters;
    const std::string wanted = wantedObjective();
    ExplainRequest next = requestWith(name);
    m_replacedObjective = next.objective == wanted ? std::nullopt : std::optional(wanted);
    change(std::move(next));
}

std::string RequestEditor::wantedObjective() const {
    const MethodSpec* method = catalogue().method(request().method);
    // Else the request is another one since, and says itself what is wanted.
    const bool replaced =
        method != nullptr && m_replacedObjective && !explains(*method, *m_replacedObjective);
    return replaced ? *m_replacedObjective : request().objective;
}

ExplainRequest RequestEditor::requestWith(const std::string& method) const {
    ExplainRequest next = request();
    if (method == next.method) return next;
    const auto known = m_parametersOfMethod.find(method);
    next.parameters = known == m_parametersOfMethod.end() ? ParameterValues() : known->second;
    next.method = method;
    const MethodSpec* spec = catalogue().method(method);
    if (spec != nullptr) next.objective = objectiveFor(*spec, wantedObjective());
    return next;
}

void RequestEditor::setParameter(const std::string& name, const ParameterValue& value) {
    ExplainRequest next = request();
    next.parameters[name] = value;
    change(std::move(next));
}

}  // namespace sigscope::ui
