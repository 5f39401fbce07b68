// The program as a process that is killed: what it leaves behind.

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;

namespace {

/// Tells of the first file that comes into being in a folder.
class FolderWatch {
public:
    explicit FolderWatch(const QString& folder) : m_descriptor(inotify_init1(IN_CLOEXEC)) {
        REQUIRE(inotify_add_watch(m_descriptor, folder.toLocal8Bit().constData(),
                                  IN_CREATE | IN_MOVED_TO) >= 0);
    }
    ~FolderWatch() { close(m_descriptor); }
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    void wait() const {
        constexpr int limit = 600'000;  // ms, for what hangs.
        pollfd descriptor{m_descriptor, POLLIN, 0};
        REQUIRE(poll(&descriptor, 1, limit) == 1);
    }

private:
    int m_descriptor;
};

QStringList filesIn(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

bool isWhole(const QString& file) {
    const QByteArray bytes = bytesOf(file);
    if (file.endsWith(".svg")) return bytes.trimmed().endsWith("</svg>");
    if (file.endsWith(".pdf")) return bytes.trimmed().endsWith("%%EOF");
    if (file.endsWith(".png")) return bytes.right(8).startsWith("IEND");
    return runPython("import sys, numpy as np\nwith np.load(sys.argv[1]) as z: [z[k] for k in z]",
                     {file})
               .status == 0;
}

}  // namespace

TEST_CASE(
    "cli: killed outright while it writes its results, each is whole or absent, and the next run "
    "clears up") {
    const QStringList names{"a.npz", "b.svg", "c.pdf", "d.png"};
    const QTemporaryDir folder;
    QStringList arguments{"explain", photograph,
                          "--model", SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                          "--steps", "9"};
    for (const QString& name : names) arguments << "-o" << folder.filePath(name);
    const FolderWatch watch(folder.path());
    QProcess program;
    program.start(SIGSCOPE_PROGRAM, arguments);
    watch.wait();
    program.kill();
    REQUIRE(program.waitForFinished(-1));
    for (const QString& name : names) {
        INFO(name.toStdString());
        CHECK((!QFile::exists(folder.filePath(name)) || isWhole(folder.filePath(name))));
    }
    // Where the file system knows no files without a name, a draft was left.
    program.start(SIGSCOPE_PROGRAM, arguments);
    REQUIRE(program.waitForFinished(-1));
    CHECK(program.exitCode() == 0);
    CHECK(filesIn(folder) == names);
}

TEST_CASE("cli: killed outright while it computes, it leaves nothing behind") {
    const QTemporaryDir folder;
    REQUIRE(QFile::copy(photograph, folder.filePath("cat.png")));
    // The kernel kills it after a second of computing, which is less than it has to do.
    const Ended ended = runShell(
        "cd \"$1\"; ulimit -t 1; exec \"$0\" explain cat.png --steps "
        "100000 -o map.npz -o map.png",
        {SIGSCOPE_PROGRAM, folder.path()});
    CHECK(ended.status != 0);
    CHECK(filesIn(folder) == QStringList{"cat.png"});
}
