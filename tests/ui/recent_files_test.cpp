#include "ui/window/recent_files.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>

using sigscope::ui::RecentFiles;

namespace {

constexpr const char* key = "recentFiles";

/// A window in a process of its own that opens one file after the other.
pid_t startWindow(const QString& file) {
    const pid_t child = fork();
    if (child != 0) return child;
    QSettings settings(file, QSettings::IniFormat);
    for (int i = 0;; ++i) RecentFiles(settings).add(QStringLiteral("/x/%1.png").arg(i));
}

}  // namespace

TEST_CASE("recent files: what another window has added is kept", "[quick]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    QSettings settings(file, QSettings::IniFormat);
    RecentFiles(settings).add("/x/a.png");
    QFile other(file);
    REQUIRE(other.open(QIODevice::WriteOnly | QIODevice::Truncate));
    other.write("[General]\nrecentFiles=/x/other.png, /x/a.png\n");
    other.close();
    RecentFiles(settings).add("/x/c.png");
    CHECK(settings.value(key).toStringList() ==
          QStringList{"/x/c.png", "/x/other.png", "/x/a.png"});
}

TEST_CASE("recent files: a window that is killed while it writes leaves them whole", "[quick]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    QSettings settings(file, QSettings::IniFormat);
    RecentFiles(settings).add("/x/0.png");
    for (int round = 0; round < 10; ++round) {
        const pid_t child = startWindow(file);
        REQUIRE(child > 0);
        // Killed after a number of observations that differs from round to round.
        for (int i = 0; i <= round; ++i) {
            settings.sync();
            CHECK(settings.status() == QSettings::NoError);
            const QStringList files = settings.value(key).toStringList();
            CHECK_FALSE(files.isEmpty());
            CHECK(std::ranges::all_of(files, [](const QString& one) {
                return one.startsWith("/x/") && one.endsWith(".png");
            }));
        }
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
    }
    RecentFiles(settings).add("/x/last.png");
    CHECK(settings.status() == QSettings::NoError);
    CHECK(settings.value(key).toStringList().first() == "/x/last.png");
}
