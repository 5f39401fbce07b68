#include "ui/charts/study_plots.h"

#include <QPainter>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/app/svg_texts.h"
#include "tests/support/needs_gui.h"
#include "ui/charts/spread_labels.h"
#include "ui/evaluate/method_pen.h"

using namespace sigscope;
using namespace sigscope::ui;

namespace {

Catalogue smallCatalogueOfMethods() {
    Catalogue catalogue;
    for (const char* name : {"sig", "ig", "random"}) {
        MethodSpec method;
        method.name = name;
        catalogue.methods.push_back(method);
    }
    return catalogue;
}

const Catalogue& methodsCatalogue() {
    static const Catalogue catalogue = smallCatalogueOfMethods();
    return catalogue;
}

CurveGroup groupOfCurves() {
    return {"net",
            "road",
            "MoRF",
            "share removed",
            "accuracy",
            {{"sig", {0.1, 0.5, 0.9}, {0.9, 0.4, 0.1}, 2},
             {"ig", {0.1, 0.5, 0.9}, {0.9, std::nan(""), 0.1}, 2},
             {"random", {0.1, 0.5, 0.9}, {0.9, 0.7, 0.1}, 2}}};
}

QStringList plotTexts(const Drawing& drawing) {
    return tests::textsOf(svgOf(drawing, "plot"));
}

/// How many pixels are about of a colour.
int pixelsOf(const QImage& raster, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < raster.height(); ++y)
        for (int x = 0; x < raster.width(); ++x) {
            const QColor pixel = raster.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) +
                         std::abs(pixel.green() - colour.green()) +
                         std::abs(pixel.blue() - colour.blue()) <
                     24;
        }
    return count;
}

QImage onWhite(const Drawing& drawing) {
    QImage raster(drawing.size, QImage::Format_RGB32);
    raster.fill(Qt::white);
    QPainter painter(&raster);
    drawing.paint(painter);
    return raster;
}

}  // namespace

TEST_CASE("study plots: labels are apart, in order, and as near as they can be", "[quick]") {
    // Free of each other they stay; too near they part; at the bottom they are pushed up.
    CHECK((spreadLabels({10, 50}, 10, 0, 100) == std::vector<double>{10, 50}));
    CHECK((spreadLabels({50, 48}, 10, 0, 100) == std::vector<double>{58, 48}));
    CHECK((spreadLabels({99, 99, 99}, 10, 0, 100) == std::vector<double>{75, 85, 95}));
    CHECK((spreadLabels({0, 100}, 10, 0, 100) == std::vector<double>{5, 95}));
    CHECK(spreadLabels({}, 10, 0, 100).empty());
}

TEST_CASE("study plots: curves have their methods' names at their ends, none upon another",
          "[quick]") {
    tests::needGui();
    const Drawing drawing =
        curvePlot(groupOfCurves(), "ROAD: MoRF", printedMethodPens(methodsCatalogue()));
    const auto texts = tests::textsWithHeights(svgOf(drawing, "plot"));
    std::vector<double> heights;  // All three curves end at 0.1.
    for (const auto& [text, height] : texts)
        if (text == "sig" || text == "ig" || text == "random") heights.push_back(height);
    REQUIRE(heights.size() == 3);
    CHECK(std::abs(heights[1] - heights[0]) >= 11);
    CHECK(std::abs(heights[2] - heights[1]) >= 11);
    const QStringList all = plotTexts(drawing);
    for (const char* text : {"ROAD: MoRF", "share removed", "accuracy"}) CHECK(all.contains(text));
    const QImage raster = onWhite(drawing);
    CHECK(pixelsOf(raster, methodPen(0, 1).color()) > 50);
}

TEST_CASE("study plots: cost against worth names each method beside its disc", "[quick]") {
    tests::needGui();
    const Drawing drawing = costPlot({{"sig", 2, 0.4}, {"ig", 2.1, 0.38}, {"random", 0.001, 0}},
                                     "DiffID", "DiffID", printedMethodPens(methodsCatalogue()));
    const QStringList texts = plotTexts(drawing);
    for (const char* text : {"sig", "ig", "random", "Seconds of a map"}) {
        INFO(text);
        CHECK(texts.contains(text));
    }
    CHECK(texts.filter("e-0").isEmpty());  // What Qt Charts would write of its own.
    // A disc of 9 points has 63 pixels, less its smoothed edge.
    CHECK(pixelsOf(onWhite(drawing), methodPen(0, 1).color()) > 30);
}

TEST_CASE("study plots: a distribution has a row for each method, the first on top", "[quick]") {
    tests::needGui();
    std::vector<double> many;
    for (int i = 0; i < 300; ++i) many.push_back(i / 300.0);
    const std::vector<Distribution> rows{
        {"sig", {0.1, 0.2, 0.2, 0.4}}, {"ig", many}, {"random", {0.3}}};
    const Drawing drawing =
        distributionPlot(rows, "DiffID, net", "DiffID", printedMethodPens(methodsCatalogue()));
    const QStringList texts = plotTexts(drawing);
    for (const char* text : {"sig", "ig", "random", "DiffID, net", "DiffID"})
        CHECK(texts.contains(text));
    // All of the first row is in the upper half.
    const QImage raster = onWhite(drawing);
    const QImage upper = raster.copy(0, 0, raster.width(), raster.height() / 2);
    CHECK(pixelsOf(upper, methodPen(0, 1).color()) == pixelsOf(raster, methodPen(0, 1).color()));
    // Of many values the dots are left out, so that a file stays small: four and one are drawn.
    const QByteArray svg = svgOf(drawing, "plot");
    CHECK(svg.size() < 60'000);
    CHECK(pdfOf(drawing, "plot").startsWith("%PDF-"));
}
