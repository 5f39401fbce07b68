// Scrubbing over cards: what is shown of each moment, and that nothing else is done for it.

#include <QEvent>
#include <QPainter>
#include <QTest>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/ui/compare_fixture.h"
#include "ui/compare/card_map.h"
#include "ui/render/comparison_maps.h"

using namespace sigscope;
using sigscope::test::ComparedFixture;
using sigscope::test::WindowFixture;

namespace {

/// Counts how often a part of `root` is laid out anew.
class LayoutCount final : public QObject {
public:
    explicit LayoutCount(QWidget& root) : m_root(root) { qApp->installEventFilter(this); }
    [[nodiscard]] int count() const { return m_count; }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::LayoutRequest) return false;
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget == &m_root || m_root.isAncestorOf(widget)) ++m_count;
        return false;
    }

private:
    QWidget& m_root;
    int m_count = 0;
};

/// A ground of one colour, on which a map of a card lies.
class Ground final : public QWidget {
public:
    static constexpr QRgb colour = qRgb(10, 200, 30);

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), QColor(colour)); }
};

QImage plainPicture(const QSize& size) {
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    return picture;
}

}  // namespace

TEST_CASE("compare: at each moment of a scrub a card has its path's map in the whole one's colours",
          "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    std::vector<Array> attributions;
    for (std::size_t i = 0; i < 3; ++i)
        attributions.push_back(fixture.column(i).column.explanation->attribution);
    const ui::ComparisonView view = fixture.page().view();
    const ui::ComparisonMaps whole = ui::comparisonMaps(attributions, view);
    for (const double share : {0.25, 0.6, 0.35}) {
        fixture.page().setShare(share);
        for (const std::size_t i : {0, 1}) {
            const Array accumulated =
                fixture.column(i).column.explanation->trace->frame(share).accumulated;
            const QImage expected =
                ui::comparisonPicture(ui::reducedFor(accumulated, view), whole.limits[i], view, {});
            // Pixel by pixel.
            CHECK(WindowFixture::waitFor([&] { return fixture.card(i).map() == expected; }));
        }
        CHECK(fixture.card(2).map() ==
              ui::comparisonPicture(whole.maps[2], whole.limits[2], view, {}));
    }
}

TEST_CASE("compare: a scrub over the cards lays nothing out anew", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    fixture.waitForCorrelations();
    WindowFixture::settle();
    const LayoutCount layouts(fixture.page());
    for (const double share : {0.25, 0.5, 0.75}) {
        const QImage before = fixture.card(0).map();
        fixture.page().setShare(share);
        REQUIRE(WindowFixture::waitFor([&] { return fixture.card(0).map() != before; }));
        WindowFixture::settle();
    }
    CHECK(layouts.count() == 0);
}

TEST_CASE("compare: a map that covers its card hides what is below, one of another shape does not",
          "[quick]") {
    Ground ground;
    ground.resize(100, 100);
    ui::CardMap map(&ground);
    map.resize(100, 100);
    ground.show();
    map.setImage(plainPicture({10, 10}));
    CHECK(map.testAttribute(Qt::WA_OpaquePaintEvent));
    CHECK(ground.grab().toImage().pixel(50, 2) == qRgb(255, 255, 255));
    // Twice as wide as high: a quarter of the height is free above it.
    map.setImage(plainPicture({20, 10}));
    CHECK_FALSE(map.testAttribute(Qt::WA_OpaquePaintEvent));
    const QImage wide = ground.grab().toImage();
    CHECK(wide.pixel(50, 2) == Ground::colour);
    CHECK(wide.pixel(50, 50) == qRgb(255, 255, 255));
    map.resize(100, 50);
    CHECK(map.testAttribute(Qt::WA_OpaquePaintEvent));
    map.setImage({});
    CHECK_FALSE(map.testAttribute(Qt::WA_OpaquePaintEvent));
}
