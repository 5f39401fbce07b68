#include "ui/charts/axis.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

/// Of the whole: closer there is nothing left to be seen.
constexpr double shortestShare = 1.0 / 1024;

/// "1, 10, 100" where nothing else occurs; never mixed with powers.
QString decadeText(int exponent, bool plain) {
    return plain || exponent == 0 ? QString::number(std::lround(std::pow(10, exponent)))
                                  : powerOfTen(exponent);
}

std::vector<Tick> decades(double low, double high, int wanted) {
    const auto first = static_cast<int>(std::ceil(low - 1e-9));
    const auto last = static_cast<int>(std::floor(high + 1e-9));
    const int step = std::max(1, (last - first) / std::max(1, wanted) + 1);
    const bool plain = first >= 0 && last <= 3;
    std::vector<Tick> ticks;
    // Counted from the highest one down, which a maximum of 1 marks.
    for (int exponent = last; exponent >= first; exponent -= step)
        ticks.push_back({std::pow(10.0, exponent), decadeText(exponent, plain)});
    std::ranges::reverse(ticks);
    return ticks;
}

}  // namespace

Axis::Axis(QString title, Scale scale) : m_title(std::move(title)), m_scale(scale) {}

double Axis::toLinear(double value) const {
    return m_scale == Scale::Linear ? value : std::log10(std::max(value, 1e-300));
}

double Axis::fromLinear(double position) const {
    return m_scale == Scale::Linear ? position : std::pow(10.0, position);
}

void Axis::setWhole(double low, double high) {
    const bool zoomed = m_shown != m_whole;
    m_whole = {toLinear(low), toLinear(high)};
    if (zoomed)
        showWithinWhole(m_shown);
    else
        reset();
}

void Axis::show(double low, double high) {
    showWithinWhole({toLinear(low), toLinear(high)});
}

void Axis::zoomAt(double share, double factor) {
    const double held = m_shown.low + share * m_shown.length();
    const double length =
        std::clamp(m_shown.length() * factor, shortestShare * m_whole.length(), m_whole.length());
    showWithinWhole({held - share * length, held + (1 - share) * length});
}

void Axis::reset() {
    m_shown = m_whole;
}

void Axis::showWithinWhole(Range range) {
    const double length = std::min(range.length(), m_whole.length());
    if (!(length > 0)) return reset();
    const double low = std::clamp(range.low, m_whole.low, m_whole.high - length);
    m_shown = {low, low + length};
}

double Axis::low() const {
    return fromLinear(m_shown.low);
}

double Axis::high() const {
    return fromLinear(m_shown.high);
}

double Axis::shareOf(double value) const {
    return (toLinear(value) - m_shown.low) / m_shown.length();
}

double Axis::valueAt(double share) const {
    return fromLinear(m_shown.low + share * m_shown.length());
}

int Axis::exponent() const {
    if (m_scale == Scale::Logarithmic) return 0;
    const double largest = std::max(std::abs(low()), std::abs(high()));
    const bool plain = largest == 0 || (largest >= 1e-3 && largest < 1e5);
    return plain ? 0 : static_cast<int>(std::floor(std::log10(largest)));
}

QString Axis::title() const {
    return exponent() == 0 ? m_title
                           : QStringLiteral("%1 (%2)").arg(m_title, powerOfTen(exponent()));
}

std::vector<Tick> Axis::ticks(int wanted) const {
    std::vector<Tick> ticks;
    if (!m_ticks.empty()) {
        std::ranges::copy_if(m_ticks, std::back_inserter(ticks), [this](const Tick& tick) {
            return tick.value >= low() && tick.value <= high();
        });
        return ticks;
    }
    if (m_scale == Scale::Logarithmic) {
        ticks = decades(m_shown.low, m_shown.high, wanted);
        if (ticks.size() > 1) return ticks;
    }
    const double unit = std::pow(10.0, exponent());
    ticks = niceTicks(low() / unit, high() / unit, wanted);
    for (Tick& tick : ticks) tick.value *= unit;
    return ticks;
}

}  // namespace sigscope::ui
