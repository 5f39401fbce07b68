#include "ui/render/figure_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "engine/api/attribution_map.h"
#include "engine/api/baseline_list.h"
#include "engine/api/comparison.h"
#include "ui/render/number_text.h"
#include "ui/style/parameter_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

QString valueText(const QJsonValue& value) {
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 6) : value.toString();
}

/// The files that the program itself supplied for a parameter that was left empty.
QString auxiliaryText(const QJsonObject& recipe, const QString& parameter) {
    QStringList names;
    for (const QJsonValue file : recipe["files"].toObject()[parameter].toArray())
        names += file.toObject()["name"].toString();
    return names.join(QStringLiteral("; "));
}

/// The value that a recipe has; nothing where the method does not know it.
std::optional<ParameterValue> valueOf(const ParameterSpec& spec, const QJsonValue& value) {
    if (value.isUndefined()) return {};
    try {
        return parseParameter(spec, value.toVariant().toString().toStdString());
    } catch (const std::invalid_argument&) {
        return {};
    }
}

/// "overlap λ 0.7, rule Reference": what was chosen otherwise than by default.
QString chosenText(const QJsonObject& recipe, const MethodSpec& method) {
    QStringList parts;
    for (const ParameterSpec& spec : method.parameters) {
        const QJsonValue inRecipe = recipe["parameters"].toObject()[spec.name.c_str()];
        QString text;
        if (spec.namesFiles())
            text = inRecipe.toString();
        else if (const auto value = valueOf(spec, inRecipe); value && *value != spec.defaultValue)
            text = parameterValueText(spec, *value);
        if (text.isEmpty()) continue;
        QString name = parameterTitle(spec.name).toLower();
        if (!spec.symbol.empty()) name += QLatin1Char(' ') + QString::fromStdString(spec.symbol);
        parts += name + QLatin1Char(' ') + text;
    }
    return parts.join(", ");
}

QString parametersText(const QJsonObject& recipe) {
    QStringList parts;
    const QJsonObject parameters = recipe["parameters"].toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        const QString value = valueText(it.value());
        parts += it.key() + " " + (value.isEmpty() ? auxiliaryText(recipe, it.key()) : value);
    }
    return parts.join(", ");
}

QString gapText(double gap, const Completeness& completeness) {
    const double whole = std::abs(completeness.fInput - completeness.fBaseline);
    if (whole == 0 || gap == 0) return numberText(gap);
    return numberText(gap) + " (" + percentText(gap / whole) + ")";
}

QString costText(const Explanation& explanation) {
    const QString cost = QString("%1, %2 s on %3")
                             .arg(evaluationsText(explanation.evaluations))
                             .arg(numberText(explanation.seconds))
                             .arg(QString::fromStdString(explanation.scene->device));
    return explanation.partial ? "interrupted after " + cost : cost;
}

QJsonObject recipeOf(const Explanation& explanation) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(explanation.recipe)).object();
}

QString objectiveText(const QJsonObject& recipe) {
    const QString against = recipe["against"].toObject()["label"].toString();
    return against.isEmpty() ? recipe["of"].toString()
                             : recipe["of"].toString() + " against " + against;
}

QString baselineText(const QJsonObject& recipe, const Explanation& explanation) {
    const std::string several = baselinesText(explanation);
    if (!several.empty()) return "mean over " + QString::fromStdString(several);
    const QJsonValue baseline = recipe["baseline"];
    if (baseline.isObject()) return baseline.toObject()["name"].toString();
    if (!recipe.contains("seed")) return baseline.toString();
    return QString("%1, seed %2").arg(baseline.toString()).arg(recipe["seed"].toInteger());
}

}  // namespace

QString imageName(const Explanation& explanation) {
    return recipeOf(explanation)["image"].toObject()["name"].toString();
}

QString objectiveName(const Explanation& explanation) {
    return recipeOf(explanation)["of"].toString();
}

QString figureTitle(const Explanation& explanation) {
    const QString image = imageName(explanation);
    const QString label = QString::fromStdString(explanation.scene->target.label);
    return image.isEmpty() ? label : image + ": " + label;
}

std::vector<Fact> settingFacts(const Explanation& explanation, const MethodSpec* method) {
    const QJsonObject recipe = recipeOf(explanation);
    const Fact candidates[] = {
        {"Method", method ? QString::fromStdString(method->title) : recipe["method"].toString()},
        {"Parameters", method ? chosenText(recipe, *method) : parametersText(recipe)},
        {"f", objectiveText(recipe)},
        {"Baseline x′", baselineText(recipe, explanation)},
        {"Model", QString::fromStdString(explanation.scene->modelTitle)},
        {"Cost", costText(explanation)},
    };
    std::vector<Fact> facts;
    for (const Fact& fact : candidates)
        if (!fact.value.isEmpty()) facts.push_back(fact);
    return facts;
}

std::vector<Fact> resultFacts(const Explanation& explanation) {
    const Completeness& completeness = explanation.completeness;
    const QString mean = explanation.perBaseline.size() > 1 ? ", mean" : "";
    std::vector<Fact> facts{
        {"f(x)", numberText(completeness.fInput)},
        {"f(x′)" + mean, numberText(completeness.fBaseline)},
        {"ΣA" + mean, numberText(completeness.attributionSum)},
    };
    if (explanation.traits.isComplete()) {
        facts.push_back(
            {"Integration error" + mean, gapText(completeness.integrationError(), completeness)});
        facts.push_back({"Path gap" + mean, gapText(completeness.pathGap(), completeness)});
    }
    if (explanation.mapError)
        facts.push_back({"Map error", "about " + percentText(*explanation.mapError) + " of A"});
    if (explanation.precisionError)
        facts.push_back(
            {"Precision error", "about " + percentText(*explanation.precisionError) + " of A"});
    if (!explanation.spread.empty())
        facts.push_back(
            {"Spread", percentText(relativeSpread(explanation.attribution, explanation.spread)) +
                           " of A over the baselines"});
    if (const auto& error = explanation.reconstruction)
        facts.push_back(
            {"Reconstruction", QString("off by %1 (white is 100 %) from x, %2 from x′")
                                   .arg(percentText(error->input), percentText(error->baseline))});
    return facts;
}

std::vector<Fact> regionFacts(const Explanation& explanation,
                              const std::vector<MarkedRegion>& regions) {
    const Array& map = explanation.attribution;
    std::vector<Fact> facts;
    for (const auto& [region, filled] : regions) {
        if (!isWithin(region, map.width, map.height)) continue;
        QString value =
            shareOfSumText(sumOver(map, region), explanation.completeness.attributionSum);
        if (filled) value += "; filled, f " + objectiveText(*filled, objectiveName(explanation));
        facts.push_back({"Region " + QString::fromStdString(region.name), value});
    }
    return facts;
}

std::vector<Fact> briefFacts(const Explanation& explanation) {
    const Completeness& completeness = explanation.completeness;
    const QString evaluations = QString::number(explanation.evaluations);
    std::vector<Fact> facts{
        {"Evaluations", explanation.partial ? evaluations + ", interrupted" : evaluations},
        {"Seconds", numberText(explanation.seconds, 2)}};
    if (explanation.mapError)
        facts.push_back({"Map error", "about " + percentText(*explanation.mapError)});
    if (!explanation.traits.isComplete()) return facts;
    const double whole = completeness.fInput - completeness.fBaseline;
    const auto share = [whole](double gap) {
        return whole == 0 ? numberText(gap) : percentText(gap / whole);
    };
    facts.push_back({"Integration error", share(completeness.integrationError())});
    facts.push_back({"Path gap", share(completeness.pathGap())});
    return facts;
}

}  // namespace sigscope::ui
