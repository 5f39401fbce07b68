#pragma once

#include <QMainWindow>
#include <memory>

#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"
#include "ui/window/window_options.h"

class QLabel;
class QMenu;
class QSettings;
class QStackedWidget;

namespace sigscope::ui {

class FileCommands;
class MessageBar;
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
    [[nodiscard]] RequestPanel& requestPanel() { return *m_panel; }
    [[nodiscard]] StatusLine& statusLine() { return *m_status; }
    [[nodiscard]] MessageBar& messageBar() { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void assemble();
    void connectPanel();
    void connectSession();
    void connectActions();
    void showSubmitted(bool sameScene);
    void showReading();
    void showRefused(const std::string& error);
    void showRestored();
    void showClosed();
    /// Whatever is remembered of the view belongs to another picture.
    void showPicture(const std::filesystem::path& image);
    void showStarted(const Plan& plan, std::shared_ptr<const Scene> scene);
    void showEnd(const RunEnd& end);

    WindowOptions m_options;
    std::filesystem::path m_picture;  ///< That is shown.
    std::unique_ptr<QSettings> m_settings;
    Session* m_session;
    WindowActions* m_actions;
    RequestPanel* m_panel;
    PathPage* m_page;
    StatusLine* m_status;
    MessageBar* m_messages;
    FileCommands* m_files;
    Restorer* m_restorer;
    QStackedWidget* m_stack;
    QLabel* m_model;
};

}  // namespace sigscope::ui
