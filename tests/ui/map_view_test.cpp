#include <QComboBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <catch2/catch.hpp>

#include "engine/api/attribution_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/path/scale_popup.h"
#include "ui/render/map_drawing.h"
#include "ui/style/theme.h"
#include "ui/window/path_page.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

const ui::PathFrame& shownFrame(ui::MainWindow& window) {
    return *window.pathPage().panes().shown();
}

ui::PathPane& paneOf(ui::MainWindow& window, int index) {
    return window.pathPage().panes().pane(index);
}

void moveTo(WindowFixture& fixture, double alpha) {
    fixture.window().pathPage().cursor().setAlpha(alpha);
    REQUIRE(fixture.waitForFrame(1, alpha));
}

/// A map of 4 × 4 with one row of −1, one of 2, the rest 0.
Array stripes() {
    Array map(1, 4, 4);
    for (int x = 0; x < 4; ++x) {
        map.at(0, 1, x) = -1;
        map.at(0, 2, x) = 2;
    }
    return map;
}

QImage plainPhotograph(QRgb colour) {
    QImage photograph(4, 4, QImage::Format_RGB32);
    photograph.fill(colour);
    return photograph;
}

ui::MapDisplay viewed(ui::MapView view) {
    ui::MapDisplay display;
    display.view = view;
    return display;
}

/// Nothing is added until α = 0.9, and as much again after it.
class LateTrace final : public PathTrace {
public:
    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_sums; }
    [[nodiscard]] Frame frame(double alpha) const override {
        Frame frame;
        frame.alpha = alpha;
        frame.step = Array(3, 1, 1);
        frame.step.values[0] = alpha < 0.9 ? 0.6F / 0.9F : 0.5F / 0.1F;
        frame.accumulated = frame.step;
        return frame;
    }
    [[nodiscard]] float spectrumMaximum() const override { return 0; }
    [[nodiscard]] std::int64_t bytes() const override { return 0; }

private:
    std::vector<PathNode> m_nodes{{0, 0}, {0.9, 0.6}, {1, 1.1}};
    std::vector<double> m_sums{0, 0.6, 1.1};
};

}  // namespace

TEST_CASE("panes: words stand above the pictures and symbols below", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    moveTo(fixture, 0.5);
    const char* titles[] = {"The picture", "Its spectrum", "Added here", "Map so far"};
    const char* values[] = {"x(α), α 0.500", "0 … Nyquist", "dA/dα, α 0.500 – 0.56", "ΣA"};
    for (int index = 0; index < 4; ++index) {
        CHECK(paneOf(window, index).title().toStdString() == titles[index]);
        CHECK(paneOf(window, index).value().startsWith(QString::fromUtf8(values[index])));
    }
}

TEST_CASE("path scales: what is added here is scaled by the fastest step, not the largest",
          "[quick]") {
    CHECK(ui::scalesOf(LateTrace()).step == Approx(5));
}

TEST_CASE("panes: a moment's own scale is chosen, applied and said", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    moveTo(fixture, 1.0 / 32);  // Little is added.
    const double fixed = shownFrame(window).scales.step;
    CHECK(paneOf(window, 2).picture().tag().isEmpty());
    auto* own = window.findChild<QToolButton*>("ownScale");
    QTest::mouseClick(own, Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor(
        [&] { return shownFrame(window).display.stepScale == ui::StepScale::Moment; }));
    const double moment = magnitudeQuantile(shownFrame(window).stepMap, 0.995);
    CHECK(shownFrame(window).scales.step == moment);
    CHECK(moment < fixed);
    CHECK(paneOf(window, 2).bar().high() == moment);
    CHECK(paneOf(window, 2).picture().tag() == "this moment's scale");
    CHECK(paneOf(window, 3).picture().tag().isEmpty());
    QTest::mouseClick(own, Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return shownFrame(window).scales.step == fixed; }));
}

TEST_CASE("panes: the whole map shows faintly under the map so far, or not", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    CHECK(paneOf(window, 3).picture().ghost().isNull());  // It is whole.
    moveTo(fixture, 0.25);
    CHECK(paneOf(window, 3).picture().ghost() == shownFrame(window).scales.whole);
    CHECK_FALSE(shownFrame(window).scales.whole.isNull());
    const QImage with = paneOf(window, 3).picture().grab().toImage();
    const QImage copied = window.pathPage().panes().accumulatedImage();
    QTest::mouseClick(window.findChild<QToolButton*>("ghost"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return paneOf(window, 3).picture().ghost().isNull(); }));
    CHECK(paneOf(window, 3).picture().grab().toImage() != with);
    // What is copied never had one.
    CHECK(window.pathPage().panes().accumulatedImage() == copied);
}

TEST_CASE("panes: the spectrum has a zoom of its own and tells frequencies", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    ui::PicturePane& spectrum = panes.pane(1).picture();
    const auto tells = [&](QPointF frequency) {
        const QPointF position = panes.spectrumTransform().toView(frequency);
        QTest::mouseMove(&spectrum, position.toPoint());
        WindowFixture::settle();
        return window.statusLine().pixelText();
    };
    // 32 × 32, frequency 0 at (16, 16).
    CHECK(tells({20.5, 16.5}).startsWith("0.125 cycles per pixel, 0°   spectrum "));
    CHECK(tells({16.5, 12.5}).startsWith("0.125 cycles per pixel, 90°   spectrum "));
    CHECK(tells({12.5, 12.5}).startsWith("0.177 cycles per pixel, 135°   spectrum "));
    const double scale = panes.transform().scale();
    const QPointF middle = spectrum.rect().center();
    QWheelEvent wheel(middle, spectrum.mapToGlobal(middle), {}, {0, 240}, {}, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&spectrum, &wheel);
    CHECK(panes.spectrumTransform().scale() == Approx(2 * scale));
    CHECK(panes.transform().scale() == scale);
    QTest::keyClick(&window, Qt::Key_F);
    CHECK(panes.spectrumTransform().fitted());
}

TEST_CASE("map view: colours lie over the grey photograph by their magnitude", "[quick]") {
    ui::MapDisplay display = viewed(ui::MapView::OverPhotograph);
    display.opacity = 0.5;
    const ui::ColourMap colours = ui::ColourMap::BlueWhiteRed;
    const QImage drawn =
        ui::drawMap(stripes(), colours, 2, display, plainPhotograph(qRgb(100, 100, 100)));
    CHECK(drawn.pixel(0, 0) == qRgb(100, 100, 100));
    const QRgb red = ui::colourAt(colours, 1);
    CHECK(qRed(drawn.pixel(0, 2)) == Approx((100 + qRed(red)) / 2.0).margin(0.51));
    CHECK(qBlue(drawn.pixel(0, 2)) == Approx((100 + qBlue(red)) / 2.0).margin(0.51));
}

TEST_CASE("map view: mask and outline keep the top share", "[quick]") {
    const QRgb orange = qRgb(200, 100, 50);
    ui::MapDisplay display = viewed(ui::MapView::Mask);
    display.topShare = 0.25;
    const ui::ColourMap colours = ui::ColourMap::BlueWhiteRed;
    const QImage mask = ui::drawMap(stripes(), colours, 2, display, plainPhotograph(orange));
    CHECK(mask.pixel(1, 2) == orange);
    CHECK(mask.pixel(1, 1) == qRgb(40, 20, 10));
    display.view = ui::MapView::Contour;
    display.topShare = 0.6;
    Array block(1, 4, 4);
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 3; ++x) block.at(0, y, x) = 1;
    const QImage outline =
        ui::drawMap(block, colours, 1, display, plainPhotograph(qRgb(80, 80, 80)));
    CHECK(outline.pixel(1, 1) == qRgb(80, 80, 80));  // Inside.
    CHECK(outline.pixel(3, 3) == qRgb(80, 80, 80));  // Outside.
    for (const QPoint edge : {QPoint(0, 0), QPoint(2, 2), QPoint(1, 2)})
        CHECK(outline.pixel(edge) != qRgb(80, 80, 80));
}

TEST_CASE("map view: smoothing keeps the sum inside and is said on the map", "[quick]") {
    Array spike(3, 9, 9);
    spike.at(1, 4, 4) = 1;
    ui::MapDisplay display;
    display.smoothing = 1;
    const Array smooth = ui::displayedMap(spike, display);
    CHECK(sum(smooth) == Approx(1).epsilon(1e-5));
    CHECK(smooth.at(0, 4, 4) == Approx(0.159).epsilon(0.02));  // 1/(2πσ²)

    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    display.smoothing = 2;
    window.pathPage().setDisplay(display);
    const QString said = QString::fromUtf8("smoothed, σ 2.0 px");
    REQUIRE(WindowFixture::waitFor([&] { return paneOf(window, 3).picture().tag() == said; }));
    CHECK(paneOf(window, 2).picture().tag() == said);
}

TEST_CASE("map view: the popup of the scale chooses it", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::mouseClick(&paneOf(window, 3).bar(), Qt::LeftButton, {}, QPoint(20, 4));
    QWidget* popup = QApplication::activePopupWidget();
    REQUIRE(popup);
    auto* view = popup->findChild<QComboBox*>("view");
    auto* opacity = popup->findChild<QWidget*>("opacity");
    CHECK_FALSE(opacity->isEnabled());
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    CHECK(opacity->isEnabled());
    REQUIRE(WindowFixture::waitFor(
        [&] { return shownFrame(window).display.view == ui::MapView::OverPhotograph; }));
    QTest::keyClick(view, Qt::Key_Down);
    REQUIRE(
        WindowFixture::waitFor([&] { return paneOf(window, 3).picture().tag() == "top 10 %"; }));
    popup->close();
}

TEST_CASE("map view: the dark theme takes the dark diverging map", "[quick]") {
    const struct LightAfterwards {
        ~LightAfterwards() { ui::applyTheme(*qApp, ui::Appearance::Light); }
    } after;
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    CHECK(paneOf(window, 3).bar().map() == ui::ColourMap::BlueWhiteRed);
    ui::applyTheme(*qApp, ui::Appearance::Dark);
    REQUIRE(WindowFixture::waitFor(
        [&] { return paneOf(window, 3).bar().map() == ui::ColourMap::BlueBlackRed; }));
    CHECK(paneOf(window, 3).bar().low() == -paneOf(window, 3).bar().high());
}
