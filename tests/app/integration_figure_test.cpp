#include "ui/render/integration_figure.h"

#include <QFile>
#include <QLegendMarker>
#include <QLineSeries>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/app/svg_texts.h"
#include "tests/support/needs_gui.h"
#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

using namespace sigscope;
using namespace sigscope::ui;

namespace {

/// Two photographs, whose errors halve with each doubling of the gradients.
IntegrationBenchmark smallBenchmark() {
    IntegrationBenchmark benchmark;
    for (const double scale : {1.0, 3.0}) {
        IntegrationCase one;
        one.image = "a.png";
        one.method = "sig";
        one.objective = "p<q";
        for (const NodeRule rule : {NodeRule::Bisection, NodeRule::Dyadic})
            for (int gradients = 8; gradients <= 256; gradients += 8)
                one.points.push_back({rule,
                                      gradients,
                                      scale * (rule == NodeRule::Dyadic ? 0.8 : 0.4) / gradients,
                                      {}});
        one.points.push_back({NodeRule::Published, 200, 0.01 * scale, {}});
        benchmark.cases.push_back(one);
    }
    return benchmark;
}

QByteArray written(const char* ending) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QString("errors") + ending);
    REQUIRE(writeIntegrationFigure(file.toStdString(), smallBenchmark()).ok());
    QFile stream(file);
    REQUIRE(stream.open(QIODevice::ReadOnly));
    return stream.readAll();
}

}  // namespace

TEST_CASE("integration figure: its charts hold the medians, and name each rule once", "[quick]") {
    tests::needGui();
    const IntegrationFigure figure(smallBenchmark());
    REQUIRE(figure.charts().size() == 1);
    const QLineSeries* median = nullptr;
    for (const QAbstractSeries* series : figure.charts().front()->series())
        if (series->name() == "bisection") median = qobject_cast<const QLineSeries*>(series);
    REQUIRE(median);
    REQUIRE(median->count() ==
            13);  // 8 to 224 gradients: at 256 the runs were not followed further.
    CHECK(median->at(0) == QPointF(8, 0.1));  // The median of 0.05 and 0.15.
    int named = 0;
    for (const QLegendMarker* marker : figure.charts().front()->legend()->markers())
        named += marker->isVisible() ? 1 : 0;
    CHECK(named == 3);
}

TEST_CASE("integration figure: the SVG has titles, ticks and legend as texts", "[quick]") {
    tests::needGui();
    const QStringList texts = tests::textsOf(written(".svg"));
    for (const char* text : {"sig, p<q: 2 photographs", "gradients", "error of the map", "256",
                             "0.5 %", "50 %", "bisection", "even nodes", "published rule"}) {
        INFO(text);
        CHECK(texts.contains(text));
    }
    CHECK(texts.filter("e-0").isEmpty());  // What Qt Charts would write of its own.
}

TEST_CASE("integration figure: the PDF is a page of vectors", "[quick]") {
    tests::needGui();
    const QByteArray pdf = written(".pdf");
    CHECK(pdf.startsWith("%PDF-"));
    CHECK(pdf.trimmed().endsWith("%%EOF"));
    CHECK_FALSE(pdf.contains("/Subtype /Image"));
}

TEST_CASE("integration figure: the PNG has two pixels to the point, and curves in colour",
          "[quick]") {
    tests::needGui();
    IntegrationFigure figure(smallBenchmark());
    const QImage png = QImage::fromData(written(".png"));
    CHECK(png.size() == 2 * figure.drawing().size);
    int accent = 0;
    for (int y = 0; y < png.height(); ++y)
        for (int x = 0; x < png.width(); ++x)
            accent += png.pixelColor(x, y) == Theme::current().accent;
    CHECK(accent > 200);  // The median is some 600 pixels long.
}
