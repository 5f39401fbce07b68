#pragma once

#include <QObject>
#include <memory>

#include "ui/window/guards.h"

namespace sigscope::ui {

class MessageBar;
class Session;

/// Shows the guards of a run in the message bar, one after the other: closing one brings the next.
class GuardBanner : public QObject {
    Q_OBJECT

public:
    /// Both outlive the banner, which follows the session.
    GuardBanner(Session& session, MessageBar& bar, QObject* parent = nullptr);

private:
    void begin();
    void show(std::shared_ptr<const Scene> scene, const Explanation* explanation);
    void showNext(const QString& closed);
    void showFirst();

    Session& m_session;
    MessageBar& m_bar;
    std::vector<Guard> m_guards;
    std::vector<QString> m_closed;  ///< What the user has read of this run.
};

}  // namespace sigscope::ui
