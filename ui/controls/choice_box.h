#pragma once

#include <QComboBox>

namespace sigscope::ui {

/// A list to choose from, reached by Tab: its text is elided where there is no room for it, and it
/// looks untouched again once its list has closed.
class ChoiceBox : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    void hidePopup() override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace sigscope::ui
