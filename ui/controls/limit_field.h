#pragma once

#include <QWidget>
#include <optional>

class QLineEdit;

namespace sigscope::ui {

/// The limit of a colour scale: a number > 0 that is typed, or what follows from the maps.
class LimitField : public QWidget {
    Q_OBJECT

public:
    /// `shown` is the limit now; `automaticHelp` says what it follows from otherwise.
    LimitField(double shown, const QString& automaticHelp, QWidget* parent = nullptr);

    /// As the button does.
    void setAutomatic();
    /// Ready to be typed over.
    void beginTyping();

Q_SIGNALS:
    /// What was typed, or nothing for the automatic one.
    void limitChanged(std::optional<double> limit);

private:
    void takeTyped();

    QLineEdit* m_field;
};

}  // namespace sigscope::ui
