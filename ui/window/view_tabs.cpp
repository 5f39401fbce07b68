#include "ui/window/view_tabs.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace sigscope::ui {

ViewTabs::ViewTabs(QWidget& strip, QWidget* parent)
    : QWidget(parent), m_tabs(new QTabBar(this)), m_views(new QStackedWidget(this)) {
    setProperty("role", "surround");
    setAttribute(Qt::WA_StyledBackground);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("View"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(&strip);
    column->addWidget(m_views, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
        m_views->setCurrentIndex(view);
        Q_EMIT changed();
    });
}

void ViewTabs::add(const QString& title, QWidget& view) {
    m_views->addWidget(&view);
    m_tabs->addTab(title);
}

void ViewTabs::showView(const QWidget& view) {
    m_tabs->setCurrentIndex(m_views->indexOf(&view));
}

bool ViewTabs::shows(const QWidget& view) const {
    return m_views->currentWidget() == &view;
}

}  // namespace sigscope::ui
