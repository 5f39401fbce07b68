#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace sigscope::ui {

/// A line of text about what concerns the whole view, until it is closed or replaced. Never in the
/// way: not modal, takes no focus, its text can be copied.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    /// What can be done about it: a button.
    struct Remedy {
        QString title;  ///< Empty for none.
        std::function<void()> act;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(Kind kind, const QString& message, Remedy remedy = {});
    [[nodiscard]] QString message() const;

    /// Hides an error: it is of what was done before.
    void forgetError();

Q_SIGNALS:
    /// The user has read it.
    void closed(const QString& message);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showIcon();

    Kind m_kind = Kind::Information;
    Remedy m_remedy;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
};

}  // namespace sigscope::ui
