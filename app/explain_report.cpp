#include "app/explain_report.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/report_row.h"
#include "engine/api/attribution_map.h"
#include "engine/api/baseline_list.h"

namespace sigscope::app {

namespace {

std::string number(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    return text;
}

/// A gap, and its share of what was to be attributed.
std::string gapText(double gap, const Completeness& completeness) {
    const double whole = std::abs(completeness.fInput - completeness.fBaseline);
    if (whole == 0 || gap == 0) return number(gap, 4);
    const double percent = 100 * std::abs(gap) / whole;
    char share[48];
    std::snprintf(share, sizeof share, percent < 0.1 ? " (< 0.1 %%)" : " (%.1f %%)", percent);
    return number(gap, 4) + share;
}

std::string methodText(const ExplainRequest& request, const Catalogue& catalogue) {
    std::string text = request.method;
    const MethodSpec* method = catalogue.method(request.method);
    if (!method) return text;
    for (const ParameterSpec& spec : method->parameters) {
        const auto given = request.parameters.find(spec.name);
        const bool isGiven = given != request.parameters.end();
        const std::string value = toText(isGiven ? given->second : spec.defaultValue);
        // Without a file of the user's, what comes with the program was taken.
        if (!value.empty()) text += ", " + spec.name + " " + value;
    }
    return text;
}

std::string objectiveText(const ExplainRequest& request, const Catalogue& catalogue,
                          const Scene& scene) {
    const MethodSpec* method = catalogue.method(request.method);
    if (method && !method->objective.empty()) return method->objective;
    if (!scene.against) return request.objective;
    return request.objective + " against " + scene.against->label + " (" +
           std::to_string(scene.against->index) + ")";
}

/// What is to be known before believing the map; mostly empty.
std::string cautionOf(const ExplainRequest& request, const Catalogue& catalogue) {
    const MethodSpec* method = catalogue.method(request.method);
    return method ? method->caution : std::string();
}

std::string row(const std::string& name, const std::string& value) {
    return reportRow(name, value, 19);
}

/// Both gaps, where ΣA is meant to be a change of f.
void addGaps(nlohmann::ordered_json& report, const MethodTraits& traits,
             const Completeness& completeness) {
    if (!traits.isComplete()) return;
    report["gap"] = completeness.pathGap();
    report["integration_error"] = completeness.integrationError();
}

std::string gapRows(const Explanation& explanation) {
    if (!explanation.traits.isComplete()) return {};
    const Completeness& completeness = explanation.completeness;
    return row("integration error", gapText(completeness.integrationError(), completeness)) +
           row("path gap", gapText(completeness.pathGap(), completeness));
}

/// Several baselines one by one: means hide which of them is the odd one.
nlohmann::ordered_json baselinesReport(const Explanation& explanation) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < explanation.perBaseline.size(); ++i) {
        const Completeness& one = explanation.perBaseline[i];
        nlohmann::ordered_json report{{"name", explanation.scene->baselines[i]},
                                      {"f_baseline", one.fBaseline},
                                      {"attribution_sum", one.attributionSum}};
        addGaps(report, explanation.traits, one);
        all.push_back(std::move(report));
    }
    return all;
}

std::string baselineText(const Explanation& explanation, const ExplainRequest& request) {
    const std::string several = baselinesText(explanation);
    return several.empty() ? toText(request.baselines.front()) : several;
}

/// What is known of A's error.
std::string mapErrorRows(const Explanation& explanation) {
    std::string rows;
    if (explanation.emptiness == Emptiness::Rounding) rows += row("map", "zero but for rounding");
    const auto add = [&rows](const char* name, const std::optional<double>& share) {
        if (share) rows += row(name, "about " + number(100 * *share, 2) + " % of A");
    };
    add("map error", explanation.mapError);
    add("precision error", explanation.precisionError);
    if (const std::string& why = explanation.precisionUnknown; !why.empty())
        rows += row("precision error", "unknown: " + why);
    return rows;
}

/// How far the baselines differ; nothing where there are not two.
std::string spreadRow(const Explanation& explanation) {
    if (explanation.spread.empty()) return {};
    const double share = relativeSpread(explanation.attribution, explanation.spread);
    return row("spread", number(100 * share, 3) + " % of A");
}

/// What there is beside the map, lists by their lengths.
std::string sideNumberRows(const Explanation& explanation) {
    std::string rows;
    for (const SideNumbers& numbers : explanation.sideNumbers)
        rows += row(numbers.title, numbers.values.size() == 1
                                       ? number(numbers.values.front(), 4)
                                       : std::to_string(numbers.values.size()) + " numbers");
    return rows;
}

/// How far a latent path's ends are from the pictures; nothing of other paths.
std::string reconstructionRow(const Explanation& explanation) {
    if (!explanation.reconstruction) return {};
    return row("reconstruction", "off by " + number(explanation.reconstruction->input, 2) +
                                     " from x, " + number(explanation.reconstruction->baseline, 2) +
                                     " from x' (RMS of values in [0, 1])");
}

}  // namespace

nlohmann::ordered_json jsonReport(const Explanation& explanation, const ExplainRequest& request,
                                  const Catalogue& catalogue) {
    const Completeness& completeness = explanation.completeness;
    nlohmann::ordered_json report;
    report["target"] = explanation.scene->target.index;
    report["label"] = explanation.scene->target.label;
    report["f_input"] = completeness.fInput;
    report["f_baseline"] = completeness.fBaseline;
    addGaps(report, explanation.traits, completeness);
    if (explanation.mapError) report["map_error"] = *explanation.mapError;
    if (explanation.precisionError) report["precision_error"] = *explanation.precisionError;
    if (!explanation.precisionUnknown.empty())
        report["precision_error_unknown"] = explanation.precisionUnknown;
    if (!explanation.scene->output.empty()) report["output"] = explanation.scene->output;
    report["evaluations"] = explanation.evaluations;
    report["seconds"] = explanation.seconds;
    report["device"] = explanation.scene->device;
    report["partial"] = explanation.partial;
    if (const auto& error = explanation.reconstruction) {
        report["reconstruction_input"] = error->input;
        report["reconstruction_baseline"] = error->baseline;
    }
    for (const SideNumbers& numbers : explanation.sideNumbers)
        if (numbers.values.size() == 1)
            report[numbers.name] = numbers.values.front();
        else
            report[numbers.name] = numbers.values;
    if (const auto& against = explanation.scene->against) report["against"] = against->index;
    if (!explanation.perBaseline.empty()) report["baselines"] = baselinesReport(explanation);
    if (explanation.emptiness != Emptiness::None)
        report["empty"] = explanation.emptiness == Emptiness::Rounding ? "rounding" : "saturated";
    if (const std::string caution = cautionOf(request, catalogue); !caution.empty())
        report["caution"] = caution;
    if (!explanation.spread.empty())
        report["spread"] = relativeSpread(explanation.attribution, explanation.spread);
    return report;
}

std::string jsonLine(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string summaryReport(const Explanation& explanation, const ExplainRequest& request,
                          const Catalogue& catalogue) {
    const Completeness& completeness = explanation.completeness;
    const Scene& scene = *explanation.scene;
    const RankedClass& target = scene.target;
    const std::string caution = cautionOf(request, catalogue);
    return row("class", target.label + " (" + std::to_string(target.index) + ")") +
           row("probability", number(target.probability, 4)) +
           row("model", scene.modelTitle + " on " + scene.device + ", " + request.precision +
                            (scene.output.empty() ? "" : ", its outputs are " + scene.output)) +
           row("method", methodText(request, catalogue)) +
           row("f", objectiveText(request, catalogue, scene) + " from " +
                        baselineText(explanation, request)) +
           row("f(x), f(x')",
               number(completeness.fInput, 4) + ", " + number(completeness.fBaseline, 4)) +
           row("attribution sum", number(completeness.attributionSum, 4)) +
           mapErrorRows(explanation) + gapRows(explanation) + spreadRow(explanation) +
           reconstructionRow(explanation) + sideNumberRows(explanation) +
           row("evaluations", std::to_string(explanation.evaluations) +
                                  (explanation.partial ? " (interrupted)" : "")) +
           row("seconds", number(explanation.seconds, 3)) +
           (caution.empty() ? "" : row("caution", caution));
}

std::string emptinessNote(const Explanation& explanation) {
    if (explanation.emptiness == Emptiness::None) return {};
    if (explanation.emptiness == Emptiness::Rounding)
        return "the map is zero but for rounding: f does not change along the path, which leaves "
               "the picture as it is or changes it where the network does not look";
    const std::string saturated =
        "the map is almost zero because the probability is saturated, too near ";
    if (explanation.completeness.fInput < 0.5)
        return saturated + "0 to change: --of log-probability does not saturate there";
    if (explanation.scene->output == "probabilities")
        return saturated + "1 to change: only the network without its last layer tells more";
    return saturated +
           "1 to change: --of logit and contrast do not saturate, nor does log-probability where "
           "the path begins at a small one";
}

}  // namespace sigscope::app
