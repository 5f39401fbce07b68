#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace sigscope::ui {

class Session;

/// The menu bar's corner: the model that the session explains, with the device and, where it is
/// reduced, the precision. A click opens the menu of models.
class ModelButton : public QWidget {
    Q_OBJECT

public:
    explicit ModelButton(QMenu& models, QWidget* parent = nullptr);

    /// From now on; `session` outlives this.
    void follow(const Session& session);

    /// A menu bar puts its corner widget where its size hint fits, whatever its size is.
    [[nodiscard]] QSize sizeHint() const override;

private:
    void showTitle(const QString& title);
    /// None is loaded.
    void forget();

    QToolButton* m_button;
};

}  // namespace sigscope::ui
