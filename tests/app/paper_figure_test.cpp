#include "ui/render/paper_figure_file.h"

#include <QImage>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "app/figure_flags.h"
#include "engine/api/recipe.h"
#include "tests/app/parsed_line.h"
#include "tests/app/small_catalogue.h"
#include "tests/app/small_trace.h"
#include "tests/support/needs_gui.h"
#include "ui/render/path_frame.h"

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

std::string writtenBytes(const std::string& ending, PaperFigureKind kind) {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("figure").toStdString() + ending;
    const Outcome<Done> written = writePaperFigure(file, twoPaths(), optionsOf(kind), 2);
    REQUIRE(written.ok());
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

constexpr PaperFigureKind allKinds[] = {PaperFigureKind::Strips, PaperFigureKind::Spectra,
                                        PaperFigureKind::Paths, PaperFigureKind::Grid};

}  // namespace

TEST_CASE("paper figure: strips have x(α) over the map so far, a column for each α, one scale",
          "[quick]") {
    tests::needGui();
    const PaperFigure figure = paperFigure(twoPaths(), optionsOf(PaperFigureKind::Strips));
    REQUIRE(figure.content.rows.size() == 4);
    CHECK(figure.content.headers.size() == 5);
    CHECK(figure.content.headers[2] == "α 0.55");
    CHECK(figure.content.rows[0].label == "IG");
    CHECK(figure.content.rows[3].label == "SIG");
    MapDisplay display;
    display.soFar = SoFar::Path;
    const SmallTrace trace;
    const PathFrame frame = drawFrame(0, trace, scalesOf(trace, display), display, 0.55);
    CHECK(figure.content.rows[0].cells[2].picture == frame.point);
    CHECK(figure.content.rows[1].cells[2].picture == frame.accumulated);
    CHECK(figure.content.scales.size() == 1);
    CHECK_THAT(figure.caption.toStdString(), Contains("IG and SIG") && Contains("tabby"));
}

TEST_CASE("paper figure: columns at equal change end at α = 1, and each says its α", "[quick]") {
    tests::needGui();
    PaperFigureOptions options = optionsOf(PaperFigureKind::Strips);
    options.equalColumns = 4;
    const PaperFigure figure = paperFigure(twoPaths(), options);
    CHECK(figure.content.headers[0] == "25 %");
    REQUIRE(figure.content.rows[0].cells.size() == 4);
    CHECK(figure.content.rows[0].cells[3].caption == "α 1.00");
    CHECK(figure.content.rows[0].cells[0].caption != "α 0.25");
}

TEST_CASE("paper figure: spectra have one scale, paths a chart beside three pictures", "[quick]") {
    tests::needGui();
    const GridContent spectra =
        paperFigure(twoPaths(), optionsOf(PaperFigureKind::Spectra)).content;
    CHECK(spectra.rows.size() == 2);
    CHECK(spectra.scales.front().scale.high == SmallTrace().spectrumMaximum());
    PaperFigureOptions options = optionsOf(PaperFigureKind::Paths);
    options.alphas = {0.25, 0.75};
    const GridContent paths = paperFigure(twoPaths(), options).content;
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
    const GridContent grid = paperFigure(entries, optionsOf(PaperFigureKind::Grid), 2).content;
    REQUIRE(grid.rows.size() == 2);
    CHECK(grid.headers == std::vector<QString>{"", "IG", "SIG"});
    // The larger of the two in the first row; of half that map in the second.
    CHECK(grid.rows[0].scale->high == Approx(2 * grid.rows[1].scale->high));
    CHECK(grid.rows[1].cells[1].absence == "out of memory");
    CHECK(grid.rows[1].cells[0].picture.size() == QSize(8, 8));
}

TEST_CASE("paper figure: its width is the page's, its texts have the size that was asked for",
          "[quick]") {
    tests::needGui();
    PaperFigureOptions options = optionsOf(PaperFigureKind::Strips);
    options.print = {.width = 127, .dpi = 100, .fontSize = 11};
    PaperFigure figure = paperFigure(twoPaths(), options);
    const PanelGrid grid(std::move(figure.content), options.print);
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

TEST_CASE("paper figure: each kind keeps its texts in vectors, and has all recipes inside",
          "[quick]") {
    tests::needGui();
    for (const PaperFigureKind kind : allKinds) {
        const std::string svg = writtenBytes(".svg", kind);
        CHECK_THAT(svg, Contains(">SIG") && Contains("<text") && Contains("<image"));
        CHECK_THAT(writtenBytes(".pdf", kind), Contains("sigscope:recipe") && Contains("/Font"));
        CHECK_THAT(writtenBytes(".png", kind), Contains("\"figure\":{") &&
                                                   Contains("\"recipes\":[{") &&
                                                   Contains("\"method\":\"sig\""));
    }
}

TEST_CASE("command line: figure takes a kind, methods, places and the page", "[quick]") {
    const Catalogue catalogue = app::smallCatalogue();
    const app::CommandLine line = app::accepted(
        catalogue, {"figure", "strips", "cat.png", "-o", "f.pdf", "--method", "sig", "--alphas",
                    "0.2,1", "--width", "1.5", "--dpi", "600", "--font-size", "7"});
    CHECK(line.command == app::CommandLine::Command::Figure);
    const app::FigureOptions& options = line.figure;
    CHECK(options.figure.kind == PaperFigureKind::Strips);
    CHECK(options.figure.alphas == std::vector{0.2, 1.0});
    CHECK(options.figure.print.width == 129);
    CHECK(options.figure.print.dpi == 600);
    CHECK(options.figure.print.fontSize == 7);
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
    const auto refusal = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "figure");
        return app::refused(catalogue, arguments).text;
    };
    CHECK_THAT(refusal({"strips", "a.png", "b.png", "-o", "f.png"}), Contains("of one picture"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--method", "gi"}),
               Contains("gi has no path"));
    CHECK_THAT(refusal({"grid", "a.png", "-o", "f.png", "--methods", "sig", "--columns", "3"}),
               Contains("say nothing of a grid"));
    CHECK_THAT(refusal({"strips", "a.png"}), Contains("-o is required"));
    CHECK_THAT(refusal({"strips", "a.png", "-o", "f.png", "--width", "3m"}),
               Contains("--width: 3m"));
}
