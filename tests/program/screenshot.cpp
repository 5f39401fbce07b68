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

/// Runs the event loop until `signal` of `sender` comes.
template <typename Sender, typename Signal>
void waitFor(Sender* sender, Signal signal) {
    QEventLoop loop;
    QObject::connect(sender, signal, &loop, &QEventLoop::quit, Qt::QueuedConnection);
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
        window.open(argv[1]);
        waitFor(&window.session(), &ui::Session::ended);
        window.pathPage().cursor().setAlpha(alpha);
        waitFor(window.pathPage().findChild<ui::FrameWorker*>(), &ui::FrameWorker::frameReady);
    }
    QApplication::processEvents();
    const bool saved = window.grab().save(argv[3]);
    std::filesystem::remove(options.settingsFile);
    if (!saved) std::cerr << argv[3] << ": could not be written\n";
    return saved ? 0 : 1;
}
