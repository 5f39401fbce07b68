#pragma once

#include <QObject>
#include <string>
#include <vector>

#include "engine/api/parameters.h"

class QActionGroup;
class QMenu;

namespace sigscope::ui {

class Session;
class WindowActions;

/// How the session's request is computed, for those who want it otherwise: one of the catalogue's
/// devices and one of its precisions, each in a menu.
class ComputeMenus : public QObject {
    Q_OBJECT

public:
    /// Fills the two menus of `actions`, which owns this. `session` outlives it.
    ComputeMenus(WindowActions& actions, Session& session);

private:
    QActionGroup* fill(QMenu& menu, const std::vector<Choice>& choices);
    void showRequest();

    Session& m_session;
    QActionGroup* m_devices;
    QActionGroup* m_precisions;
};

}  // namespace sigscope::ui
