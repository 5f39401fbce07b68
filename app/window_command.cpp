#include "app/window_command.h"

#include <QApplication>
#include <QIcon>
#include <QLoggingCategory>
#include <cstdio>
#include <cstdlib>

#include "app/complain.h"
#include "app/decimal_point.h"
#include "app/user_folders.h"
#include "ui/style/theme_follower.h"
#include "ui/window/main_window.h"

namespace sigscope::app {

namespace {

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value != '\0';
}

/// Whether one is named. Without it Qt takes it for a fault.
bool hasDisplay() {
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

/// Where the display that is named can't be reached, Qt ends the program with a page about plugins.
void sayThatNoneIsReached(QtMsgType type, const QMessageLogContext&, const QString&) {
    if (type != QtFatalMsg) return;
    std::_Exit(static_cast<int>(
        complain(ExitStatus::BadInput,
                 "the display for a window (DISPLAY, WAYLAND_DISPLAY or QT_QPA_PLATFORM) cannot be "
                 "reached; `sigscope explain IMAGE` needs none")));
}

}  // namespace

ExitStatus runWindow(Engine& engine, const std::filesystem::path& image,
                     const std::filesystem::path& samples, Arguments arguments) {
    if (!hasDisplay())
        return complain(ExitStatus::BadInput,
                        "there is no display for a window (DISPLAY and WAYLAND_DISPLAY are not "
                        "set); `sigscope explain IMAGE` needs none");
    qInstallMessageHandler(&sayThatNoneIsReached);
    // What is wrong with a picture is said by the engine, in the window: a thumbnail's is noise.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio=false"));
    QApplication application(arguments.count, arguments.values);
    qInstallMessageHandler(nullptr);
    keepDecimalPoint();
    QApplication::setOrganizationName("Sigscope");
    QApplication::setApplicationName("sigscope");
    QApplication::setApplicationDisplayName("Sigscope");
    QApplication::setApplicationVersion(SIGSCOPE_VERSION);
    QApplication::setDesktopFileName("sigscope");
    QApplication::setWindowIcon(QIcon(":/icons/sigscope.svg"));
    (new ui::ThemeFollower(application))->listenToPortal();
    ui::WindowOptions options;
    options.image = image;
    options.samplesFolder = samples;
    options.stateFolder = stateFolder();
    const auto computed = samples.parent_path() / "results" / "chelsea.npz";
    if (std::filesystem::exists(computed)) options.firstResult = computed;
    ui::MainWindow window(engine, std::move(options));
    window.show();
    return QApplication::exec() == 0 ? ExitStatus::Done : ExitStatus::Failed;
}

void leaveWindow(ExitStatus status) {
    std::fflush(nullptr);
    std::quick_exit(static_cast<int>(status));
}

}  // namespace sigscope::app
