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
    QMenu* file = bar.addMenu(tr("&File"));
    open = add(*file, tr("&Open …"), QKeySequence::Open, "open");
    recent = file->addMenu(tr("Open &recent"));
    models = file->addMenu(tr("&Model"));
    openModel = add(*file, tr("Open &model …"), QKeySequence(Qt::CTRL | Qt::Key_M));
    save = add(*file, tr("&Save the map …"), QKeySequence::Save, "save");
    exportFigure = add(*file, tr("&Export the figure …"), QKeySequence(Qt::CTRL | Qt::Key_E));
    exportFigure->setEnabled(false);
    animate = add(*file, tr("&Animate …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    saveSession =
        add(*file, tr("Save the s&ession …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    saveSession->setEnabled(false);
    file->addSeparator();
    close = add(*file, tr("&Close the picture"), QKeySequence(Qt::CTRL | Qt::Key_W));
    quit = add(*file, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));

    QMenu* edit = bar.addMenu(tr("&Edit"));
    undo = add(*edit, tr("&Undo the last change"), QKeySequence(Qt::CTRL | Qt::Key_Z), "undo");
    redo = add(*edit, tr("&Redo the last change"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
               "redo");
    paste = add(*edit, tr("&Paste a picture"), QKeySequence(Qt::CTRL | Qt::Key_V));
    copyMap = add(*edit, tr("&Copy the map as a picture"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), "copy");
    copyCommand = add(*edit, tr("Copy as co&mmand"), {});
    copyPython = add(*edit, tr("Copy as P&ython"), {});

    copyNumbers = add(*edit, tr("Copy the &numbers"), QKeySequence::Copy);

    QMenu* view = bar.addMenu(tr("&View"));
    pathView = add(*view, tr("The &path"), QKeySequence(Qt::Key_1));
    compareView = add(*view, tr("&Compare"), QKeySequence(Qt::Key_2));
    evaluateView = add(*view, tr("&Evaluate"), QKeySequence(Qt::Key_3));
    figureView = add(*view, tr("Fi&gure"), QKeySequence(Qt::Key_4));
    palette = add(*view, tr("Co&mmand palette …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    foldPanel = add(*view, tr("Fold the pane&l"), QKeySequence(Qt::CTRL | Qt::Key_B));
    foldPanel->setCheckable(true);
    view->addSeparator();
    fit = add(*view, tr("&Fit the pictures"), QKeySequence(Qt::Key_F), "fit");
    actualSize = add(*view, tr("&Actual size"), QKeySequence(Qt::CTRL | Qt::Key_0));
    zoomIn = add(*view, tr("Zoom &in"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    zoomOut = add(*view, tr("Zoom &out"), QKeySequence(Qt::CTRL | Qt::Key_Minus));

    nameRegion = add(*view, tr("Name the region …"), QKeySequence(Qt::Key_F2));

    previousPicture = add(*view, tr("Pre&vious picture"), QKeySequence(Qt::Key_PageUp));
    nextPicture = add(*view, tr("&Next picture"), QKeySequence(Qt::Key_PageDown));
    view->addSeparator();
    absolute = add(*view, tr("&Absolute maps"), QKeySequence(Qt::Key_A));
    absolute->setCheckable(true);
    view->addSeparator();
    reducedMotion = add(*view, tr("Reduced &motion"), {});
    reducedMotion->setCheckable(true);

    QMenu* runMenu = bar.addMenu(tr("&Run"));
    run = add(*runMenu, tr("&Run"), QKeySequence(Qt::Key_F5));
    cancel = add(*runMenu, tr("&Cancel"), QKeySequence(Qt::Key_Escape));
    published = add(*runMenu, tr("As &published"), {});
    device = runMenu->addMenu(tr("&Device"));
    device->setObjectName(QStringLiteral("device"));
    precision = runMenu->addMenu(tr("Precisi&on"));
    precision->setObjectName(QStringLiteral("precision"));
    runMenu->addSeparator();
    play = add(*runMenu, tr("&Play or pause"), QKeySequence(Qt::Key_Space), "play");
    previousNode = add(*runMenu, tr("Pre&vious node"), QKeySequence(Qt::Key_Left), "previous");
    nextNode = add(*runMenu, tr("&Next node"), QKeySequence(Qt::Key_Right), "next");
    first = add(*runMenu, tr("Path's &start"), QKeySequence(Qt::Key_Home), "first");
    last = add(*runMenu, tr("Path's &end"), QKeySequence(Qt::Key_End), "last");
    previousChapter =
        add(*runMenu, tr("Previous steep rise"), QKeySequence(Qt::CTRL | Qt::Key_Left));
    nextChapter = add(*runMenu, tr("Next steep rise"), QKeySequence(Qt::CTRL | Qt::Key_Right));

    QMenu* help = bar.addMenu(tr("&Help"));
    keys = add(*help, tr("&Keys"), QKeySequence(QStringLiteral("?")), "info");
    keys->setShortcuts({QKeySequence(QStringLiteral("?")), QKeySequence(Qt::Key_F1)});
    about = add(*help, tr("&About Sigscope"), {});
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
