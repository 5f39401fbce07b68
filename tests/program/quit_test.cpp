// The window as a process that is left while it computes.

#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("quit: Ctrl+Q during a run waits for what is being saved and for no gradient") {
    const QTemporaryDir state;
    const ExplainRequest request = tinyRequest();
    const QString saved = state.filePath("map.npz");
    QProcess window;
    window.start(SIGSCOPE_LEAVING_WINDOW,
                 {state.path(), QString::fromStdString(request.image.string()),
                  QString::fromStdString(request.model), saved});
    // The gradient never comes: who waits for it hangs.
    constexpr int patience = 120'000;  // ms
    REQUIRE(window.waitForFinished(patience));
    CHECK(window.exitStatus() == QProcess::NormalExit);
    CHECK(window.exitCode() == 0);
    const auto result = readResult(saved.toStdString());
    REQUIRE(result.ok());
    CHECK(result.value() != nullptr);
}
