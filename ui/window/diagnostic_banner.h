#pragma once

#include <QObject>
#include <memory>

#include "ui/window/diagnostics.h"

namespace sigscope::ui {

class MessageBar;
class Session;

/// Shows the diagnostics of a run in the message bar, one after the other: closing one brings the
/// next.
class DiagnosticBanner : public QObject {
    Q_OBJECT

public:
    /// Both outlive the banner, which follows the session.
    DiagnosticBanner(Session& session, MessageBar& bar, QObject* parent = nullptr);

private:
    void begin();
    void show(std::shared_ptr<const Scene> scene, const Explanation* explanation);
    void showNext(const QString& closed);
    void showFirst();

    Session& m_session;
    MessageBar& m_bar;
    std::vector<Diagnostic> m_diagnostics;
    std::vector<QString> m_closed;  ///< What the user has read of this run.
};

}  // namespace sigscope::ui
