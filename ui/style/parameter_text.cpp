#include "ui/style/parameter_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

/// Where a flag's name is an abbreviation; the others are words.
constexpr std::pair<const char*, const char*> fullTitles[] = {
    {"draw-seed", QT_TRANSLATE_NOOP("parameters", "Seed")},
    {"max-dist", QT_TRANSLATE_NOOP("parameters", "Largest distance")},
    {"max-steps", QT_TRANSLATE_NOOP("parameters", "Steps at most")},
    {"reference-count", QT_TRANSLATE_NOOP("parameters", "References")},
    {"sigma-max", QT_TRANSLATE_NOOP("parameters", "Largest blur")},
    {"std", QT_TRANSLATE_NOOP("parameters", "Std. deviation")},
    {"vae", QT_TRANSLATE_NOOP("parameters", "Autoencoder")},
};

QString fromWords(const std::string& name) {
    QString title = QString::fromStdString(name).replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return title;
}

}  // namespace

QString parameterTitle(const std::string& name) {
    const auto* const full = std::ranges::find_if(
        fullTitles, [&name](const auto& entry) { return name == entry.first; });
    return full == std::end(fullTitles) ? fromWords(name)
                                        : QCoreApplication::translate("parameters", full->second);
}

QString parameterLabel(const ParameterSpec& spec) {
    const QString title = parameterTitle(spec.name);
    return spec.symbol.empty() ? title
                               : title + QLatin1Char(' ') + QString::fromStdString(spec.symbol);
}

QString parameterValueText(const ParameterSpec& spec, const ParameterValue& value) {
    const QString text = QString::fromStdString(toText(value));
    if (spec.kind == ParameterSpec::Kind::Choice) {
        const auto choice = std::ranges::find(spec.choices, text.toStdString(), &Choice::name);
        return choice == spec.choices.end() ? text : QString::fromStdString(choice->title);
    }
    if (spec.namesFiles()) return QFileInfo(text).fileName();
    const auto* const whole = std::get_if<std::int64_t>(&value);
    if (whole != nullptr && !spec.atMinimum.empty() && static_cast<double>(*whole) == spec.minimum)
        return QString::fromStdString(spec.atMinimum);
    return spec.unit.empty() ? text : text + QLatin1Char(' ') + QString::fromStdString(spec.unit);
}

}  // namespace sigscope::ui
