#pragma once

#include <QCategoryAxis>

namespace sigscope::ui {

/// An axis with round ticks written as print writes them ("2.0 × 10⁻⁵"), in the theme's colours.
class TickAxis : public QCategoryAxis {
    Q_OBJECT

public:
    explicit TickAxis(const QString& title, QObject* parent = nullptr);

    /// Shows [low, high] with about `wanted` ticks; 0 where there is nothing to read off: only
    /// zero is marked.
    void show(double low, double high, int wanted);
};

}  // namespace sigscope::ui
