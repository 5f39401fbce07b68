#pragma once

#include <QFrame>

class QLabel;

namespace sigscope::ui {

/// A line of text about what concerns the whole view, until it is closed or replaced. Never in the
/// way: not modal, takes no focus, its text can be copied.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Information, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(Kind kind, const QString& message);
    [[nodiscard]] QString message() const;

private:
    QLabel* m_icon;
    QLabel* m_text;
};

}  // namespace sigscope::ui
