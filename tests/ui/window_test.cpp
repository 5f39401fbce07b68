#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/gate_chart.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/charts/strength_chart.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/recent_files.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

class PaintCounter : public QObject {
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) ++paints;
        return false;
    }
    int paints = 0;
};

}  // namespace

TEST_CASE("window: opens the picture it is given", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    options.model = "my_model.pth";
    fixture.show(options);
    REQUIRE(fixture.engine().newest() == 1);
    CHECK(fixture.engine().runs()[0].request.image == options.image);
    CHECK(fixture.engine().runs()[0].request.model == "my_model.pth");
}

TEST_CASE("window: opens by Ctrl+O", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    std::filesystem::path answer;
    options.askOpenFile = [&answer](QWidget*) { return answer; };
    ui::MainWindow& window = fixture.show(options);
    QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
    CHECK(fixture.engine().runs().empty());  // They changed their mind.
    answer = WindowFixture::sample("coffee.png");
    QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
    REQUIRE(fixture.engine().newest() == 1);
    CHECK(fixture.engine().runs()[0].request.image == answer);
    CHECK(window.windowTitle().contains("coffee.png"));
}

TEST_CASE("window: opens what is dropped", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(
        QString::fromStdString(WindowFixture::sample("rocket.jpg").string()))});
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drop);
    REQUIRE(fixture.engine().newest() == 1);
    CHECK(fixture.engine().runs()[0].request.image == WindowFixture::sample("rocket.jpg"));
}

TEST_CASE("window: the empty state offers the samples", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.samplesFolder = SIGSCOPE_SAMPLES;
    ui::MainWindow& window = fixture.show(options);
    auto* coffee = window.findChild<QToolButton*>("coffee");
    REQUIRE(coffee);
    CHECK(coffee->isVisible());
    QTest::mouseClick(coffee, Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 1);
    CHECK(fixture.engine().runs()[0].request.image == WindowFixture::sample("coffee.png"));
    CHECK_FALSE(coffee->isVisible());
    QTest::keyClick(&window, Qt::Key_W, Qt::ControlModifier);
    CHECK(coffee->isVisible());
}

TEST_CASE("window: remembers the pictures opened last", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    const auto newest = [&fixture] {
        QSettings settings(QString::fromStdString((fixture.folder() / "settings.ini").string()),
                           QSettings::IniFormat);
        const QStringList files = ui::RecentFiles(settings).files();
        return files.isEmpty() ? QString() : files[0];
    };
    for (const char* picture : {"chelsea.png", "coffee.png", "chelsea.png"}) {
        window.open(WindowFixture::sample(picture));
        fixture.engine().deliverStarted(fixture.engine().newest());
        REQUIRE(WindowFixture::waitFor([&] { return newest().endsWith(picture); }));
    }
    QSettings settings(QString::fromStdString((fixture.folder() / "settings.ini").string()),
                       QSettings::IniFormat);
    window.close();
    settings.sync();
    const QStringList files = ui::RecentFiles(settings).files();
    REQUIRE(files.size() == 2);
    CHECK(files[0].endsWith("chelsea.png"));
    CHECK(files[1].endsWith("coffee.png"));
    CHECK(settings.contains("geometry"));
}

TEST_CASE("window: everything is inside at 1280 × 800 and at 1024 × 700", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto inside = [&window](const QWidget& widget) {
        const QRect area(widget.mapTo(&window, QPoint(0, 0)), widget.size());
        return widget.isVisible() && window.rect().contains(area);
    };
    for (const QSize size : {QSize(1280, 800), QSize(1024, 700)}) {
        window.resize(size);
        WindowFixture::settle();
        REQUIRE(window.size() == size);  // No minimum size stands in the way.
        ui::PathPage& page = window.pathPage();
        for (const char* name : {"run", "cancel", "overlap", "more", "play", "loop"})
            CHECK(inside(*window.findChild<QWidget*>(name)));
        for (int index = 0; index < 4; ++index) CHECK(inside(page.panes().pane(index).picture()));
        CHECK(inside(page.chart()));
        CHECK(inside(page.sideCharts().gates()));
        CHECK(inside(page.sideCharts().strengths()));
        CHECK(page.chart().height() >= 200);
        CHECK(page.sideCharts().gates().plotRect().height() >= 60);
        CHECK(page.chart().plotRect().width() >= 200);
        // Chart and card stand side by side, scrubber and transport below them.
        CHECK(page.chart().geometry().right() < page.sideCharts().geometry().left());
        CHECK(page.slider().geometry().top() > page.chart().geometry().bottom());
    }
}

TEST_CASE("window: the scrubber's track lies under the chart's plot from the first", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    ui::PathPage& page = fixture.show(options).pathPage();
    const auto aligned = [&page] {
        const QRectF plot = page.chart().plotRect();
        return page.slider().positionOf(0) == plot.left() &&
               page.slider().positionOf(1) == plot.right() && plot.width() > 400;
    };
    CHECK(aligned());
    fixture.window().resize(1500, 900);
    WindowFixture::settle();
    CHECK(aligned());
}

TEST_CASE("window: handles input and paints while the engine says nothing", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    WindowFixture::settle();
    ui::AlphaSlider& slider = window.pathPage().slider();
    PaintCounter painted(slider);
    const double halfPixel = 0.501 / (slider.positionOf(1) - slider.positionOf(0));
    for (int event = 0; event < 50; ++event) {
        const double alpha = event / 50.0;
        QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(qRound(slider.positionOf(alpha)), 8));
        CHECK(window.pathPage().cursor().alpha() == Approx(alpha).margin(halfPixel));
        QTest::keyClick(&window, event % 2 ? Qt::Key_Home : Qt::Key_End);
        CHECK(window.pathPage().cursor().alpha() == (event % 2 ? 0 : 1));
        WindowFixture::settle();
    }
    CHECK(painted.paints >= 50);
    CHECK_FALSE(window.grab().isNull());
    CHECK(window.session().running());
}
