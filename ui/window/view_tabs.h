#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace sigscope::ui {

/// The views of what is explained, one at a time, under their tabs.
class ViewTabs : public QWidget {
    Q_OBJECT

public:
    /// `strip`, which belongs to all views, lies between the tabs and them.
    explicit ViewTabs(QWidget& strip, QWidget* parent = nullptr);

    void add(const QString& title, QWidget& view);

    /// Goes to the tab of one of the views.
    void showView(const QWidget& view);
    [[nodiscard]] bool shows(const QWidget& view) const;

Q_SIGNALS:
    /// Another view is shown.
    void changed();

private:
    QTabBar* m_tabs;
    QStackedWidget* m_views;
};

}  // namespace sigscope::ui
