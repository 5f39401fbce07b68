// A window to be killed, and one that restores what that left:
// autosaving_window work|restore STATE PICTURE MODEL
// The first computes one result after the other without end and prints "kept" for each that is on
// disk. The second prints "offered N" and "restored N" and ends.

#include <QApplication>
#include <QSettings>
#include <cstdio>
#include <string_view>

#include "engine/api/engine.h"
#include "ui/window/autosave.h"
#include "ui/window/main_window.h"
#include "ui/window/result_log.h"
#include "ui/window/session.h"

using namespace sigscope;

namespace {

void say(const char* word, std::size_t count) {
    std::printf("%s %zu\n", word, count);
    std::fflush(stdout);
}

/// Every result is followed by another question.
void workOn(ui::MainWindow& window, const std::filesystem::path& picture) {
    QObject::connect(&window.autosave(), &ui::Autosave::kept, &window, [] { say("kept", 1); });
    QObject::connect(
        &window.session(), &ui::Session::ended, &window,
        [&window, steps = std::int64_t{8}](const RunEnd&) mutable {
            window.session().setParameter("steps", ++steps);
        },
        Qt::QueuedConnection);
    window.open(picture);
}

void restoreIn(ui::MainWindow& window) {
    const std::size_t offered = window.autosave().offered();
    say("offered", offered);
    QObject::connect(&window.results(), &ui::ResultLog::added, &window, [&window, offered] {
        const std::size_t restored = window.results().results().size();
        if (restored < offered) return;
        say("restored", restored);
        QApplication::quit();
    });
    window.autosave().restore();
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const bool works = std::string_view(argv[1]) == "work";
    ui::WindowOptions options;
    options.stateFolder = argv[2];
    options.settingsFile = options.stateFolder / "settings.ini";
    options.pasteFolder = options.stateFolder / "pasted";
    options.model = argv[4];
    ui::settingsOf(options)->setValue("reducedMotion", true);
    const auto engine = makeEngine();
    ui::MainWindow window(*engine, options);
    window.show();
    if (works)
        workOn(window, argv[3]);
    else
        restoreIn(window);
    return QApplication::exec();
}
