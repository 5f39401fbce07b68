#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace sigscope::ui {

/// A text about what concerns the whole view, until it is closed or replaced. Never in the way: not
/// modal, takes no focus, its text can be copied, and its place is kept while it is empty, so that
/// nothing moves when it comes and goes.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    /// What can be done about it: a button.
    struct Remedy {
        QString title;  ///< Empty for none.
        std::function<void()> act;
    };

    /// How long it stays.
    enum class Stay {
        UntilClosed,
        Briefly,  ///< Some seconds, longer while the pointer is on it: what was only done is told.
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(Kind kind, const QString& message, Remedy remedy = {}, Stay stay = Stay::UntilClosed);
    [[nodiscard]] QString message() const;

    /// Hides an error: it is of what was done before.
    void forgetError();

    /// Hides what is about the view; what goes by itself stays.
    void forget();

Q_SIGNALS:
    /// The user has read it, or it stood its time.
    void closed(const QString& message);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dismiss();
    void showIcon();

    Kind m_kind = Kind::Information;
    Remedy m_remedy;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
    QTimer* m_brief;  ///< Runs while a message stands that goes by itself.
};

}  // namespace sigscope::ui
