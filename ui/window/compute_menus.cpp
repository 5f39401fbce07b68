#include "ui/window/compute_menus.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include "ui/window/session.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

namespace {

std::string nameOf(const QAction& action) {
    return action.data().toString().toStdString();
}

void check(const QActionGroup& group, const std::string& name) {
    for (QAction* action : group.actions()) action->setChecked(nameOf(*action) == name);
}

}  // namespace

ComputeMenus::ComputeMenus(WindowActions& actions, Session& session)
    : QObject(&actions),
      m_session(session),
      m_devices(fill(*actions.device, session.catalogue().devices)),
      m_precisions(fill(*actions.precision, session.catalogue().precisions)) {
    connect(m_devices, &QActionGroup::triggered, this,
            [this](const QAction* action) { m_session.setDevice(nameOf(*action)); });
    connect(m_precisions, &QActionGroup::triggered, this,
            [this](const QAction* action) { m_session.setPrecision(nameOf(*action)); });
    connect(&session, &Session::submitted, this, &ComputeMenus::showRequest);
    connect(&session, &Session::restored, this, &ComputeMenus::showRequest);
    showRequest();
}

QActionGroup* ComputeMenus::fill(QMenu& menu, const std::vector<Choice>& choices) {
    auto* group = new QActionGroup(this);
    menu.setToolTipsVisible(true);
    for (const Choice& choice : choices) {
        QAction* action = menu.addAction(QString::fromStdString(choice.title));
        action->setData(QString::fromStdString(choice.name));
        action->setToolTip(QString::fromStdString(choice.help));
        action->setCheckable(true);
        group->addAction(action);
    }
    return group;
}

void ComputeMenus::showRequest() {
    check(*m_devices, m_session.request().device);
    check(*m_precisions, m_session.request().precision);
}

}  // namespace sigscope::ui
