#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "ui/style/value_text.h"

namespace sigscope::ui {

/// One axis of a chart: which range it shows, where a value lies along it, its ticks. Plain
/// arithmetic, no widget.
class Axis {
public:
    enum class Scale { Linear, Logarithmic };

    explicit Axis(QString title, Scale scale = Scale::Linear);

    [[nodiscard]] Scale scale() const { return m_scale; }

    /// With the power of ten that the ticks leave out: "Change of probability (10⁻⁵)".
    [[nodiscard]] QString title() const;
    void setTitle(const QString& title) { m_title = title; }

    /// The range that is shown unless zoomed: `low` < `high`, above 0 on a logarithmic axis.
    void setWhole(double low, double high);

    /// Shows that part of the whole.
    void show(double low, double high);

    /// Makes the shown range `factor` times as long, at most the whole; what lies at `share` of it
    /// stays there as far as the ends allow.
    void zoomAt(double share, double factor);
    void reset();
    [[nodiscard]] bool zoomed() const { return !(m_shown == m_whole); }

    [[nodiscard]] double low() const;
    [[nodiscard]] double high() const;

    /// Where `value` lies: 0 at the low end, 1 at the high end, outside beyond.
    [[nodiscard]] double shareOf(double value) const;
    [[nodiscard]] double valueAt(double share) const;

    /// Those of `ticks` that lie in the shown range, instead of computed ones.
    void setTicks(std::vector<Tick> ticks) { m_ticks = std::move(ticks); }

    /// About `wanted` round ticks in the shown range, ascending.
    [[nodiscard]] std::vector<Tick> ticks(int wanted) const;

private:
    /// In what is linear along the axis: the values, or their decimal logarithms.
    struct Range {
        double low = 0;
        double high = 1;
        [[nodiscard]] double length() const { return high - low; }
        bool operator==(const Range&) const = default;
    };

    [[nodiscard]] double toLinear(double value) const;
    [[nodiscard]] double fromLinear(double position) const;
    void showWithinWhole(Range range);

    /// What is taken out of a linear axis' labels; 0 where they read well without.
    [[nodiscard]] int exponent() const;

    QString m_title;
    Scale m_scale;
    std::vector<Tick> m_ticks;
    Range m_whole;
    Range m_shown;
};

}  // namespace sigscope::ui
