#include "app/evaluate_command.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/complain.h"
#include "app/console.h"
#include "app/explain_report.h"
#include "app/failure_status.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "app/run_notes.h"
#include "app/table_output.h"
#include "engine/api/metric_settings.h"
#include "engine/api/readable_file.h"
#include "engine/api/recipe.h"
#include "engine/api/request_files.h"
#include "engine/api/whole_file.h"
#include "ui/charts/study_plots.h"
#include "ui/evaluate/method_pen.h"
#include "ui/render/table_drawing.h"

namespace sigscope::app {

namespace {

using Json = nlohmann::ordered_json;

/// What a result is of, by its recipe.
Outcome<Done> restore(MapFile& map, const Catalogue& catalogue, RunNotes& notes) {
    if (!map.request.image.empty()) return Done{};
    const Outcome<Recipe> recipe = readRecipe(map.file, catalogue);
    if (!recipe)
        return Failure{recipe.error() + "; give the photograph that the map is of with it"};
    Outcome<RestoredRequest> found =
        restoreRequest(recipe.value(), recipe.value().request, catalogue);
    if (!found) return Failure{found.error()};
    for (const std::string& note : found.value().notes) notes.say(note);
    map.request = std::move(found).value().request;
    return Done{};
}

bool isDrawn(const std::filesystem::path& file) {
    return file.extension() == ".svg";
}

Outcome<Done> checkEvaluationOutputs(const std::vector<std::filesystem::path>& files) {
    std::vector<std::filesystem::path> tables;
    for (const std::filesystem::path& file : files) {
        if (!isDrawn(file))
            tables.push_back(file);
        else if (Outcome<Done> checked = checkWritable(file); !checked)
            return checked;
    }
    return checkTableOutputs(tables);
}

/// What is read for the maps of `picture` by the methods, one request for each.
std::vector<ExplainRequest> requestsFor(const ExplainRequest& picture,
                                        const std::vector<ChosenMethod>& methods) {
    std::vector<ExplainRequest> requests{picture};
    for (const ChosenMethod& method : methods) {
        ExplainRequest& request = requests.emplace_back(picture);
        request.method = method.name;
        request.parameters = method.parameters;
    }
    return requests;
}

/// What would be lost if a table were written to `file`; empty if it is nothing that is read.
std::string partOfEvaluation(const std::filesystem::path& file, const EvaluationRequest& request,
                             const Catalogue& catalogue) {
    for (const MapFile& map : request.maps) {
        std::error_code ignored;
        if (std::filesystem::equivalent(map.file, file, ignored))
            return "one of the maps to measure";
        if (std::string part = partOfRequest(file, map.request, catalogue); !part.empty())
            return part;
    }
    for (const ExplainRequest& picture : request.pictures)
        for (const ExplainRequest& one : requestsFor(picture, request.methods))
            if (std::string part = partOfRequest(file, one, catalogue); !part.empty()) return part;
    return {};
}

Outcome<Done> checkInputsAreKept(const EvaluateOptions& options, const Catalogue& catalogue) {
    for (const std::filesystem::path& file : options.outputs)
        if (const std::string part = partOfEvaluation(file, options.request, catalogue);
            !part.empty())
            return Failure{file.string() + ": is " + part + "; give another name"};
    return Done{};
}

Outcome<Done> prepareInputs(EvaluateOptions& options, const Catalogue& catalogue, RunNotes& notes) {
    if (Outcome<Done> checked = checkEvaluationOutputs(options.outputs); !checked) return checked;
    for (const ExplainRequest& picture : options.request.pictures)
        if (Outcome<Done> checked = checkReadable(picture.image); !checked) return checked;
    for (MapFile& map : options.request.maps)
        if (Outcome<Done> restored = restore(map, catalogue, notes); !restored) return restored;
    return checkInputsAreKept(options, catalogue);
}

/// For people: digits that say something.
Table shortTable(const Evaluation& evaluation) {
    Table table{{"picture", "map", "metric", "value"}, {}, 3};
    for (const EvaluationRow& row : evaluation.rows) {
        std::string value = row.value ? roundedText(*row.value) : row.reason;
        if (row.deviation) value += " ± " + roundedText(*row.deviation);
        table.rows.push_back({row.picture, row.map, row.metric, std::move(value)});
    }
    return table;
}

/// By which of several definitions metrics were taken, a line for each.
std::string definitionsText(const EvaluationRequest& request) {
    std::string text;
    for (const MetricSettings& one : metricSettings(request.metrics, request.metricValues))
        text += one.metric + ": " + one.flags + "\n";
    return text.empty() ? text : "\n" + text;
}

/// The table, and below it the curves.
Outcome<Done> drawEvaluation(const std::filesystem::path& file, const Evaluation& evaluation,
                             const Catalogue& catalogue) {
    return drawOffscreen([&] {
        std::vector<ui::Drawing> parts{ui::tableDrawing(shortTable(evaluation))};
        const ui::MethodPens pens = ui::printedMethodPens(catalogue);
        for (const CurveGroup& group : evaluation.curves)
            parts.push_back(ui::curvePlot(
                group, QString::fromStdString(group.metric + ": " + group.name), pens));
        return ui::writeDrawing(file, ui::stacked(std::move(parts)), "Evaluation of maps");
    });
}

Outcome<Done> writeEvaluation(const std::filesystem::path& file, const Evaluation& evaluation,
                              const Catalogue& catalogue) {
    return isDrawn(file) ? drawEvaluation(file, evaluation, catalogue)
                         : writeTable(file, evaluationTable(evaluation));
}

ExitStatus reportOf(const Evaluation& evaluation, const EvaluateOptions& options,
                    const Catalogue& catalogue) {
    for (const std::filesystem::path& file : options.outputs) {
        if (const auto written = writeEvaluation(file, evaluation, catalogue); !written)
            return complain(ExitStatus::Failed, written.error());
        if (options.report == Report::Summary) printWritten(file);
    }
    if (options.report == Report::Json)
        print(jsonLine(evaluationJson(evaluation, options.request)));
    else if (options.outputs.empty())
        print(alignedText(shortTable(evaluation)) + definitionsText(options.request));
    if (const ExitStatus status = printed(); status != ExitStatus::Done) return status;
    if (evaluation.partial) return interruptedMidway();
    for (const EvaluationRow& row : evaluation.rows)
        if (!row.value) return ExitStatus::Failed;
    return ExitStatus::Done;
}

}  // namespace

Json evaluationJson(const Evaluation& evaluation, const EvaluationRequest& request) {
    Json rows = Json::array();
    for (const EvaluationRow& row : evaluation.rows) {
        Json object{{"picture", row.picture}, {"map", row.map}, {"metric", row.metric}};
        object["value"] = row.value ? Json(*row.value) : Json();
        if (row.deviation) object["deviation"] = *row.deviation;
        if (!row.reason.empty()) object["reason"] = row.reason;
        rows.push_back(std::move(object));
    }
    Json definitions = Json::object();
    for (const MetricSettings& one : metricSettings(request.metrics, request.metricValues))
        definitions[one.metric] = one.flags;
    return Json::object({{"rows", std::move(rows)}, {"definitions", std::move(definitions)}});
}

ExitStatus runEvaluate(EvaluateOptions options, const Catalogue& catalogue) {
    RunNotes notes;
    if (const Outcome<Done> prepared = prepareInputs(options, catalogue, notes); !prepared)
        return complain(ExitStatus::BadInput, prepared.error());
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const auto end = runEvaluation(
        options.request,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (const auto* failure = std::get_if<RunFailure>(&end))
        return complain(statusOf(failure->cause), failure->message);
    const auto& evaluation = std::get<Evaluation>(end);
    if (evaluation.rows.empty()) return interruptedBefore();
    for (const std::string& note : evaluation.notes) notes.say(note);
    return reportOf(evaluation, options, catalogue);
}

}  // namespace sigscope::app
