#pragma once

#include <QFrame>

#include "ui/compare/value_sweep.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace sigscope::ui {

/// Asks for the values of a sweep, with those that the program suggests; Enter begins. What is no
/// value of the parameter is said below the line while it is typed.
class SweepPopup : public QFrame {
    Q_OBJECT

public:
    explicit SweepPopup(ValueSweep sweep, QWidget* parent = nullptr);

    /// Opens it below `button`, within the screen.
    void showUnder(const QWidget& button);

Q_SIGNALS:
    /// A column for each value.
    void columnsChosen(const std::vector<sigscope::ComparisonColumn>& columns);

private:
    void check();
    void begin();

    ValueSweep m_sweep;
    std::vector<ParameterValue> m_values;  ///< Of the line; empty where it cannot be read.
    QLineEdit* m_line;
    QLabel* m_reason;
    QPushButton* m_begin;
};

}  // namespace sigscope::ui
