#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace sigscope::ui {

/// The menus and what is in them. They say what was asked for; the window does it.
class WindowActions : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMenuBar& bar, QObject* parent = nullptr);

    QAction* open;
    QMenu* recent;
    QAction* save;
    QAction* close;
    QAction* quit;
    QAction* undo;
    QAction* copyMap;
    QAction* fit;
    QAction* actualSize;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* run;
    QAction* cancel;
    QAction* play;
    QAction* previousNode;
    QAction* nextNode;
    QAction* first;
    QAction* last;
    QAction* keys;
    QAction* about;
};

}  // namespace sigscope::ui
