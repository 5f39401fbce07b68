#pragma once

#include <QLineEdit>

#include "engine/api/parameters.h"

namespace sigscope::ui {

/// A size in pixels: "224" for a square, "224x320" for a height and a width. What is none is taken
/// back.
class SizeField : public QLineEdit {
    Q_OBJECT

public:
    explicit SizeField(ParameterSpec spec, QWidget* parent = nullptr);

    /// Emits nothing.
    void setValue(const ParameterValue& value);

Q_SIGNALS:
    void valueChanged(const sigscope::ParameterValue& value);

private:
    void readText();

    ParameterSpec m_spec;
    ParameterValue m_value;
};

}  // namespace sigscope::ui
