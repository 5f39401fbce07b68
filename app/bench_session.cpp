#include "app/bench_session.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTabBar>
#include <QTemporaryDir>

#include "engine/api/session_file.h"
#include "ui/render/frame_worker.h"
#include "ui/window/main_window.h"
#include "ui/window/session.h"
#include "ui/window/session_files.h"

namespace sigscope::app {

namespace {

SessionContent contentOf(const std::vector<ComparisonColumn>& results) {
    SessionContent content;
    for (const ComparisonColumn& result : results) {
        content.compared.push_back({content.results.size(), result.title});
        content.results.push_back(result.explanation);
        content.folders.push_back(result.request.image.parent_path());
    }
    content.shown = 0;
    return content;
}

/// Opens `file` in `window` and returns once the Path view has its frame; why it could not be read
/// otherwise.
std::string openUntilShown(ui::MainWindow& window, const std::filesystem::path& file) {
    QEventLoop loop;
    std::string error;
    bool isOpen = false;
    QObject::connect(window.findChild<ui::SessionFiles*>(), &ui::SessionFiles::opened, &loop,
                     [&](const ui::OpenedSession& opened) {
                         isOpen = true;
                         error = opened.error;
                         if (!error.empty()) loop.quit();
                     });
    // Frames of what is opened come after it was read.
    QObject::connect(window.findChild<ui::FrameWorker*>(), &ui::FrameWorker::frameReady, &loop,
                     [&] {
                         if (isOpen) loop.quit();
                     });
    window.open(file);
    loop.exec();
    return error;
}

}  // namespace

Outcome<double> sessionOpeningTime(Engine& engine, const std::vector<ComparisonColumn>& results) {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("ten.sigscope").toStdString();
    if (const Outcome<Done> written = writeSession(file, contentOf(results)); !written)
        return Failure{written.error()};
    ui::WindowOptions options;
    options.settingsFile = folder.filePath("settings.ini").toStdString();
    options.pasteFolder = folder.path().toStdString();
    ui::MainWindow window(engine, std::move(options));
    window.resize(1280, 800);
    window.show();
    QApplication::processEvents();
    QElapsedTimer clock;
    clock.start();
    if (const std::string error = openUntilShown(window, file); !error.empty())
        return Failure{error};
    QApplication::processEvents();
    window.findChild<QTabBar*>()->setCurrentIndex(1);  // The cards, too.
    QApplication::processEvents();
    return clock.nsecsElapsed() / 1e6;
}

}  // namespace sigscope::app
