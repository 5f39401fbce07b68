#include "ui/compare/comparison_sets.h"

#include <QCoreApplication>
#include <utility>

#include "ui/compare/compared_columns.h"
#include "ui/style/parameter_text.h"

namespace sigscope::ui {

namespace {

QString setText(const char* text) {
    return QCoreApplication::translate("ComparisonSets", text);
}

std::vector<ComparisonSet> methodSets(const ExplainRequest& shown, const Catalogue& catalogue) {
    const auto columns = [&](const std::vector<std::string>& names) {
        return columnsByMethod(shown, catalogue, names);
    };
    return {{"comparePaper", setText("The paper’s ten"),
             setText("The ten methods that the paper compares; what takes longer than a minute "
                     "waits to be asked for"),
             columns(paperMethods())},
            {"compareFast", setText("Fast four"), setText("Four methods that are done in seconds"),
             columns(fastMethods())},
            {"compareBackward", setText("Backward"),
             setText("Methods with rules of their own on the way back through the network"),
             columns(backwardMethods())},
            {"comparePerturbation", setText("Perturbation"),
             setText("Methods that ask what f becomes where the picture is changed"),
             columns(perturbationMethods())},
            {"compareAll", setText("All"), setText("All methods but the controls"),
             columns(allMethods(catalogue))}};
}

ComparisonSet modelSet(const ExplainRequest& shown, const Catalogue& catalogue,
                       const Scene* scene) {
    return {"compareModels", setText("Models"),
            setText("This method on each model whose weights are installed"),
            columnsByModel(shown, catalogue, scene)};
}

ComparisonSet baselineSet(const ExplainRequest& shown, const Catalogue& catalogue) {
    return {"compareBaselines", setText("Baselines"),
            setText("This method from each baseline that has a name"),
            columnsByBaseline(shown, catalogue)};
}

ComparisonSet classSet(const ExplainRequest& shown, const Scene* scene) {
    return {"compareClasses", setText("Top-5 classes"),
            setText("This method for each of the five likeliest classes"),
            scene != nullptr ? columnsByClass(shown, *scene) : std::vector<ComparisonColumn>()};
}

std::vector<ComparisonSet> parameterSets(const ExplainRequest& shown, const Catalogue& catalogue) {
    std::vector<ComparisonSet> sets;
    const MethodSpec* method = catalogue.method(shown.method);
    if (method == nullptr) return sets;
    for (const ParameterSpec& parameter : method->parameters) {
        ComparisonSet set{"", parameterTitle(parameter.name),
                          QString::fromStdString(parameter.help),
                          columnsByValue(shown, parameter, suggestedValues(shown, parameter))};
        if (parameter.kind != ParameterSpec::Kind::Choice) {
            set.title += QStringLiteral(" …");
            set.sweep = ValueSweep{shown, parameter};
        }
        sets.push_back(std::move(set));
    }
    std::erase_if(sets, [](const ComparisonSet& set) { return set.columns.size() < 2; });
    return sets;
}

}  // namespace

std::vector<VariedField> variedFields(const ExplainRequest& shown, const Catalogue& catalogue,
                                      const Scene* scene) {
    return {{setText("Method"), methodSets(shown, catalogue)},
            {setText("Model"), {modelSet(shown, catalogue, scene)}},
            {setText("Baseline"), {baselineSet(shown, catalogue)}},
            {setText("Class"), {classSet(shown, scene)}},
            {setText("Parameter"), parameterSets(shown, catalogue)}};
}

std::vector<ComparisonSet> firstSets(const ExplainRequest& shown, const Catalogue& catalogue,
                                     const Scene* scene) {
    std::vector<ComparisonSet> sets = methodSets(shown, catalogue);
    sets.resize(2);
    sets.push_back(baselineSet(shown, catalogue));
    sets.push_back(modelSet(shown, catalogue, scene));
    sets.push_back(classSet(shown, scene));
    return sets;
}

}  // namespace sigscope::ui
