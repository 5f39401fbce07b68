#pragma once

#include <QWidget>

class QLabel;

namespace sigscope::ui {

/// A label of a fixed width with an input beside it, so that the rows of a panel align.
class LabelledRow : public QWidget {
    Q_OBJECT

public:
    /// Takes `input` as its child.
    LabelledRow(const QString& label, QWidget* input, QWidget* parent = nullptr);

    /// The tooltip of the row, and what a screen reader says of the input.
    void setHelp(const QString& help);

    /// In pixels, where no label of a panel is as long as most; longer ones wrap.
    void setLabelWidth(int width);

private:
    QLabel* m_label;
    QWidget* m_input;
};

}  // namespace sigscope::ui
