#pragma once

#include <QComboBox>

namespace sigscope::ui {

/// A list to choose from, reached by Tab: its text is elided where there is no room for it.
class ChoiceBox : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    /// Said of an entry at the right side of the list; empty for nothing.
    void setNote(int index, const QString& note);
    [[nodiscard]] QString note(int index) const;

    void showPopup() override;

Q_SIGNALS:
    /// Notes that are set now are seen at once.
    void listOpening();

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace sigscope::ui
