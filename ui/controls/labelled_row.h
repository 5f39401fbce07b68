#pragma once

#include <QWidget>

namespace sigscope::ui {

/// A label of a fixed width with an input beside it, so that the rows of a panel align.
class LabelledRow : public QWidget {
    Q_OBJECT

public:
    /// Takes `input` as its child.
    LabelledRow(const QString& label, QWidget* input, QWidget* parent = nullptr);
};

}  // namespace sigscope::ui
