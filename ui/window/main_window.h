#pragma once

#include <QMainWindow>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"
#include "ui/window/window_options.h"

class QSettings;
class QStackedWidget;

namespace sigscope::ui {

class Autosave;
class ComparePage;
class FigureEditor;
class EvaluatePage;
class FileCommands;
class Filmstrip;
class MessageBar;
class ModelChooser;
class PanelEdits;
class PathPage;
class RequestPanel;
class Restorer;
class ResultLog;
class Session;
class SessionFiles;
class StatusLine;
class StripCommands;
class ViewTabs;
class WindowActions;

/// The window: it puts the parts together and connects them to the session; it computes nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `engine` outlives the window.
    explicit MainWindow(Engine& engine, WindowOptions options = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A picture is explained; a result or a session is shown as far as its file holds it, and
    /// nothing runs yet.
    /// A folder is opened as the several pictures in it.
    void open(const std::filesystem::path& file);

    /// Files, and the pictures in folders: the first is opened, all are in the filmstrip.
    void openSeveral(const std::vector<std::filesystem::path>& places);

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] PathPage& pathPage() { return *m_page; }
    [[nodiscard]] ComparePage& comparePage() { return *m_compare; }
    [[nodiscard]] FigureEditor& figureEditor() { return *m_figure; }
    [[nodiscard]] EvaluatePage& evaluatePage() { return *m_evaluate; }
    [[nodiscard]] RequestPanel& requestPanel() { return *m_panel; }
    [[nodiscard]] StatusLine& statusLine() { return *m_status; }
    [[nodiscard]] MessageBar& messageBar() { return *m_messages; }
    [[nodiscard]] ResultLog& results() { return *m_log; }
    [[nodiscard]] Filmstrip& filmstrip() { return *m_strip; }
    [[nodiscard]] Autosave& autosave() { return *m_autosave; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void assemble();
    void connectViews();
    void connectSession();
    void connectActions();
    /// Those that are as they were left last time.
    void keepSwitches();
    void makePalette();
    void connectStrip();

    /// A figure that carries its contents is shown in its view, which makes its request known too.
    [[nodiscard]] bool openFigure(const std::filesystem::path& file);
    /// Gives the Evaluate view what there is to be measured, while it is seen.
    void offerMaps();
    /// All numbers that are shown, in lines.
    [[nodiscard]] QString numbersText() const;

    /// What the request's method has and what not shows at once.
    void showRequest();
    /// A result that ships with the program; says so.
    void openExample(const std::filesystem::path& file);
    /// Whatever is remembered of the view belongs to another picture.
    void showPicture(const std::filesystem::path& image);
    /// The panel and the views, in place of the empty state.
    void showWork();
    void showSubmitted();
    void showRefused(const std::string& error);
    void showRestored();
    void showClosed();
    void showStarted(const Plan& plan, const std::shared_ptr<const Scene>& scene);
    /// The run waits for a click.
    void showAsking(double seconds);
    void showEnd(const RunEnd& end);

    Engine& m_engine;
    WindowOptions m_options;
    std::filesystem::path m_picture;  ///< That is shown.
    std::unique_ptr<QSettings> m_settings;
    Session* m_session;
    WindowActions* m_actions;
    RequestPanel* m_panel;
    PathPage* m_page;
    ComparePage* m_compare;
    FigureEditor* m_figure;
    EvaluatePage* m_evaluate;
    StatusLine* m_status;
    MessageBar* m_messages;
    FileCommands* m_files;
    Restorer* m_restorer;
    ResultLog* m_log;
    SessionFiles* m_sessions;
    ModelChooser* m_chooser;
    Autosave* m_autosave = nullptr;
    Filmstrip* m_strip;
    ViewTabs* m_views;
    QStackedWidget* m_stack;  ///< The empty page, or the views beside the panel.
    PanelEdits* m_edits = nullptr;
    StripCommands* m_strips = nullptr;
};

}  // namespace sigscope::ui
