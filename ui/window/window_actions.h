#pragma once

#include <QObject>
#include <filesystem>

class QAction;
class QMenu;
class QMenuBar;

namespace sigscope::ui {

class Session;

/// The menus and what is in them. They say what was asked for; the window does it.
class WindowActions : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMenuBar& bar, QObject* parent = nullptr);

    /// Enables what makes sense as the session stands, from now on. `session` outlives this.
    void follow(const Session& session);

    /// Fills the menu of pictures opened lately.
    void listRecent(const QStringList& files);

    QAction* open;
    QMenu* recent;
    QMenu* models;  ///< Filled by who knows them.
    QAction* openModel;
    QAction* save;
    QAction* exportFigure;  ///< Enabled by who has one.
    QAction* animate;
    QAction* saveSession;
    QAction* close;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* paste;
    QAction* copyMap;
    QAction* copyCommand;
    QAction* copyPython;
    QAction* copyNumbers;
    QAction* pathView;
    QAction* compareView;
    QAction* evaluateView;
    QAction* figureView;
    QAction* palette;
    QAction* foldPanel;        ///< Can be checked.
    QAction* previousPicture;  ///< Of the filmstrip; likewise the next.
    QAction* nextPicture;
    QAction* fit;
    QAction* actualSize;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* nameRegion;
    QAction* absolute;  ///< Can be checked: maps of |A| rather than signed ones.
    QAction* run;
    QAction* cancel;
    QAction* published;
    QMenu* device;
    QMenu* precision;
    QAction* play;
    QAction* previousNode;
    QAction* nextNode;
    QAction* first;
    QAction* last;
    QAction* previousChapter;
    QAction* nextChapter;
    QAction* reducedMotion;  ///< Can be checked: nothing plays by itself.
    QAction* keys;
    QAction* about;

Q_SIGNALS:
    void recentChosen(const std::filesystem::path& file);

private:
    void addFileActions(QMenu& menu);
    void addEditActions(QMenu& menu);
    void addViewActions(QMenu& menu);
    void addRunActions(QMenu& menu);
    void addHelpActions(QMenu& menu);
    void enableFor(const Session& session);
};

}  // namespace sigscope::ui
