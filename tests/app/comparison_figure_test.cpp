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

/// The colour of a pixel of the map in the column of that number.
QColor colourIn(const QImage& figure, int column, const QPoint& place) {
    constexpr double side = 224;
    constexpr double cell = side + 20;
    constexpr double pixel = side / 4;
    return figure.pixelColor(
        static_cast<int>(2 * (24 + (column + 1) * cell + (place.x() + 0.5) * pixel)),
        static_cast<int>(2 * (88 + (place.y() + 0.5) * pixel)));
}

/// That of the map's last pixel, its largest value.
QColor largestOf(const QImage& figure, int column) {
    return colourIn(figure, column, {3, 3});
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

TEST_CASE("comparison figure: the top share is the photograph, dimmed elsewhere, without a scale",
          "[quick]") {
    tests::needGui();
    const Comparison comparison = comparisonOf({columnOf("a", 1)});
    ComparisonView view{ComparisonScale::One, Reduction::Absolute};
    const ComparisonFigure colours(comparison, view);
    view.topShare = 0.1;  // Of 16 pixels: the largest.
    const QImage masked = drawn(comparison, view);
    CHECK(largestOf(masked, 0) == QColor(90, 90, 90));
    CHECK(colourIn(masked, 0, {3, 1}) == QColor(18, 18, 18));
    const ComparisonFigure figure(comparison, view);
    const QByteArray svg = svgOf(figure.drawing(), figure.title());
    CHECK_FALSE(svg.contains("summed over channels"));
    CHECK(svg.contains("10 % of the pixels"));
    CHECK(svgOf(colours.drawing(), colours.title()).contains("summed over channels"));
}

TEST_CASE("comparison figure: its scale ends where that is chosen", "[quick]") {
    tests::needGui();
    // The largest of a is 8 × 3e-4, that of b a tenth of it.
    const Comparison comparison = comparisonOf({columnOf("a", 1), columnOf("b", 0.1F)});
    ComparisonView view;
    view.limit = 16 * 3e-4;
    const QImage wide = drawn(comparison, view);
    CHECK(largestOf(wide, 0) == QColor(colourAt(ColourMap::BlueWhiteRed, 0.5 + 8 / 32.0)));
    CHECK(largestOf(wide, 1) == QColor(colourAt(ColourMap::BlueWhiteRed, 0.5 + 0.8 / 32)));
}

TEST_CASE("comparison figure: of several pictures none stands for all", "[quick]") {
    tests::needGui();
    Comparison comparison = comparisonOf({columnOf("cat.png", 1), columnOf("cup.png", 1)});
    const QString seen = "What the model sees";
    const auto textsOf = [](const Comparison& compared) {
        const ComparisonFigure figure(compared, {});
        return QString::fromUtf8(svgOf(figure.drawing(), figure.title()));
    };
    CHECK(textsOf(comparison).contains(seen));
    comparison.columns[0].request.image = "cat.png";
    comparison.columns[1].request.image = "cup.png";
    CHECK_FALSE(textsOf(comparison).contains(seen));
    CHECK(textsOf(comparison).contains("cup.png"));
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
