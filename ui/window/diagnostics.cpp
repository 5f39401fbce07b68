#include "ui/window/diagnostics.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <string>

#include "engine/api/recipe.h"
#include "ui/style/value_text.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("guards", text);
}

QString quoted(const std::string& text) {
    return QString::fromStdString(text);
}

std::optional<Diagnostic> unsure(const Scene& scene) {
    if (scene.top.empty() || scene.top.front().probability >= DiagnosticLimits::unsureBelow)
        return {};
    const RankedClass& likeliest = scene.top.front();
    Diagnostic diagnostic{say("The model is unsure: its likeliest class, %1, has only %2.")
                              .arg(quoted(likeliest.label), probabilityText(likeliest.probability)),
                          {},
                          {}};
    const auto other = std::ranges::find_if(scene.top, [&scene](const RankedClass& ranked) {
        return ranked.index != scene.target.index;
    });
    if (other != scene.top.end()) {
        diagnostic.remedy = say("Explain %1").arg(quoted(other->label));
        diagnostic.apply = [index = other->index](Session& session) { session.setTarget(index); };
    }
    return diagnostic;
}

std::optional<Diagnostic> knownAtBaseline(const Catalogue& catalogue, const ExplainRequest& request,
                                          const Scene& scene) {
    // Of several only the first is known, and another one is no remedy.
    if (scene.baselines.size() > 1) return {};
    const MethodSpec* method = catalogue.method(request.method);
    if (method != nullptr && !usesBaseline(*method, request.parameters)) return {};
    const bool likeliest = scene.baselineTop.index == scene.target.index;
    const bool known =
        scene.targetAtBaseline >= DiagnosticLimits::knownAtBaseline * scene.target.probability;
    // A class that is unlikely both with and without the picture is not "known".
    if (!likeliest || !known) return {};
    Diagnostic diagnostic{
        say("The baseline alone already gives %1 %2: little is left to be explained.")
            .arg(quoted(scene.target.label), probabilityText(scene.targetAtBaseline)),
        {},
        {}};
    const auto other = std::ranges::find_if(catalogue.baselines, [&request](const Choice& choice) {
        return parseBaseline(choice.name) != request.baselines.front();
    });
    if (other != catalogue.baselines.end()) {
        diagnostic.remedy = say("Start from %1").arg(quoted(other->title));
        diagnostic.apply = [baseline = parseBaseline(other->name)](Session& session) {
            session.setBaseline(baseline);
        };
    }
    return diagnostic;
}

const ParameterSpec* parameter(const MethodSpec& method, const std::string& name) {
    const auto found = std::ranges::find(method.parameters, name, &ParameterSpec::name);
    return found == method.parameters.end() ? nullptr : &*found;
}

/// Half the tolerance, or twice as many intervals, or a method that integrates.
void addMoreSteps(Diagnostic& diagnostic, const Catalogue& catalogue,
                  const ExplainRequest& request) {
    const MethodSpec* method = catalogue.method(request.method);
    const ParameterSpec* steps = method ? parameter(*method, "steps") : nullptr;
    if (!steps) {
        const auto other = std::ranges::find_if(catalogue.methods, [](const MethodSpec& candidate) {
            return parameter(candidate, "steps") != nullptr;
        });
        if (other == catalogue.methods.end()) return;
        diagnostic.remedy = say("Use %1").arg(quoted(other->title));
        diagnostic.apply = [name = other->name](Session& session) { session.setMethod(name); };
        return;
    }
    const auto valueOf = [&request](const ParameterSpec& spec) {
        const auto given = request.parameters.find(spec.name);
        return given == request.parameters.end() ? spec.defaultValue : given->second;
    };
    const auto now = std::get<std::int64_t>(valueOf(*steps));
    const ParameterSpec* tolerance = parameter(*method, "tolerance");
    if (now == 0 && tolerance) {
        const double less = std::get<double>(valueOf(*tolerance)) / 2;
        if (less < tolerance->minimum) return;
        diagnostic.remedy = say("Use a tolerance of %1 %").arg(less);
        diagnostic.apply = [less](Session& session) { session.setParameter("tolerance", less); };
        return;
    }
    const std::int64_t more = 2 * now - 1;
    if (static_cast<double>(more) > steps->maximum) return;
    diagnostic.remedy = say("Use %1 steps").arg(more);
    diagnostic.apply = [more](Session& session) { session.setParameter("steps", more); };
}

/// A map that says nothing is no evidence of nothing.
std::optional<Diagnostic> emptyMap(const Explanation& explanation) {
    if (explanation.emptiness == Emptiness::Rounding)
        return Diagnostic{
            say("The map is zero but for rounding: f does not change along the path."), {}, {}};
    if (explanation.emptiness != Emptiness::Saturated) return {};
    const bool nearZero = explanation.completeness.fInput < 0.5;
    Diagnostic diagnostic{
        nearZero ? say("The map is almost zero because the probability is saturated: too "
                       "near 0 to change.")
                 : say("The map is almost zero because the probability is saturated: too "
                       "near 1 to change."),
        {},
        {}};
    // Probabilities that the network gives do not tell more by a logarithm.
    if (!nearZero && explanation.scene->output == "probabilities") return diagnostic;
    diagnostic.remedy = nearZero ? say("Explain the log-probability") : say("Explain the logit");
    diagnostic.apply = [nearZero](Session& session) {
        session.setObjective(nearZero ? "log-probability" : "logit");
    };
    return diagnostic;
}

std::optional<Diagnostic> integrationError(const Catalogue& catalogue,
                                           const ExplainRequest& request,
                                           const Completeness& gaps) {
    const double share = gaps.integrationError() / (gaps.fInput - gaps.fBaseline);
    if (!(std::abs(share) > DiagnosticLimits::largeGap)) return {};
    Diagnostic diagnostic{
        say("ΣA misses the change of f by %1 (the integration error).").arg(percentText(share)),
        {},
        {}};
    addMoreSteps(diagnostic, catalogue, request);
    return diagnostic;
}

std::optional<Diagnostic> pathGap(const Catalogue& catalogue, const ExplainRequest& request,
                                  const Explanation& explanation) {
    const Completeness& gaps = explanation.completeness;
    const double share = gaps.pathGap() / (gaps.fInput - gaps.fBaseline);
    if (!(std::abs(share) > DiagnosticLimits::largeGap)) return {};
    if (const auto& error = explanation.reconstruction)
        return Diagnostic{
            say("The path ends at a reconstruction, off by %1 (white is 100 %): %2 of the change "
                "of f is left out (the path gap).")
                .arg(percentText(error->input), percentText(share)),
            {},
            {}};
    Diagnostic diagnostic{
        say("The path leaves %1 of the change of f out (the path gap).").arg(percentText(share)),
        {},
        {}};
    const MethodSpec* method = catalogue.method(request.method);
    const ParameterSpec* rule = method ? parameter(*method, "rule") : nullptr;
    const auto given = request.parameters.find("rule");
    // The default rule enters the path along a chord from x'.
    if (rule && given != request.parameters.end() && given->second != rule->defaultValue) {
        diagnostic.remedy = say("Use the default rule");
        diagnostic.apply = [value = rule->defaultValue](Session& session) {
            session.setParameter("rule", value);
        };
    }
    return diagnostic;
}

/// "Computed by 0.2.0, saved 27 Nov 2026. ", as far as it is known.
QString originOf(const Explanation& explanation, const QDate& saved) {
    const QString version = QJsonDocument::fromJson(QByteArray::fromStdString(explanation.recipe))
                                .object()[QStringLiteral("run")][QStringLiteral("sigscope")]
                                .toString();
    const QString date = QLocale::c().toString(saved, QStringLiteral("d MMM yyyy"));
    if (version.isEmpty()) return saved.isNull() ? QString() : say("Saved %1. ").arg(date);
    return saved.isNull() ? say("Computed by %1. ").arg(version)
                          : say("Computed by %1, saved %2. ").arg(version, date);
}

std::optional<Diagnostic> missingTrace(const Explanation& explanation, const QDate& saved) {
    if (!lacksTrace(explanation) || awaitsPath(explanation)) return {};
    return Diagnostic{originOf(explanation, saved) +
                          say("The map is that of the whole path; the way there was not kept."),
                      say("Compute the path again"), [](Session& session) { session.restart(); },
                      Diagnostic::Takes::Run};
}

}  // namespace

std::vector<Diagnostic> diagnosticsOf(const Catalogue& catalogue, const ExplainRequest& request,
                                      const Scene& scene, const Explanation* explanation,
                                      const QDate& saved) {
    std::vector<Diagnostic> diagnostics;
    const auto add = [&diagnostics](std::optional<Diagnostic> diagnostic) {
        if (diagnostic) diagnostics.push_back(std::move(*diagnostic));
    };
    if (explanation) add(missingTrace(*explanation, saved));
    for (const std::string& note : scene.notes)
        diagnostics.push_back({say("%1.").arg(quoted(note)), {}, {}});
    add(knownAtBaseline(catalogue, request, scene));
    // What was cancelled has a gap of course.
    if (explanation && !explanation->partial) {
        add(emptyMap(*explanation));
        const bool isComplete = explanation->traits.isComplete();
        const MethodSpec* method = catalogue.method(request.method);
        if (isComplete && beginsAtBaseline(method, request.parameters))
            add(pathGap(catalogue, request, *explanation));
        if (isComplete && explanation->emptiness == Emptiness::None)
            add(integrationError(catalogue, request, explanation->completeness));
    }
    add(unsure(scene));
    return diagnostics;
}

std::optional<Diagnostic> otherCircumstances(const std::string& recipe,
                                             const Explanation& explanation) {
    std::string all;
    for (const std::string& one : differingCircumstances(recipe, explanation.recipe))
        all += (all.empty() ? "" : ", ") + one;
    if (all.empty()) return {};
    return Diagnostic{
        say("The last bits may differ from the recipe's run: %1.").arg(QString::fromStdString(all)),
        {},
        {}};
}

}  // namespace sigscope::ui
