// Saves pictures of the real window on a sample, for the README and for looking at:
// screenshot IMAGE SAMPLES OUT.png [light|dark] [ALPHA]

#include <QApplication>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>
#include <iostream>
#include <string>

#include "engine/api/engine.h"
#include "ui/path/frame_worker.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;

namespace {

/// Opens `image` and runs the event loop until it is explained.
void explain(ui::MainWindow& window, const std::filesystem::path& image) {
    QEventLoop loop;
    QObject::connect(&window.session(), &ui::Session::ended, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    window.open(image);
    loop.exec();
}

/// Moves the cursor and runs the event loop until the panes show its frame.
void scrub(ui::MainWindow& window, double alpha) {
    QEventLoop loop;
    QObject::connect(window.pathPage().findChild<ui::FrameWorker*>(), &ui::FrameWorker::frameReady,
                     &loop, [&](const std::shared_ptr<const ui::PathFrame>& frame) {
                         if (frame->frame.alpha == alpha) loop.quit();
                     });
    window.pathPage().cursor().setAlpha(alpha);
    loop.exec();
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc < 4) return 2;
    const bool dark = argc > 4 && argv[4] == std::string("dark");
    const double alpha = argc > 5 ? std::stod(argv[5]) : 1;
    ui::applyTheme(application, dark ? ui::Appearance::Dark : ui::Appearance::Light);
    setResourceFolder(std::filesystem::path(argv[2]).parent_path());
    const auto engine = makeEngine();
    ui::WindowOptions options;
    options.samplesFolder = argv[2];
    options.settingsFile = std::string(argv[3]) + ".settings";
    ui::MainWindow window(*engine, options);
    window.resize(1280, 800);
    window.show();
    if (argv[1] != std::string("-")) {
        explain(window, argv[1]);
        scrub(window, alpha);
    }
    QApplication::processEvents();
    const bool saved = window.grab().save(argv[3]);
    std::filesystem::remove(options.settingsFile);
    if (!saved) std::cerr << argv[3] << ": could not be written\n";
    return saved ? 0 : 1;
}
