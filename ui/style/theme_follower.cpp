#include "ui/style/theme_follower.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QEvent>
#include <utility>

namespace sigscope::ui {

namespace {

constexpr const char* service = "org.freedesktop.portal.Desktop";
constexpr const char* objectPath = "/org/freedesktop/portal/desktop";
constexpr const char* interfaceName = "org.freedesktop.portal.Settings";
constexpr const char* appearanceSpace = "org.freedesktop.appearance";
constexpr const char* schemeKey = "color-scheme";

}  // namespace

ThemeFollower::ThemeFollower(QApplication& application, std::function<Appearance()> ask)
    : QObject(&application),
      m_application(application),
      m_ask(std::move(ask)),
      m_appearance(m_ask()) {
    applyTheme(m_application, m_appearance);
    m_application.installEventFilter(this);
}

void ThemeFollower::listenToPortal() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(service, objectPath, interfaceName, QStringLiteral("SettingChanged"), this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(service, objectPath, interfaceName, QStringLiteral("Read"));
    question << appearanceSpace << schemeKey;
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid()) takeSetting(appearanceSpace, schemeKey, reply.value());
        answer->deleteLater();
    });
}

void ThemeFollower::takeSetting(const QString& space, const QString& key,
                                const QDBusVariant& value) {
    if (space != appearanceSpace || key != schemeKey) return;
    // Read wraps the value in a variant of its own.
    QVariant scheme = value.variant();
    if (scheme.canConvert<QDBusVariant>()) scheme = scheme.value<QDBusVariant>().variant();
    constexpr unsigned dark = 1;
    constexpr unsigned light = 2;
    const unsigned wanted = scheme.toUInt();
    m_portalAnswered = wanted == dark || wanted == light;
    if (m_portalAnswered) apply(wanted == dark ? Appearance::Dark : Appearance::Light);
}

bool ThemeFollower::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::ThemeChange && !m_portalAnswered) apply(m_ask());
    return false;
}

void ThemeFollower::apply(Appearance appearance) {
    const bool changed = appearance != m_appearance;
    m_appearance = appearance;
    // Asking took our palette away, so it is set even where nothing changed.
    applyTheme(m_application, appearance);
    if (changed) Q_EMIT appearanceChanged(appearance);
}

}  // namespace sigscope::ui
