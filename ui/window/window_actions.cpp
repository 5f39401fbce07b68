#include "ui/window/window_actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include "ui/style/icons.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

QAction* add(QMenu& menu, const QString& text, const QKeySequence& keys,
             const char* iconName = nullptr) {
    QAction* action = menu.addAction(text);
    action->setShortcut(keys);
    if (iconName) action->setIcon(icon(iconName));
    return action;
}

}  // namespace

WindowActions::WindowActions(QMenuBar& bar, QObject* parent) : QObject(parent) {
    addFileActions(*bar.addMenu(tr("&File")));
    addEditActions(*bar.addMenu(tr("&Edit")));
    addViewActions(*bar.addMenu(tr("&View")));
    addRunActions(*bar.addMenu(tr("&Run")));
    addHelpActions(*bar.addMenu(tr("&Help")));
}

void WindowActions::addFileActions(QMenu& menu) {
    open = add(menu, tr("&Open …"), QKeySequence::Open, "open");
    recent = menu.addMenu(tr("Open &recent"));
    models = menu.addMenu(tr("&Model"));
    openModel = add(menu, tr("Open &model …"), QKeySequence(Qt::CTRL | Qt::Key_M));
    save = add(menu, tr("&Save the map …"), QKeySequence::Save, "save");
    exportFigure = add(menu, tr("&Export the figure …"), QKeySequence(Qt::CTRL | Qt::Key_E));
    exportFigure->setEnabled(false);
    animate = add(menu, tr("&Animate …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    saveSession =
        add(menu, tr("Save the s&ession …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    saveSession->setEnabled(false);
    menu.addSeparator();
    close = add(menu, tr("&Close the picture"), QKeySequence(Qt::CTRL | Qt::Key_W));
    quit = add(menu, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void WindowActions::addEditActions(QMenu& menu) {
    undo = add(menu, tr("&Undo the last change"), QKeySequence(Qt::CTRL | Qt::Key_Z), "undo");
    redo = add(menu, tr("&Redo the last change"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
               "redo");
    paste = add(menu, tr("&Paste a picture"), QKeySequence(Qt::CTRL | Qt::Key_V));
    copyMap = add(menu, tr("&Copy the map as a picture"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), "copy");
    copyCommand = add(menu, tr("Copy as co&mmand"), {});
    copyPython = add(menu, tr("Copy as P&ython"), {});
    copyNumbers = add(menu, tr("Copy the &numbers"), QKeySequence::Copy);
}

void WindowActions::addViewActions(QMenu& menu) {
    pathView = add(menu, tr("The &path"), QKeySequence(Qt::Key_1));
    compareView = add(menu, tr("&Compare"), QKeySequence(Qt::Key_2));
    evaluateView = add(menu, tr("&Evaluate"), QKeySequence(Qt::Key_3));
    figureView = add(menu, tr("Fi&gure"), QKeySequence(Qt::Key_4));
    palette = add(menu, tr("Co&mmand palette …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    foldPanel = add(menu, tr("Fold the pane&l"), QKeySequence(Qt::CTRL | Qt::Key_B));
    foldPanel->setCheckable(true);
    menu.addSeparator();
    fit = add(menu, tr("&Fit the pictures"), QKeySequence(Qt::Key_F), "fit");
    actualSize = add(menu, tr("&Actual size"), QKeySequence(Qt::CTRL | Qt::Key_0));
    zoomIn = add(menu, tr("Zoom &in"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    zoomOut = add(menu, tr("Zoom &out"), QKeySequence(Qt::CTRL | Qt::Key_Minus));
    nameRegion = add(menu, tr("Name the region …"), QKeySequence(Qt::Key_F2));
    previousPicture = add(menu, tr("Pre&vious picture"), QKeySequence(Qt::Key_PageUp));
    nextPicture = add(menu, tr("&Next picture"), QKeySequence(Qt::Key_PageDown));
    menu.addSeparator();
    absolute = add(menu, tr("&Absolute maps"), QKeySequence(Qt::Key_A));
    absolute->setCheckable(true);
    menu.addSeparator();
    reducedMotion = add(menu, tr("Reduced &motion"), {});
    reducedMotion->setCheckable(true);
}

void WindowActions::addRunActions(QMenu& menu) {
    run = add(menu, tr("&Run"), QKeySequence(Qt::Key_F5));
    cancel = add(menu, tr("&Cancel"), QKeySequence(Qt::Key_Escape));
    published = add(menu, tr("As &published"), {});
    device = menu.addMenu(tr("&Device"));
    device->setObjectName(QStringLiteral("device"));
    precision = menu.addMenu(tr("Precisi&on"));
    precision->setObjectName(QStringLiteral("precision"));
    menu.addSeparator();
    play = add(menu, tr("&Play or pause"), QKeySequence(Qt::Key_Space), "play");
    previousNode = add(menu, tr("Pre&vious node"), QKeySequence(Qt::Key_Left), "previous");
    nextNode = add(menu, tr("&Next node"), QKeySequence(Qt::Key_Right), "next");
    first = add(menu, tr("Path's &start"), QKeySequence(Qt::Key_Home), "first");
    last = add(menu, tr("Path's &end"), QKeySequence(Qt::Key_End), "last");
    previousChapter = add(menu, tr("Previous steep rise"), QKeySequence(Qt::CTRL | Qt::Key_Left));
    nextChapter = add(menu, tr("Next steep rise"), QKeySequence(Qt::CTRL | Qt::Key_Right));
}

void WindowActions::addHelpActions(QMenu& menu) {
    keys = add(menu, tr("&Keys"), QKeySequence(QStringLiteral("?")), "info");
    keys->setShortcuts({QKeySequence(QStringLiteral("?")), QKeySequence(Qt::Key_F1)});
    about = add(menu, tr("&About Sigscope"), {});
}

void WindowActions::follow(const Session& session) {
    const auto enable = [this, &session] { enableFor(session); };
    connect(&session, &Session::submitted, this, enable);
    connect(&session, &Session::reading, this, enable);
    connect(&session, &Session::refused, this, enable);
    connect(&session, &Session::restored, this, enable);
    connect(&session, &Session::closed, this, enable);
    connect(&session, &Session::ended, this, enable);
    connect(&session, &Session::pathRestored, this, enable);
    enable();
}

void WindowActions::enableFor(const Session& session) {
    const bool picture = session.run() != 0;
    for (QAction* action : {close, run, copyCommand, copyPython})
        action->setEnabled(!session.request().image.empty());
    for (QAction* action :
         {copyMap, copyNumbers, fit, actualSize, zoomIn, zoomOut, nameRegion, absolute})
        action->setEnabled(picture);
    const auto result = session.result();
    for (QAction* action :
         {play, previousNode, nextNode, first, last, previousChapter, nextChapter})
        action->setEnabled(picture && (!result || result->trace || result->moments));
    save->setEnabled(result != nullptr);
    cancel->setEnabled(session.running());
    undo->setEnabled(session.canUndo());
    redo->setEnabled(session.canRedo());
}

void WindowActions::listRecent(const QStringList& files) {
    recent->clear();
    for (const QString& file : files)
        recent->addAction(file, this, [this, file] { Q_EMIT recentChosen(file.toStdString()); });
    if (files.isEmpty()) recent->addAction(tr("None yet"))->setEnabled(false);
}

}  // namespace sigscope::ui
