#include "ui/compare/value_sweep.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <stdexcept>
#include <string>

namespace sigscope::ui {

namespace {

/// "2 %" is one value where commas stand between values.
QStringList writtenValues(const QString& text) {
    static const QRegularExpression commas(QStringLiteral("[,;]"));
    static const QRegularExpression spaces(QStringLiteral("\\s+"));
    const bool hasCommas = text.contains(commas);
    return text.split(hasCommas ? commas : spaces, Qt::SkipEmptyParts);
}

}  // namespace

QString valuesText(const std::vector<ParameterValue>& values) {
    QStringList texts;
    for (const ParameterValue& value : values) texts << QString::fromStdString(toText(value));
    return texts.join(QStringLiteral(", "));
}

std::vector<ParameterValue> parseSweptValues(const ParameterSpec& parameter, const QString& text) {
    std::vector<ParameterValue> values;
    for (const QString& written : writtenValues(text)) {
        const std::string one = written.trimmed().toStdString();
        if (one.empty()) continue;
        const ParameterValue value = parseParameter(parameter, one);
        if (std::ranges::find(values, value) == values.end()) values.push_back(value);
        if (std::ssize(values) > mostSweptValues)
            throw std::invalid_argument(parameter.name + ": more than " +
                                        std::to_string(mostSweptValues) +
                                        " values are too many to compare");
    }
    if (values.size() < 2)
        throw std::invalid_argument(parameter.name +
                                    ": a comparison takes two values or more, as 0.2, 0.4");
    return values;
}

}  // namespace sigscope::ui
