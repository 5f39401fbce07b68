#pragma once

#include <QTemporaryDir>
#include <functional>

#include "tests/support/fake_engine.h"
#include "ui/window/main_window.h"

namespace sigscope::test {

/// A window on a fake engine, shown at 1280 × 800, with settings of its own.
class WindowFixture {
public:
    WindowFixture();

    /// Makes and shows the window; the catalogue may be edited before.
    ui::MainWindow& show(ui::WindowOptions options = {});

    /// Lets windows that are made from now on play their first path, as they do unless told not to.
    void allowMotion() { m_reducedMotion = false; }

    /// Shows the window with a sample opened and its run completed.
    ui::MainWindow& showCompleted(ui::WindowOptions options = {});

    /// Lets the newest run start and end, with a trace of `nodes`, until its result is shown.
    void complete(int nodes = 17);

    [[nodiscard]] FakeEngine& engine() { return m_engine; }
    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    /// Lets the event loop run until `condition`; false if it never comes.
    static bool waitFor(const std::function<bool()>& condition);

    /// Lets everything that is queued be handled.
    static void settle();

    /// The α of the frame in the panes; −1 if they are empty.
    [[nodiscard]] double shownAlpha();
    bool waitForFrame(RunId run, double alpha);

    static std::filesystem::path sample(const std::string& name);

private:
    QTemporaryDir m_folder;
    FakeEngine m_engine;
    bool m_reducedMotion = true;
    std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace sigscope::test
