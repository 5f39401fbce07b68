#include "ui/render/table_drawing.h"

#include <QPainter>
#include <catch2/catch.hpp>

#include "tests/app/svg_texts.h"
#include "tests/support/needs_gui.h"

using namespace sigscope;
using namespace sigscope::ui;

TEST_CASE("table drawing: every cell is a text of its own, whatever is in it", "[quick]") {
    tests::needGui();
    const Table table{{"map", "value"}, {{"<sig> & 'ig'", "0.5 ± 0.1"}, {"ö", "2"}}, 1};
    const Drawing drawing = tableDrawing(table);
    CHECK(tests::textsOf(svgOf(drawing, "table")) ==
          QStringList{"map", "value", "<sig> & 'ig'", "0.5 ± 0.1", "ö", "2"});
    const Drawing longer = tableDrawing({{"map"}, {{QString(200, 'm').toStdString()}}, 1});
    CHECK(longer.size.width() > 5 * drawing.size.width());
}

TEST_CASE("table drawing: parts are stacked one below the other", "[quick]") {
    tests::needGui();
    std::vector<int> tops;
    const auto part = [&tops](QSize size) {
        return Drawing{
            size, [&tops](QPainter& painter) { tops.push_back(qRound(painter.transform().dy())); }};
    };
    const Drawing all = stacked({part({10, 20}), part({30, 5}), part({1, 1})});
    CHECK(all.size == QSize(30, 26));
    QImage raster(all.size, QImage::Format_RGB32);
    QPainter painter(&raster);
    all.paint(painter);
    CHECK(tops == std::vector{0, 20, 25});
    CHECK(painter.transform().isIdentity());
}
