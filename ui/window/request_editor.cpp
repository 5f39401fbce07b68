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
    change(requestWith(name));
}

ExplainRequest RequestEditor::requestWith(const std::string& method) const {
    ExplainRequest next = request();
    if (method == next.method) return next;
    const auto known = m_parametersOfMethod.find(method);
    next.parameters = known == m_parametersOfMethod.end() ? ParameterValues() : known->second;
    next.method = method;
    return next;
}

void RequestEditor::setParameter(const std::string& name, const ParameterValue& value) {
    ExplainRequest next = request();
    next.parameters[name] = value;
    change(std::move(next));
}

}  // namespace sigscope::ui
