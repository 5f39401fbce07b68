#pragma once

#include <QMainWindow>
#include <memory>

#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"
#include "ui/window/window_options.h"

class QSettings;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace sigscope::ui {

class ComparePage;
class FileCommands;
class MessageBar;
class ModelChooser;
class PathPage;
class RequestPanel;
class Restorer;
class Session;
class StatusLine;
class WindowActions;

/// The window: it puts the parts together and connects them to the session; it computes nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `engine` outlives the window.
    explicit MainWindow(Engine& engine, WindowOptions options = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A picture is explained; a result is shown as far as its file holds it, and nothing runs yet.
    void open(const std::filesystem::path& file);

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] PathPage& pathPage() { return *m_page; }
    [[nodiscard]] ComparePage& comparePage() { return *m_compare; }
    [[nodiscard]] RequestPanel& requestPanel() { return *m_panel; }
    [[nodiscard]] StatusLine& statusLine() { return *m_status; }
    [[nodiscard]] MessageBar& messageBar() { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void assemble();
    /// The tabs over the views of one picture.
    QWidget* makeViews();
    QWidget* makeModelButton();
    /// As large as it was last time, but never larger than the screen.
    void takeFirstSize();
    /// What the request's method has and what not shows at once.
    void showRequest();
    void connectPanel();
    void connectSession();
    void connectActions();
    void obeyFold();
    /// All numbers that are shown, in lines.
    [[nodiscard]] QString numbersText() const;
    void showSubmitted(bool sameScene);
    void showReading();
    void showRefused(const std::string& error);
    void showRestored();
    void showClosed();
    /// Whatever is remembered of the view belongs to another picture.
    void showPicture(const std::filesystem::path& image);
    void showStarted(const Plan& plan, std::shared_ptr<const Scene> scene);
    /// Nothing while none is loaded.
    void nameModel(const QString& name);
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
    QTabBar* m_tabs;
    StatusLine* m_status;
    MessageBar* m_messages;
    FileCommands* m_files;
    Restorer* m_restorer;
    ModelChooser* m_chooser;
    QStackedWidget* m_stack;
    QToolButton* m_model;
};

}  // namespace sigscope::ui
