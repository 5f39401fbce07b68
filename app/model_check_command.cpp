#include "app/model_check_command.h"

#include "app/complain.h"
#include "app/console.h"
#include "app/report_row.h"

namespace sigscope::app {

namespace {

std::string checkRow(const std::string& name, const std::string& value) {
    return reportRow(name, value, 15);
}

std::string rows(const std::string& name, const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += checkRow(name, value);
    return text;
}

/// "1 stem, 2 layer1, …": what --stage can be.
std::string stagesText(const std::vector<std::string>& stages) {
    std::string text;
    for (std::size_t i = 0; i < stages.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " " + stages[i];
    return text;
}

std::string preprocessingText(const ModelReport& report,
                              const std::vector<ParameterSpec>& preprocessing) {
    std::string text;
    if (!report.preprocessing.empty())
        text += checkRow("preprocessing", flagsText(preprocessing, report.preprocessing));
    if (!report.unknown.empty())
        text +=
            checkRow("preprocessing", "unknown; as the architecture was published it would be " +
                                          flagsText(preprocessing, report.unknown));
    return text;
}

}  // namespace

std::string modelReportText(const ModelReport& report,
                            const std::vector<ParameterSpec>& preprocessing) {
    std::string precisions;
    for (const std::string& precision : report.precisions)
        precisions += (precisions.empty() ? "" : ", ") + precision;
    return checkRow("architecture", report.architecture) +
           checkRow("classes", std::to_string(report.classes)) +
           checkRow("tensors", std::to_string(report.tensors)) +
           checkRow("parameters", std::to_string(report.parameters)) +
           checkRow("precision", precisions) +
           (report.strides.empty() ? "" : checkRow("strides", report.strides)) +
           (report.stages.empty() ? "" : checkRow("stages", stagesText(report.stages))) +
           preprocessingText(report, preprocessing) + rows("left out", report.leftOut) +
           rows("note", report.notes);
}

ExitStatus runModelCheck(const std::string& nameOrFile,
                         const std::vector<ParameterSpec>& preprocessing) {
    const Outcome<ModelReport> report = checkModel(nameOrFile);
    if (!report) return complain(ExitStatus::BadInput, report.error());
    print(modelReportText(report.value(), preprocessing));
    return printed();
}

}  // namespace sigscope::app
