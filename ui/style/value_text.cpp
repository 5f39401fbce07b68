#include "ui/style/value_text.h"

#include <algorithm>
#include <cmath>

#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

/// 1, 2 or 5 times a power of ten, near span / wanted.
double niceStep(double span, int wanted) {
    const double rough = span / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double mantissa = rough / power;
    return power * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
}

QString tickText(double value, double step, double largest) {
    if (value == 0) return QStringLiteral("0");
    const int stepPower = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    if (largest >= 1e-3 && largest < 1e5) return fixedText(value, std::max(0, -stepPower));
    const int valuePower = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
    return numberText(value, std::max(1, valuePower - stepPower + 1));
}

/// A duration that is not known exactly, with the sign that says in which way.
QString approximateText(const QString& sign, double seconds) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double shortest = 0.05;  // What is less would be written as zero.
    if (seconds < shortest) return QStringLiteral("< 0.1 s");
    if (seconds < 1.5 * minute) return sign + durationText(seconds);
    if (seconds < 1.5 * hour)
        return sign + QStringLiteral("%1 min").arg(std::llround(seconds / minute));
    const double hours = seconds / hour;
    return sign + QStringLiteral("%1 h").arg(QString::number(hours, 'f', hours < 10 ? 1 : 0));
}

}  // namespace

QString fixedText(double value, int decimals) {
    if (!std::isfinite(value)) return QStringLiteral("–");
    const QString text = QString::number(value, 'f', decimals);
    const bool isZero = text.toDouble() == 0;
    return isZero ? QString::number(0.0, 'f', decimals) : withTrueMinus(text);
}

QString signedText(double value, int significant) {
    return (value > 0 ? QStringLiteral("+") : QString()) + numberText(value, significant);
}

QString percentText(double share) {
    const double percent = 100 * std::abs(share);
    if (!std::isfinite(percent)) return QStringLiteral("–");
    if (percent > 0 && percent < 0.1) return QStringLiteral("< 0.1 %");
    return QString::number(percent, 'f', percent < 10 ? 1 : 0) + QStringLiteral(" %");
}

QString probabilityText(double probability) {
    constexpr double smallest = 1e-5;
    constexpr double almostOne = 0.995;  // From here on whole percents would say that it is 1.
    if (!std::isfinite(probability)) return QStringLiteral("–");
    const QString percent = QStringLiteral("%1 %");
    if (probability <= 0) return percent.arg(0);
    if (probability < smallest) return QStringLiteral("< 0.001 %");
    if (probability > almostOne && probability < 1)
        return percent.arg(QString::number(std::floor(1e4 * probability) / 100, 'f', 2));
    const double shown = 100 * probability;
    // Two digits that say something.
    const int decimals = shown < 10 ? 1 - static_cast<int>(std::floor(std::log10(shown))) : 0;
    return percent.arg(QString::number(shown, 'f', decimals));
}

QString objectiveText(double f, const QString& objective) {
    return objective == QLatin1String("probability") ? probabilityText(f) : numberText(f);
}

QString shareOfSumText(double part, double sum) {
    if (sum == 0) return signedText(part, 2);
    return QStringLiteral("%1, %2 % of ΣA")
        .arg(signedText(part, 2), fixedText(100 * part / sum, 0));
}

QString durationText(double seconds) {
    if (seconds < 9.95) return QString::number(seconds, 'f', 1) + QStringLiteral(" s");
    const long long whole = std::llround(seconds);
    if (whole < 60) return QStringLiteral("%1 s").arg(whole);
    if (whole < 3600) return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString predictionText(double seconds) {
    return approximateText(QStringLiteral("≈ "), seconds);
}

QString forecastText(const Forecast& forecast) {
    if (!forecast.seconds) return QStringLiteral("…");
    const bool bound = forecast.kind == Forecast::Kind::AtMost;
    return approximateText(bound ? QStringLiteral("≤ ") : QStringLiteral("≈ "), *forecast.seconds);
}

std::vector<Tick> niceTicks(double low, double high, int wanted) {
    if (!(high > low) || !std::isfinite(high - low)) return {};
    const double step = niceStep(high - low, wanted);
    const double largest = std::max(std::abs(low), std::abs(high));
    std::vector<Tick> ticks;
    const auto first = static_cast<long long>(std::ceil(low / step - 1e-6));
    const auto last = static_cast<long long>(std::floor(high / step + 1e-6));
    for (long long k = first; k <= last; ++k) {
        const double value = static_cast<double>(k) * step;
        ticks.push_back({value, tickText(value, step, largest)});
    }
    return ticks;
}

}  // namespace sigscope::ui
