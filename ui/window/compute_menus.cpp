#include "ui/window/compute_menus.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include "ui/window/session.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

namespace {

void check(const QActionGroup& group, const std::string& name) {
    for (QAction* action : group.actions())
        action->setChecked(action->data().toString() == QString::fromStdString(name));
}

}  // namespace

ComputeMenus::ComputeMenus(WindowActions& actions, Session& session)
    : QObject(&actions),
      m_session(session),
      m_devices(fill(*actions.device, session.catalogue().devices, &Session::setDevice)),
      m_precisions(
          fill(*actions.precision, session.catalogue().precisions, &Session::setPrecision)) {
    connect(&session, &Session::submitted, this, &ComputeMenus::showRequest);
    connect(&session, &Session::restored, this, &ComputeMenus::showRequest);
    showRequest();
}

QActionGroup* ComputeMenus::fill(QMenu& menu, const std::vector<Choice>& choices, Setter set) {
    auto* group = new QActionGroup(this);
    menu.setToolTipsVisible(true);
    for (const Choice& choice : choices) {
        QAction* action = menu.addAction(QString::fromStdString(choice.title));
        action->setData(QString::fromStdString(choice.name));
        action->setToolTip(QString::fromStdString(choice.help));
        action->setCheckable(true);
        group->addAction(action);
    }
    connect(group, &QActionGroup::triggered, this, [this, set](const QAction* action) {
        (m_session.*set)(action->data().toString().toStdString());
    });
    return group;
}

void ComputeMenus::showRequest() {
    check(*m_devices, m_session.request().device);
    check(*m_precisions, m_session.request().precision);
}

}  // namespace sigscope::ui
