// What a user sees at the first start: the result that comes with the program.

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "engine/api/engine.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;

TEST_CASE("first start: all four panes of the path are filled, and no gradient is taken",
          "[quick]") {
    const std::filesystem::path share = std::getenv("SIGSCOPE_RESOURCES");
    const auto engine = makeEngine();
    const QTemporaryDir folder;
    ui::WindowOptions options;
    options.settingsFile = folder.filePath("settings.ini").toStdString();
    options.samplesFolder = share / "samples";
    options.firstResult = share / "results" / "chelsea.npz";
    ui::settingsOf(options)->setValue("reducedMotion", true);
    ui::MainWindow window(*engine, options);
    window.resize(1280, 800);
    window.show();
    ui::PathPage& page = window.pathPage();
    const auto isWhole = [&page] {
        const ui::PathFrame* frame = page.panes().shown();
        return frame != nullptr && !frame->point.isNull() && !frame->spectrum.isNull() &&
               !frame->step.isNull() && !frame->accumulated.isNull();
    };
    constexpr int patience = 120'000;  // ms; on a busy machine what takes one may take many.
    REQUIRE(QTest::qWaitFor(isWhole, patience));
    CHECK(page.slider().isEnabled());
    CHECK(window.session().run() > 1'000'000'000);  // Of a file: no run was submitted.
    CHECK_FALSE(window.session().running());
    QTest::keyClick(&window, Qt::Key_Home);
    QTest::keyClick(&window, Qt::Key_Right);
    REQUIRE(QTest::qWaitFor(
        [&] { return page.panes().shown()->frame.alpha == page.cursor().alpha(); }, patience));
    CHECK(isWhole());
}
