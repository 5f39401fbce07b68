#include "ui/render/number_text.h"

#include <cmath>

namespace sigscope::ui {

namespace {

/// The exponent of `value` once it is rounded to `digits`: 0.9996 counts as 1.00.
int roundedExponent(double value, int digits) {
    const QString text = QString::number(value, 'e', digits - 1);
    return text.mid(text.indexOf(u'e') + 1).toInt();
}

}  // namespace

QString withTrueMinus(QString text) {
    return text.replace(u'-', QChar(0x2212));
}

QString powerOfTen(int exponent) {
    static const QString raised = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = QStringLiteral("10");
    for (const QChar character : QString::number(exponent))
        text += character == u'-' ? QChar(0x207B) : raised[character.digitValue()];
    return text;
}

QString numberText(double value, int digits) {
    if (std::isnan(value)) return QStringLiteral("not a number");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (value == 0) return QStringLiteral("0");
    const int exponent = roundedExponent(value, digits);
    if (exponent >= -3 && exponent < 5)
        return withTrueMinus(QString::number(value, 'f', std::max(0, digits - 1 - exponent)));
    const QString mantissa = QString::number(value / std::pow(10.0, exponent), 'f', digits - 1);
    return withTrueMinus(mantissa) + QStringLiteral(" × ") + powerOfTen(exponent);
}

QString evaluationsText(int count) {
    return QString::number(count) + (count == 1 ? " evaluation" : " evaluations");
}

}  // namespace sigscope::ui
