// What a user sees at the first start: the result that comes with the program.

#include <QImage>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "engine/api/engine.h"
#include "ui/controls/picture_view.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/main_window.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;

namespace {

constexpr int firstStartWait = 120'000;  // ms; on a busy machine what takes one may take many.

/// A window that was never started before, with what ships with the program.
class FirstStart {
public:
    FirstStart() {
        ui::WindowOptions options;
        options.settingsFile = m_folder.filePath("settings.ini").toStdString();
        options.samplesFolder = share() / "samples";
        options.firstResult = share() / "results" / "chelsea.npz";
        ui::settingsOf(options)->setValue("reducedMotion", true);
        m_window.emplace(*m_engine, options);
        m_window->resize(1280, 763);  // 1280 × 800 with a title bar.
        m_window->show();
    }
    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    /// What ships with the program.
    [[nodiscard]] static std::filesystem::path share() { return std::getenv("SIGSCOPE_RESOURCES"); }

    /// Waits until each of the four panes of the path has its picture.
    [[nodiscard]] bool isWhole() {
        return QTest::qWaitFor(
            [this] {
                const ui::PathFrame* frame = m_window->pathPage().panes().shown();
                return frame != nullptr && !frame->point.isNull() && !frame->spectrum.isNull() &&
                       !frame->step.isNull() && !frame->accumulated.isNull();
            },
            firstStartWait);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Engine> m_engine = makeEngine();
    std::optional<ui::MainWindow> m_window;
};

}  // namespace

TEST_CASE("first start: all four panes of the path are filled, and no gradient is taken",
          "[quick]") {
    FirstStart first;
    ui::MainWindow& window = first.window();
    ui::PathPage& page = window.pathPage();
    REQUIRE(first.isWhole());
    CHECK(page.slider().isEnabled());
    CHECK_FALSE(window.session().running());
    CHECK(window.session().run() > 1'000'000'000);  // Of a file: no run was submitted.
    QTest::keyClick(&window, Qt::Key_Home);
    QTest::keyClick(&window, Qt::Key_Right);
    REQUIRE(
        QTest::qWaitFor([&] { return page.panes().shown()->frame.alpha == page.cursor().alpha(); },
                        firstStartWait));
    CHECK(first.isWhole());
}

TEST_CASE("first start: the panel needs no scrolling at 1280 × 800, title bar included",
          "[quick]") {
    FirstStart first;
    REQUIRE(first.isWhole());
    const auto* scroll = first.window().requestPanel().findChild<QScrollArea*>();
    REQUIRE(scroll->isVisible());
    CHECK(scroll->verticalScrollBar()->maximum() == 0);
}

TEST_CASE("first start: the photograph is shown whole, with the frame of what the model sees",
          "[quick]") {
    FirstStart first;
    ui::MainWindow& window = first.window();
    REQUIRE(first.isWhole());
    const Scene& scene = *window.session().result()->scene;
    // 300 pixels of height become 256, of which the middle 224 × 224 are seen; to a pixel of that.
    CHECK(scene.picture.width == 451);
    CHECK(scene.picture.height == 300);
    CHECK(scene.seenRegion.x == Approx((451 - 262.5) / 2).margin(1.2));
    CHECK(scene.seenRegion.y == Approx((300 - 262.5) / 2).margin(1.2));
    CHECK(scene.seenRegion.width == Approx(262.5).margin(1.2));
    CHECK(scene.seenRegion.height == Approx(262.5).margin(1.2));
    // The panel dims what lies outside of the frame: a corner is darker than the photograph's.
    const QImage drawn = window.requestPanel().picture().grab().toImage();
    const double wide = drawn.height() * 451.0 / 300;
    constexpr int inside = 2;
    const QRgb corner = drawn.pixel(static_cast<int>((drawn.width() - wide) / 2) + inside, inside);
    const std::filesystem::path samples = FirstStart::share() / "samples";
    const QImage photograph(QString::fromStdString((samples / "chelsea.png").string()));
    CHECK(qGray(corner) < 0.8 * qGray(photograph.pixel(inside, inside)));
}
