#pragma once

#include <QDBusVariant>
#include <QObject>
#include <functional>

#include "ui/style/theme.h"

class QApplication;

namespace sigscope::ui {

/// Keeps the application in the appearance that the desktop asks for, also while it runs. It hears
/// of a change from Qt, where the platform's plugin knows it, and from the desktop portal.
class ThemeFollower : public QObject {
    Q_OBJECT

public:
    /// Applies what `ask` says, now and whenever Qt tells of a change.
    explicit ThemeFollower(QApplication& application,
                           std::function<Appearance()> ask = &systemAppearance);

    /// Listens to org.freedesktop.portal.Settings on the session's bus, if there is one. What the
    /// portal says counts more than what the palette looks like.
    void listenToPortal();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void appearanceChanged(sigscope::ui::Appearance appearance);

public Q_SLOTS:
    /// A setting of the portal: 1 in org.freedesktop.appearance, color-scheme asks for dark.
    void takeSetting(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void apply(Appearance appearance);

    QApplication& m_application;
    std::function<Appearance()> m_ask;
    Appearance m_appearance;
    bool m_portalAnswered = false;
};

}  // namespace sigscope::ui
