#include "ui/render/comparison_figure.h"

#include <catch2/catch.hpp>

#include "tests/app/small_explanation.h"
#include "tests/support/needs_gui.h"
#include "ui/render/colour_map.h"

using namespace sigscope;
using namespace sigscope::ui;

namespace {

/// A column whose attribution is `factor` times that of smallExplanation().
ComparisonColumn columnOf(const std::string& title, float factor) {
    Explanation explanation = smallExplanation();
    for (float& value : explanation.attribution.values) value *= factor;
    ComparisonColumn column;
    column.title = title;
    column.explanation = std::make_shared<Explanation>(std::move(explanation));
    return column;
}

/// The colour of the map's last pixel, its largest value, in the column of that number.
QColor largestOf(const QImage& figure, int column) {
    constexpr double side = 224;
    constexpr double cell = side + 20;
    constexpr double pixel = side / 4;
    return figure.pixelColor(static_cast<int>(2 * (24 + (column + 1) * cell + 3.5 * pixel)),
                             static_cast<int>(2 * (88 + 3.5 * pixel)));
}

QImage drawn(const Comparison& comparison, const ComparisonView& view) {
    return rasterOf(ComparisonFigure(comparison, view).drawing());
}

QColor last(ColourMap map) {
    return QColor(colourAt(map, 1));
}

}  // namespace

TEST_CASE("comparison figure: one scale shows what is larger, others each map's own structure",
          "[quick]") {
    tests::needGui();
    const Comparison comparison = comparisonOf({columnOf("a", 1), columnOf("b", 0.1F)});
    const QImage one = drawn(comparison, {ComparisonScale::One});
    CHECK(largestOf(one, 0) == last(ColourMap::BlueWhiteRed));
    // Of magnitudes 8, 7, 7, … the quantile is the second: b's largest is 0.8 of 7.
    CHECK(largestOf(one, 1) == QColor(colourAt(ColourMap::BlueWhiteRed, 0.5 + 0.8 / 14)));
    for (const ComparisonScale scale : {ComparisonScale::Map, ComparisonScale::Rank}) {
        const QImage each = drawn(comparison, {scale});
        CHECK(largestOf(each, 0) == last(ColourMap::BlueWhiteRed));
        CHECK(largestOf(each, 1) == last(ColourMap::BlueWhiteRed));
    }
    const QImage magnitudes = drawn(comparison, {ComparisonScale::Map, Reduction::Absolute});
    CHECK(largestOf(magnitudes, 1) == last(ColourMap::Magma));
}

TEST_CASE("comparison figure: any number of columns has a place within it", "[quick]") {
    tests::needGui();
    for (const std::size_t count : {1U, 4U, 6U, 7U, 20U}) {
        std::vector<ComparisonColumn> columns;
        for (std::size_t i = 0; i < count; ++i)
            columns.push_back(columnOf("column " + std::to_string(i), 1));
        const Comparison comparison = comparisonOf(std::move(columns));
        const ComparisonFigure figure(comparison, {});
        CHECK(figure.size().width() < 1600);
        const QByteArray svg = svgOf(figure.drawing(), figure.title());
        CHECK(svg.count("column ") == static_cast<qsizetype>(count));
    }
}

TEST_CASE("comparison figure: a column without a map says why", "[quick]") {
    tests::needGui();
    ComparisonColumn failed;
    failed.title = "failed";
    failed.failure = "out of memory";
    ComparisonColumn absent;
    absent.title = "absent";
    const Comparison comparison = comparisonOf({failed, columnOf("a", 1), absent});
    CHECK(hasFigure(comparison));
    CHECK_FALSE(hasFigure(comparisonOf({failed, absent})));
    const ComparisonFigure figure(comparison, {});
    const QByteArray svg = svgOf(figure.drawing(), figure.title());
    CHECK(svg.contains("out of memory"));
    CHECK(svg.contains("not computed"));
}
