#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "engine/api/forecast.h"
#include "ui/compare/comparison_sets.h"

class QPushButton;

namespace sigscope::ui {

/// What the Compare view shows before anything is compared: the sets that most begin with, each a
/// click away, with the seconds that it is predicted to take.
class CompareStart : public QWidget {
    Q_OBJECT

public:
    /// What columns take together.
    using Predict = std::function<Forecast(const std::vector<ComparisonColumn>&)>;

    explicit CompareStart(QWidget* parent = nullptr);

    void offer(std::vector<ComparisonSet> sets, const Predict& predict);

Q_SIGNALS:
    void chosen(const std::vector<sigscope::ComparisonColumn>& columns);

private:
    std::vector<ComparisonSet> m_sets;
    std::vector<QPushButton*> m_buttons;  ///< One for each set.
    QWidget* m_row;
};

}  // namespace sigscope::ui
