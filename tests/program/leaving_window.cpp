// A window that is left by Ctrl+Q while it computes and saves:
// leaving_window STATE PICTURE MODEL SAVED
// The network does not answer when that happens, and never will.

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTest>

#include "app/window_command.h"
#include "tests/support/test_engines.h"
#include "ui/window/main_window.h"
#include "ui/window/session.h"

using namespace sigscope;

namespace {

app::ExitStatus useAndLeave(testing::HeldEngine& held, char** argv) {
    ui::WindowOptions options;
    options.stateFolder = argv[1];
    options.settingsFile = options.stateFolder / "settings.ini";
    options.model = argv[3];
    options.askSaveFile = [saved = std::filesystem::path(argv[4])](QWidget*,
                                                                   const std::filesystem::path&) {
        return ui::SaveTarget(saved);
    };
    ui::settingsOf(options)->setValue("reducedMotion", true);
    ui::MainWindow window(held.engine(), options);
    window.show();
    QEventLoop loop;
    QObject::connect(&window.session(), &ui::Session::ended, &loop, &QEventLoop::quit);
    window.open(argv[2]);
    loop.exec();
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    window.session().setMethod("held");
    held.waitUntilHeld();
    QMetaObject::invokeMethod(
        &window, [&window] { QTest::keyClick(&window, Qt::Key_Q, Qt::ControlModifier); },
        Qt::QueuedConnection);
    return QApplication::exec() == 0 ? app::ExitStatus::Done : app::ExitStatus::Failed;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    testing::HeldEngine held;
    app::leaveWindow(useAndLeave(held, argv));
}
