#pragma once

#include <QWidget>
#include <array>

#include "engine/api/parameters.h"

class QLineEdit;

namespace sigscope::ui {

/// Three numbers in a range, one for each colour channel. A number that is not edited keeps all of
/// its digits, however few are shown.
class TripleField : public QWidget {
    Q_OBJECT

public:
    TripleField(double minimum, double maximum, QWidget* parent = nullptr);

    /// Emits nothing.
    void setValue(const Triple& value);
    [[nodiscard]] const Triple& value() const { return m_value; }

Q_SIGNALS:
    void valueChanged(const sigscope::Triple& value);

private:
    void readEdit(std::size_t channel);
    void show(std::size_t channel);

    double m_minimum;
    double m_maximum;
    Triple m_value{};
    std::array<QLineEdit*, 3> m_edits{};
};

}  // namespace sigscope::ui
