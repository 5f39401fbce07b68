#include "ui/render/paper_figure_file.h"

#include <QFontMetricsF>
#include <QImage>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <sstream>

#include "app/figure_flags.h"
#include "engine/api/recipe.h"
#include "tests/app/parsed_line.h"
#include "tests/app/small_catalogue.h"
#include "tests/app/small_trace.h"
#include "tests/support/needs_gui.h"
#include "tests/support/reference_picture.h"
#include "ui/render/contour_lines.h"
#include "ui/render/figure_contents.h"
#include "ui/render/method_label.h"
#include "ui/render/path_frame.h"
#include "ui/style/theme.h"

using namespace sigscope;
using namespace sigscope::ui;
using Catch::Contains;

namespace {

std::vector<PaperFigureEntry> twoPaths() {
    return {{"IG", std::make_shared<Explanation>(smallPath())},
            {"SIG", std::make_shared<Explanation>(smallPath())}};
}

PaperFigureOptions optionsOf(PaperFigureKind kind) {
    PaperFigureOptions options;
    options.kind = kind;
    if (kind == PaperFigureKind::Paths) options.print.width = 174;
    return options;
}

/// f = u + 2v over a plane, exactly; the path is a bow above the line.
std::shared_ptr<Surface> tiltedSurface() {
    auto surface = std::make_shared<Surface>();
    surface->scene = smallPath().scene;
    surface->resolution = 6;
    surface->along = {-0.1, 1.1};
    surface->aside = {-0.1, 0.5};
    for (int row = 0; row < 6; ++row)
        for (int column = 0; column < 6; ++column)
            surface->f.push_back(std::lerp(-0.1, 1.1, column / 5.0) +
                                 2 * std::lerp(-0.1, 0.5, row / 5.0));
    PlanePath line{"ig", {0, 0.5, 1}, {0, 0.5, 1}, {0, 0.5, 1}, {0, 0, 0}, {0, 0, 0}};
    PlanePath bow{"sig", {0, 0.5, 1}, {0, 1.3, 1}, {0, 0.5, 1}, {0, 0.4, 0}, {0, 0.12, 0}};
    surface->paths = {std::move(line), std::move(bow)};
    surface->farthestAlpha = 0.5;
    surface->distance = 0.12;
    surface->recipe = R"({"method":"sig","of":"probability","baseline":"black"})";
    return surface;
}

PaperFigure figureOf(PaperFigureKind kind) {
    return kind == PaperFigureKind::Surface ? surfaceFigure(tiltedSurface(), optionsOf(kind))
                                            : paperFigure(twoPaths(), optionsOf(kind), 2);
}

std::filesystem::path writtenFile(const QTemporaryDir& folder, const std::string& ending,
                                  PaperFigureKind kind) {
    std::filesystem::path file = folder.filePath("figure").toStdString() + ending;
    REQUIRE(writePaperFigure(file, figureOf(kind), optionsOf(kind).print).ok());
    return file;
}

std::string writtenBytes(const std::string& ending, PaperFigureKind kind) {
    const QTemporaryDir folder;
    std::ostringstream bytes;
    bytes << std::ifstream(writtenFile(folder, ending, kind), std::ios::binary).rdbuf();
    return bytes.str();
}

QImage rasterOf(const PaperFigure& figure, const PrintOptions& print) {
    return QImage::fromData(paperFigureBytes(figure, print, FigureFormat::Png), "png");
}

}  // namespace

TEST_CASE("paper figure: a column is called by the field's acronym", "[quick]") {
    CHECK(methodLabel("sig") == "SIG");
    CHECK(methodLabel("ma-gig") == "MA-GIG");
    CHECK(methodLabel("gradient-x-input") == QStringLiteral("G × I"));
    CHECK(methodLabel("smoothgrad") == "smoothgrad");
}

TEST_CASE("paper figure: strips have x(α) over the map so far, a column for each α, one scale",
          "[quick]") {
    tests::needGui();
    const PaperFigure figure = paperFigure(twoPaths(), optionsOf(PaperFigureKind::Strips));
    REQUIRE(figure.grid().rows.size() == 4);
    CHECK(figure.grid().headers.size() == 5);
    CHECK(figure.grid().headers[2] == "α 0.55");
    CHECK(figure.grid().rows[0].label == "IG");
    CHECK(figure.grid().rows[3].label == "SIG");
    MapDisplay display;
    display.soFar = SoFar::Path;
    const SmallTrace trace;
    const PathFrame frame = drawFrame(0, trace, scalesOf(trace, display), display, 0.55);
    CHECK(figure.grid().rows[0].cells[2].picture == frame.point);
    CHECK(figure.grid().rows[1].cells[2].picture == frame.accumulated);
    CHECK(figure.grid().scales.size() == 1);
    CHECK_THAT(figure.caption.toStdString(), Contains("IG and SIG") && Contains("tabby"));
}

TEST_CASE("paper figure: columns at equal change end at α = 1, and each says its α", "[quick]") {
    tests::needGui();
    PaperFigureOptions options = optionsOf(PaperFigureKind::Strips);
    options.equalColumns = 4;
    const PaperFigure figure = paperFigure(twoPaths(), options);
    CHECK(figure.grid().headers[0] == "25 %");
    REQUIRE(figure.grid().rows[0].cells.size() == 4);
    CHECK(figure.grid().rows[0].cells[3].caption == "α 1.00");
    CHECK(figure.grid().rows[0].cells[0].caption != "α 0.25");
}

TEST_CASE("paper figure: spectra have one scale, paths a chart beside three pictures", "[quick]") {
    tests::needGui();
    const GridContent spectra = paperFigure(twoPaths(), optionsOf(PaperFigureKind::Spectra)).grid();
    CHECK(spectra.rows.size() == 2);
    CHECK(spectra.scales.front().scale.high == SmallTrace().spectrumMaximum());
    PaperFigureOptions options = optionsOf(PaperFigureKind::Paths);
    options.alphas = {0.25, 0.75};
    const GridContent paths = paperFigure(twoPaths(), options).grid();
    REQUIRE(paths.rows.size() == 4);
    CHECK(paths.rows[0].cells[3].curves.has_value());
    CHECK_FALSE(paths.rows[1].cells[3].curves.has_value());
    CHECK(paths.rows[2].cells[3].curves.has_value());
}

TEST_CASE("paper figure: a row of a grid has one scale; what failed says why in its place",
          "[quick]") {
    tests::needGui();
    Explanation half = smallPath();
    for (float& value : half.attribution.values) value /= 2;
    std::vector<PaperFigureEntry> entries = twoPaths();
    entries[0].explanation = std::make_shared<Explanation>(half);
    entries.push_back({"IG", nullptr, "out of memory"});
    entries.push_back({"SIG", std::make_shared<Explanation>(half)});
    const GridContent grid = paperFigure(entries, optionsOf(PaperFigureKind::Grid), 2).grid();
    REQUIRE(grid.rows.size() == 2);
    CHECK(grid.headers == std::vector<QString>{"", "IG", "SIG"});
    // The larger of the two in the first row; of half that map in the second.
    CHECK(grid.rows[0].scale->high == Approx(2 * grid.rows[1].scale->high));
    CHECK(grid.rows[1].cells[1].absence == "out of memory");
    CHECK(grid.rows[1].cells[0].picture.size() == QSize(8, 8));
}

TEST_CASE("paper figure: rows of several models say which, and the caption names them", "[quick]") {
    tests::needGui();
    std::vector<PaperFigureEntry> entries = twoPaths();
    const auto ofModel = [](const std::string& title) {
        Explanation explanation = smallPath();
        Scene scene = *explanation.scene;
        scene.modelTitle = title;
        explanation.scene = std::make_shared<Scene>(scene);
        return std::make_shared<Explanation>(explanation);
    };
    const auto grid = [&] { return paperFigure(entries, optionsOf(PaperFigureKind::Grid), 1); };
    CHECK(grid().grid().rows[1].label == "tabby");  // Two rows of one model.
    entries[1].explanation = ofModel("Large net");
    const PaperFigure figure = grid();
    REQUIRE(figure.grid().rows.size() == 2);
    CHECK(figure.grid().rows[0].label == "Small net: tabby");
    CHECK(figure.grid().rows[1].label == "Large net: tabby");
    CHECK_THAT(figure.caption.toStdString(), Contains("Small net and Large net"));
}

TEST_CASE("paper figure: sums below strips stand in as many decimals, within their columns",
          "[quick]") {
    tests::needGui();
    const PrintOptions print;
    PaperFigureOptions options = optionsOf(PaperFigureKind::Strips);
    options.alphas = {0.001, 0.01, 0.3, 0.6, 1};  // The first ones have next to nothing.
    const PaperFigure figure = paperFigure(twoPaths(), options);
    const PanelGrid grid(figure.grid(), print);
    const QFontMetricsF metrics(pageFont());
    const std::vector<GridCell>& maps = figure.grid().rows[1].cells;
    for (std::size_t column = 0; column < maps.size(); ++column) {
        const QString& sum = maps[column].caption;
        INFO(sum.toStdString());
        CHECK(sum.section('.', 1).size() == maps.back().caption.section('.', 1).size());
        CHECK(metrics.horizontalAdvance(sum) <= grid.box(1, column).width());
    }
}

TEST_CASE("paper figure: the titles of scales below the rows can be others", "[quick]") {
    tests::needGui();
    const PrintOptions print;
    PaperFigure figure = figureOf(PaperFigureKind::Paths);
    const PanelGrid grid(figure.grid(), print);
    const QRectF last = grid.box(figure.grid().rows.size() - 1, 0);
    // From the bottom: two lines of 20 units, and the edge of the page.
    const QPointF second(last.left() + 4, grid.size().height() - 2 - 10);
    const auto text = grid.textAt(second);
    REQUIRE(text);
    CHECK(text->part == FigurePart::Scale);
    CHECK(text->text == "accumulated A");
    CHECK(grid.textAt(second - QPointF(0, 20))->text == "step of A");
    CHECK_FALSE(grid.textAt(last.center()));
    figure.setText(text->part, text->index, "Evidence");
    CHECK(figure.grid().scales[1].title == "Evidence");
    CHECK(figure.grid().scales[0].title == "step of A");
    CHECK(paperFigureBytes(figure, print, FigureFormat::Svg).contains(">Evidence"));
}

TEST_CASE("paper figure: the titles of its charts' axes can be others, and it reopens with them",
          "[quick]") {
    tests::needGui();
    const PrintOptions print = optionsOf(PaperFigureKind::Paths).print;
    PaperFigure figure = figureOf(PaperFigureKind::Paths);
    const PanelGrid grid(figure.grid(), print);
    const QRectF chart = grid.box(0, 3);
    const QPointF places[] = {{chart.center().x(), chart.bottom() - 6},
                              {chart.left() + 6, chart.center().y()}};
    const QString others[] = {"Part", "Rise"};
    for (std::size_t axis = 0; axis < std::size(places); ++axis) {
        const auto text = grid.textAt(places[axis]);
        REQUIRE(text);
        CHECK(text->part == FigurePart::AxisTitle);
        CHECK(text->text == figure.grid().axes[axis]);
        figure.setText(text->part, text->index, others[axis]);
    }
    CHECK((figure.grid().axes == ChartTitles{"Part", "Rise"}));
    CHECK_FALSE(grid.textAt(chart.center()));
    const auto opened = readFigureContents(figureContents(figure, print));
    REQUIRE(opened.ok());
    const QByteArray svg = paperFigureBytes(opened.value().figure, print, FigureFormat::Svg);
    CHECK(svg.contains(">Part"));
    CHECK(svg.contains(">Rise"));
    CHECK_FALSE(svg.contains(">Change of f"));
}

TEST_CASE("paper figure: what stands below a cell can be another text, and reopens so", "[quick]") {
    tests::needGui();
    const PrintOptions print;
    PaperFigure figure = figureOf(PaperFigureKind::Strips);
    const PanelGrid grid(figure.grid(), print);
    const QRectF cell = grid.box(1, 3);
    const auto text = grid.textAt({cell.center().x(), cell.bottom() + 8});
    REQUIRE(text);
    CHECK(text->part == FigurePart::Panel);
    CHECK(text->text == figure.grid().rows[1].cells[3].caption);
    figure.setText(text->part, text->index, "Four");
    for (std::size_t row = 0; row < figure.grid().rows.size(); ++row)
        for (std::size_t column = 0; column < figure.grid().rows[row].cells.size(); ++column)
            CHECK((figure.grid().rows[row].cells[column].caption == "Four") ==
                  (row == 1 && column == 3));
    CHECK(paperFigureBytes(figure, print, FigureFormat::Svg).contains(">Four"));
    const auto opened = readFigureContents(figureContents(figure, print));
    REQUIRE(opened.ok());
    CHECK(opened.value().figure.grid().rows[1].cells[3].caption == "Four");
}

TEST_CASE("paper figure: its width is the page's, its texts have the size that was asked for",
          "[quick]") {
    tests::needGui();
    PaperFigureOptions options = optionsOf(PaperFigureKind::Strips);
    options.print = {.width = 127, .dpi = 100, .fontSize = 11};
    const PanelGrid grid(paperFigure(twoPaths(), options).grid(), options.print);
    // A unit is a point at this type size: 5 inches.
    CHECK(grid.size().width() == Approx(360));
    CHECK(grid.box(0, 4).right() <= 360);
    CHECK(grid.box(3, 0).bottom() < grid.size().height());
    const QImage raster = QImage::fromData(pngOf(grid.page(), 100), "png");
    CHECK(raster.width() == 500);
    CHECK(raster.dotsPerMeterX() == 3937);
    const QByteArray svg = svgOf(grid.page(), "t", "d");
    CHECK_THAT(svg.toStdString(), Contains("width=\"127mm\"") && Contains("font-size=\"11"));
}

TEST_CASE("paper figure: all texts are in the family that was chosen, and it reopens with it",
          "[quick]") {
    tests::needGui();
    const QString family = "DejaVu Serif";  // Comes with the usual one.
    REQUIRE(hasFontFamily(family));
    CHECK_FALSE(hasFontFamily("No such family"));
    for (const PaperFigureKind kind : everyFigureKind) {
        INFO(kindName(kind).toStdString());
        PaperFigureOptions options = optionsOf(kind);
        options.print.family = family;
        PaperFigure figure = kind == PaperFigureKind::Surface
                                 ? surfaceFigure(tiltedSurface(), options)
                                 : paperFigure(twoPaths(), options, 2);
        figure.heading = "Tabby";
        const QByteArray svg = paperFigureBytes(figure, options.print, FigureFormat::Svg);
        CHECK(svg.count("font-family=\"DejaVu Serif\"") == svg.count("font-family="));
        CHECK(svg.count("font-family=") > 0);
        CHECK(figure.recipe.contains("\"font\":\"DejaVu Serif\""));
        const auto opened = readFigureContents(figureContents(figure, options.print));
        REQUIRE(opened.ok());
        CHECK(opened.value().print.family == family);
    }
}

TEST_CASE("paper figure: each kind keeps its texts in vectors, and has all recipes inside",
          "[quick]") {
    tests::needGui();
    for (const PaperFigureKind kind : everyFigureKind) {
        const std::string svg = writtenBytes(".svg", kind);
        CHECK_THAT(svg, Contains(">SIG") && Contains("<text") && Contains("<image"));
        CHECK_THAT(writtenBytes(".pdf", kind), Contains("sigscope:recipe") && Contains("/Font"));
        CHECK_THAT(writtenBytes(".png", kind),
                   Contains("\"figure\":{") && Contains("\"method\":\"sig\""));
        if (kind != PaperFigureKind::Surface)
            CHECK_THAT(writtenBytes(".png", kind), Contains("\"recipes\":[{"));
    }
}

TEST_CASE("paper figure: a surface lays x′ and x on one line, lengths of both axes on one scale",
          "[quick]") {
    tests::needGui();
    const SurfacePlot plot({tiltedSurface(), "f"}, PrintOptions());
    const QPointF start = plot.placeOf(0, 0);
    const QPointF end = plot.placeOf(1, 0);
    CHECK(start.y() == Approx(end.y()));
    CHECK(end.x() - start.x() == Approx(start.y() - plot.placeOf(0, 1).y()));
    CHECK(plot.box().contains(start));
    CHECK(plot.box().contains(end));
    CHECK(plot.box().right() < plot.size().width());
    // From f of the grid's lowest corner to that of its highest.
    CHECK(plot.scale().low == Approx(-0.3));
    CHECK(plot.scale().high == Approx(2.1));
}

TEST_CASE("paper figure: the texts of a surface can be others, and it reopens with them",
          "[quick]") {
    tests::needGui();
    const PrintOptions print;
    PaperFigure figure = figureOf(PaperFigureKind::Surface);
    const SurfacePlot plot(std::get<SurfaceContent>(figure.content), print);
    const QRectF box = plot.box();
    const std::pair<QPointF, QString> places[] = {
        {{box.left() + 4, box.top() - 12}, "probability of “tabby”"},
        {{box.center().x(), box.bottom() + 27}, "along x − x′"},
        {{8, box.center().y()}, "aside"},
        {plot.placeOf(0.5, 0), "IG"},
        {plot.placeOf(0.5, 0.4), "SIG"},  // Of the bow where it is farthest.
        // Of the chart, which lies at the bottom of the page.
        {{box.center().x(), plot.size().height() - 10}, "α"},
        {{10, plot.size().height() - 80}, "f"}};
    for (std::size_t k = 0; k < std::size(places); ++k) {
        const auto text = plot.textAt(places[k].first);
        REQUIRE(text);
        CHECK(text->text == places[k].second);
        figure.setText(text->part, text->index, "Text " + QString::number(k));
    }
    CHECK_FALSE(plot.textAt(plot.placeOf(0.9, 0.4)));
    const auto opened = readFigureContents(figureContents(figure, print));
    REQUIRE(opened.ok());
    const QByteArray svg = paperFigureBytes(opened.value().figure, print, FigureFormat::Svg);
    for (std::size_t k = 0; k < std::size(places); ++k) {
        CHECK(svg.contains(">Text " + QByteArray::number(k)));
        CHECK_FALSE(svg.contains(">" + places[k].second.toUtf8() + "<"));
    }
}

TEST_CASE("paper figure: the colours of a surface are those of f, also between the grid's points",
          "[quick]") {
    tests::needGui();
    const PrintOptions print{.width = 127, .dpi = 144, .fontSize = 11};  // Two pixels to a unit.
    const auto surface = tiltedSurface();
    const SurfacePlot plot({surface, "f"}, print);
    const QImage raster = QImage::fromData(pngOf(plot.page(), print.dpi), "png");
    // In corners, where there is neither path nor contour nor label.
    for (const auto& [along, aside] : {std::pair(1.05, 0.46), std::pair(-0.06, 0.35)}) {
        const QRgb wanted = colourAt(ColourMap::Viridis, (along + 2 * aside + 0.3) / (2.1 + 0.3));
        const QRgb drawn = raster.pixel((2 * plot.placeOf(along, aside)).toPoint());
        // A contour of white may be near: at most some tenths of the colour's range.
        CHECK(std::abs(qRed(drawn) - qRed(wanted)) < 40);
        CHECK(std::abs(qGreen(drawn) - qGreen(wanted)) < 40);
        CHECK(std::abs(qBlue(drawn) - qBlue(wanted)) < 40);
    }
}

TEST_CASE("paper figure: the caption of a surface says how far its path leaves the plane",
          "[quick]") {
    tests::needGui();
    const PaperFigure figure = figureOf(PaperFigureKind::Surface);
    CHECK_THAT(figure.caption.toStdString(), Contains("at most 12") && Contains("SIG") &&
                                                 Contains("α = 0.50") &&
                                                 Contains("probability of “tabby”"));
    CHECK_THAT(figure.recipe.toStdString(),
               Contains("\"kind\":\"surface\"") && Contains("\"resolution\":6"));
}

TEST_CASE("contours: those of a plane are straight, and where it has the level", "[quick]") {
    const auto surface = tiltedSurface();
    const QList<QLineF> lines = contourLines(surface->f, 6, 0.7);
    REQUIRE_FALSE(lines.isEmpty());
    for (const QLineF& line : lines)
        for (const QPointF& point : {line.p1(), line.p2()})
            CHECK(std::lerp(-0.1, 1.1, point.x() / 5) + 2 * std::lerp(-0.1, 0.5, point.y() / 5) ==
                  Approx(0.7));
    CHECK(contourLines(surface->f, 6, 5).isEmpty());
}

TEST_CASE("paper figure: each kind reopens from each format as it was drawn", "[quick]") {
    tests::needGui();
    for (const PaperFigureKind kind : everyFigureKind)
        for (const char* ending : {".png", ".svg", ".pdf"}) {
            INFO(kindName(kind).toStdString() << ending);
            const QTemporaryDir folder;
            const auto read = readPaperFigure(writtenFile(folder, ending, kind));
            REQUIRE(read.ok());
            REQUIRE(read.value());
            const PaperFigure& opened = read.value()->figure;
            const PaperFigure figure = figureOf(kind);
            CHECK(opened.kind == kind);
            CHECK(opened.caption == figure.caption);
            CHECK(opened.recipe == figure.recipe);
            const PrintOptions& print = read.value()->print;
            CHECK(print.width == optionsOf(kind).print.width);
            CHECK(rasterOf(opened, print) == rasterOf(figure, optionsOf(kind).print));
        }
}

TEST_CASE("paper figure: a picture is no figure, and damaged contents are refused", "[quick]") {
    tests::needGui();
    const auto picture = readPaperFigure(SIGSCOPE_SAMPLES "/chelsea.png");
    REQUIRE(picture.ok());
    CHECK_FALSE(picture.value());
    CHECK_THAT(readFigureContents("no CBOR").error(), Contains("cannot be decoded"));
    const QByteArray whole = figureContents(figureOf(PaperFigureKind::Grid), PrintOptions());
    for (const qsizetype length : {whole.size() / 4, whole.size() / 2, whole.size() - 1})
        CHECK_FALSE(readFigureContents(whole.left(length)).ok());
    PaperFigure uneven = figureOf(PaperFigureKind::Grid);
    std::get<GridContent>(uneven.content).rows.front().cells.pop_back();
    CHECK_THAT(readFigureContents(figureContents(uneven, PrintOptions())).error(),
               Contains("rows differ in length"));
    auto holed = tiltedSurface();
    holed->f.pop_back();
    CHECK_THAT(
        readFigureContents(figureContents(surfaceFigure(holed, optionsOf(PaperFigureKind::Surface)),
                                          PrintOptions()))
            .error(),
        Contains("grid has holes"));
}

TEST_CASE("paper figure: it is drawn alike in whatever theme the window has", "[quick]") {
    tests::needGui();
    for (const PaperFigureKind kind : everyFigureKind) {
        INFO(kindName(kind).toStdString());
        const std::string light = writtenBytes(".svg", kind);
        applyTheme(*qApp, Appearance::Dark);
        const std::string dark = writtenBytes(".svg", kind);
        applyTheme(*qApp, Appearance::Light);
        CHECK(light == dark);
    }
}

TEST_CASE("paper figure: a heading stands above what is drawn without it", "[quick]") {
    tests::needGui();
    const PrintOptions print{.width = 84, .dpi = 100, .fontSize = 8};
    PaperFigure figure = figureOf(PaperFigureKind::Strips);
    const QImage plain = rasterOf(figure, print);
    figure.heading = "Tabby";
    const QImage headed = rasterOf(figure, print);
    CHECK(headed.width() == plain.width());
    CHECK(headed.height() > plain.height());
    CHECK_THAT(paperFigureBytes(figure, print, FigureFormat::Svg).toStdString(),
               Contains(">Tabby</text>"));
}

TEST_CASE("paper figure: maps of a grid on their own scales say what that is", "[quick]") {
    tests::needGui();
    PaperFigureOptions options = optionsOf(PaperFigureKind::Grid);
    options.gridMaps = GridMaps::OwnScale;
    const PaperFigure figure = paperFigure(twoPaths(), options, 2);
    CHECK_FALSE(figure.grid().rows[0].scale);
    CHECK_THAT(figure.grid().rows[0].cells[1].caption.toStdString(), Contains("≤ "));
    CHECK_THAT(figure.caption.toStdString(), Contains("scale that stands below it"));
}

TEST_CASE("paper figure: each kind looks like its reference", "[quick]") {
    tests::needGui();
    for (const PaperFigureKind kind : everyFigureKind) {
        PrintOptions print = optionsOf(kind).print;
        print.dpi = 100;
        tests::checkLooksLike(
            QStringLiteral(SIGSCOPE_FIGURE_REFERENCES "/%1.png").arg(kindName(kind)),
            rasterOf(figureOf(kind), print));
    }
}

TEST_CASE("command line: a surface is of one path and one picture", "[quick]") {
    const Catalogue catalogue = app::smallCatalogue();
    const app::CommandLine line =
        app::accepted(catalogue, {"figure", "surface", "cat.png", "-o", "f.pdf", "--resolution",
                                  "17", "--of", "logit", "--overlap", "0.2", "--title", "A cat"});
    REQUIRE(line.figure.surface);
    CHECK(line.figure.surface->resolution == 17);
    CHECK(line.figure.surface->explain.method == "sig");
    CHECK(line.figure.surface->explain.objective == "logit");
    CHECK(line.figure.surface->explain.parameters.contains("overlap"));
    CHECK(line.figure.figure.heading == "A cat");
    CHECK(line.figure.columns.empty());
    const auto refusal = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "figure");
        return app::refused(catalogue, arguments).text;
    };
    CHECK_THAT(refusal({"surface", "a.png", "-o", "f.png", "--alphas", "0.5"}),
               Contains("say nothing of a surface"));
    CHECK_THAT(refusal({"surface", "a.png", "b.png", "-o", "f.png"}), Contains("of one picture"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--resolution", "9"}),
               Contains("that of a surface"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--scale", "own"}),
               Contains("that of a grid"));
    CHECK_THAT(refusal({"spectra", "a.png", "-o", "f.png", "--map", "absolute"}),
               Contains("--map: a figure of spectra shows no map"));
}

TEST_CASE("command line: figure takes a kind, methods, places and the page", "[quick]") {
    const Catalogue catalogue = app::smallCatalogue();
    const app::CommandLine line =
        app::accepted(catalogue, {"figure", "strips", "cat.png", "-o", "f.pdf", "--method", "sig",
                                  "--alphas", "0.2,1", "--width", "1.5", "--dpi", "600",
                                  "--font-size", "7", "--font", "DejaVu Serif"});
    CHECK(line.command == app::CommandLine::Command::Figure);
    const app::FigureOptions& options = line.figure;
    CHECK(options.figure.kind == PaperFigureKind::Strips);
    CHECK(options.figure.alphas == std::vector{0.2, 1.0});
    CHECK(options.figure.print.width == 129);
    CHECK(options.figure.print.dpi == 600);
    CHECK(options.figure.print.fontSize == 7);
    CHECK(options.figure.print.family == "DejaVu Serif");
    REQUIRE(options.columns.size() == 1);
    CHECK(options.columns[0].request.tracing == Tracing::Path);
}

TEST_CASE("command line: a grid takes several pictures, the other kinds one with a path",
          "[quick]") {
    Catalogue catalogue = app::smallCatalogue();
    catalogue.methods[1].traits.path = PathUse::None;
    const app::CommandLine line = app::accepted(
        catalogue, {"figure", "grid", "a.png", "b.png", "-o", "f.png", "--methods", "sig,gi"});
    REQUIRE(line.figure.columns.size() == 4);
    CHECK(line.figure.perRow == 2);
    CHECK(line.figure.columns[2].title == "b.png, sig");
    CHECK(line.figure.columns[2].request.image == "b.png");
    const app::FigureOptions models =
        app::accepted(catalogue, {"figure", "grid", "a.png", "b.png", "-o", "f.png", "--methods",
                                  "sig,gi", "--models", "net,nets/other.pth"})
            .figure;
    REQUIRE(models.columns.size() == 8);
    CHECK(models.perRow == 2);
    CHECK(models.columns[3].title == "a.png, other.pth, gi");
    CHECK(models.columns[3].request.image == "a.png");
    CHECK(models.columns[3].request.model == "nets/other.pth");
    CHECK(models.columns[4].title == "b.png, net, sig");
    const auto refusal = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "figure");
        return app::refused(catalogue, arguments).text;
    };
    CHECK_THAT(refusal({"strips", "a.png", "b.png", "-o", "f.png"}), Contains("of one picture"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--method", "gi"}),
               Contains("gi has no path"));
    CHECK_THAT(refusal({"grid", "a.png", "-o", "f.png", "--methods", "sig", "--columns", "3"}),
               Contains("say nothing of a grid"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--models", "net,other"}),
               Contains("--models: are those of a grid"));
    CHECK_THAT(refusal({"strips", "a.png"}), Contains("-o is required"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--width", "3m"}),
               Contains("--width: 3m"));
}

TEST_CASE("paper figure: a file's ending says its format, whatever its case", "[quick]") {
    CHECK((figureFormat("a.png") == FigureFormat::Png));
    CHECK((figureFormat("b.c/a.SVG") == FigureFormat::Svg));
    CHECK((figureFormat("a.Pdf") == FigureFormat::Pdf));
    CHECK_FALSE(figureFormat("a.npz"));
    CHECK_FALSE(figureFormat("png"));
}

TEST_CASE("paper figure: each kind is found by its name", "[quick]") {
    for (const PaperFigureKind kind : everyFigureKind) CHECK((kindNamed(kindName(kind)) == kind));
    CHECK_FALSE(kindNamed("Grid"));
    CHECK_FALSE(kindNamed({}));
}
