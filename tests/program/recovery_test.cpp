// The window as a process that is killed while it computes.

#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

constexpr int longestWait = 900'000;  // ms; for what hangs.

QStringList argumentsOf(const char* work, const QTemporaryDir& state) {
    const ExplainRequest request = tinyRequest();
    return {work, state.path(), QString::fromStdString(request.image.string()),
            QString::fromStdString(request.model)};
}

/// Results that a window said it had kept when it was killed, as soon as there were `enough`.
int keptUntilKilled(const QTemporaryDir& state, int enough) {
    QProcess window;
    window.start(SIGSCOPE_AUTOSAVING_WINDOW, argumentsOf("work", state));
    QByteArray said;
    while (said.count("kept") < enough) {
        REQUIRE(window.waitForReadyRead(longestWait));
        said += window.readAllStandardOutput();
    }
    window.kill();
    REQUIRE(window.waitForFinished(longestWait));
    said += window.readAllStandardOutput();
    return static_cast<int>(said.count("kept"));
}

/// The number after `word` in what a window says.
int numberAfter(const QByteArray& said, const QByteArray& word) {
    const qsizetype begin = said.indexOf(word);
    if (begin < 0) return -1;
    const qsizetype number = begin + word.size() + 1;
    return said.mid(number, said.indexOf('\n', number) - number).toInt();
}

}  // namespace

TEST_CASE("recovery: killed 20 times while it computes, all that was kept is offered back, whole") {
    for (int round = 0; round < 20; ++round) {
        INFO("round " << round);
        const QTemporaryDir state;
        const int kept = keptUntilKilled(state, 1 + round % 4);
        QProcess window;
        window.start(SIGSCOPE_AUTOSAVING_WINDOW, argumentsOf("restore", state));
        REQUIRE(window.waitForFinished(longestWait));
        const QByteArray said = window.readAllStandardOutput();
        CHECK(window.exitStatus() == QProcess::NormalExit);
        CHECK(numberAfter(said, "offered") >= kept);
        CHECK(numberAfter(said, "restored") == numberAfter(said, "offered"));
    }
}
