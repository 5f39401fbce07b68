#include "ui/render/figure_file.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "engine/api/engine.h"
#include "engine/api/recipe.h"
#include "tests/app/small_explanation.h"
#include "tests/support/needs_gui.h"

using namespace sigscope;
using namespace sigscope::ui;

namespace {

QString name() {
    return "a&b‹ü>.png";
}

Explanation explanationOfThatFile() {
    Explanation explanation = smallExplanation();
    explanation.recipe = R"({"image":{"name":"a&b‹ü>.png"},"method":"sig","note":"two  spaces\n"})";
    auto scene = std::make_shared<Scene>(*explanation.scene);
    scene->picture = {8, 6, std::vector<std::uint8_t>(144, 200)};
    scene->seenRegion = {2, 1, 4, 4};
    scene->target.label = "<tabby> & \"tiger\"";
    explanation.scene = scene;
    return explanation;
}

QByteArray written(const QString& ending, FigureView view = {}) {
    tests::needGui();
    const QTemporaryDir folder;
    const QString file = folder.filePath(name() + ending);
    const auto outcome = writeFigure(file.toStdString(), explanationOfThatFile(), view);
    INFO((outcome.ok() ? "" : outcome.error()));
    REQUIRE(outcome.ok());
    QFile stream(file);
    REQUIRE(stream.open(QIODevice::ReadOnly));
    return stream.readAll();
}

/// The texts of all elements of that name in an XML document.
QStringList textsOf(const QByteArray& xml, const QString& element) {
    QXmlStreamReader reader(xml);
    QStringList texts;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement &&
            reader.qualifiedName() == element)
            texts << reader.readElementText();
    CHECK(reader.errorString().toStdString() == "");
    return texts;
}

std::string decoded(const QString& base64) {
    return QByteArray::fromBase64(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors)
        .toStdString();
}

}  // namespace

TEST_CASE("figure file: the PNG has the recipe as it is, in an uncompressed iTXt chunk",
          "[quick]") {
    QByteArray png = written(".png");
    CHECK(png.contains("iTXtrecipe"));
    QBuffer buffer(&png);
    QImageReader reader(&buffer);
    // The reader's own text() folds white space, the picture's does not.
    CHECK(reader.read().text(recipePngKeyword).toStdString() == explanationOfThatFile().recipe);
}

TEST_CASE("figure file: the SVG is well-formed, with title and recipe", "[quick]") {
    for (const FigureGround ground : {FigureGround::Crop, FigureGround::Original}) {
        const QByteArray svg = written(".svg", {ground});
        const QString title = name() + ": <tabby> & \"tiger\"";
        CHECK(textsOf(svg, "title") == QStringList{title});
        REQUIRE(textsOf(svg, recipeSvgElement).size() == 1);
        CHECK(decoded(textsOf(svg, recipeSvgElement)[0]) == explanationOfThatFile().recipe);
        CHECK(textsOf(svg, "text").contains("Path gap"));
    }
}

TEST_CASE("figure file: pictures in an SVG are enlarged by an integer factor", "[quick]") {
    const QByteArray svg = written(".svg");
    QXmlStreamReader reader(svg);
    std::vector<QImage> images;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != u"image")
            continue;
        const auto source = reader.attributes().value("http://www.w3.org/1999/xlink", "href");
        const QByteArray base64 = source.toLatin1();
        images.push_back(
            QImage::fromData(QByteArray::fromBase64(base64.mid(base64.indexOf(',') + 1))));
    }
    REQUIRE(images.size() == 3);  // The crop, the map and the bar.
    for (int i = 0; i < 2; ++i) {
        CHECK(images[i].width() >= 560);
        CHECK(images[i].width() % 4 == 0);
        // Each pixel of the 4×4 map is a square of one colour.
        const int side = images[i].width() / 4;
        CHECK(images[i].pixel(side, 0) == images[i].pixel(2 * side - 1, side - 1));
    }
}

TEST_CASE("figure file: the PDF has title and recipe in its metadata", "[quick]") {
    const QByteArray pdf = written(".pdf");
    CHECK(pdf.startsWith("%PDF-"));
    CHECK(pdf.trimmed().endsWith("%%EOF"));
    const qsizetype begin = pdf.indexOf("<x:xmpmeta");
    const QByteArray end = "</x:xmpmeta>";
    REQUIRE(begin > 0);
    const QByteArray packet = pdf.mid(begin, pdf.indexOf(end, begin) + end.size() - begin);
    CHECK(textsOf(packet, "rdf:li") == QStringList{name() + ": <tabby> & \"tiger\""});
    REQUIRE(textsOf(packet, recipeXmpElement).size() == 1);
    CHECK(decoded(textsOf(packet, recipeXmpElement)[0]) == explanationOfThatFile().recipe);
    CHECK_FALSE(pdf.contains("/DCTDecode"));  // Nothing is compressed as a JPEG.
}

TEST_CASE("figure file: on the original the map lies where the model looked", "[quick]") {
    QByteArray png = written(".png", {FigureGround::Original});
    const QImage figure = QImage::fromData(png);
    // The panel is 336 points wide, two pixels each, and begins at 24 + 336 + 24, 88 points; the
    // picture is 8 pixels wide, the crop 4 of them.
    const double pixel = 2 * 336 / 8.0;
    const auto at = [&](double x, double y) {
        return figure.pixelColor(static_cast<int>(2 * 384 + x * pixel),
                                 static_cast<int>(2 * 88 + y * pixel));
    };
    const QColor outside = at(1, 1);
    CHECK(outside.saturation() == 0);
    CHECK(outside.lightness() > 200);       // Grey 200, and a white veil.
    CHECK(at(2.5, 1.5).saturation() > 50);  // Its first value is the lowest, the last the highest.
    CHECK(at(2.5, 1.5).blue() > at(2.5, 1.5).red());
    CHECK(at(5.5, 4.5).red() > at(5.5, 4.5).blue());
    CHECK(at(6.5, 1.5) == outside);
}

TEST_CASE("figure file: each kind carries the result that it shows", "[quick]") {
    tests::needGui();
    Explanation explanation = explanationOfThatFile();
    explanation.input = Array(3, 4, 4);
    explanation.baseline = Array(3, 4, 4);
    std::ranges::fill(explanation.input.values, 0.1F);
    explanation.accumulatedSums = {0, 0.3125};
    const QTemporaryDir folder;
    for (const char* ending : {".png", ".svg", ".pdf"}) {
        INFO(ending);
        const std::filesystem::path file = folder.filePath(name() + ending).toStdString();
        REQUIRE(writeFigure(file, explanation, {}).ok());
        const auto read = readResult(file);
        if (!read) FAIL(read.error());
        REQUIRE(read.value());
        const Explanation& result = *read.value();
        CHECK(result.attribution == explanation.attribution);
        CHECK(result.input == explanation.input);
        CHECK(result.alphas == explanation.alphas);
        CHECK(result.f == explanation.f);
        CHECK(result.accumulatedSums == explanation.accumulatedSums);
        CHECK(result.recipe == explanation.recipe);
        CHECK(result.scene->target.label == "<tabby> & \"tiger\"");
        CHECK(lacksTrace(result));
    }
}

TEST_CASE("figure file: a figure of an older program has no result, a damaged one says so",
          "[quick]") {
    const QTemporaryDir folder;
    const auto readSvg = [&folder](const QByteArray& metadata) {
        QFile file(folder.filePath("f.svg"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("<svg><desc>e30=</desc>" + metadata + "</svg>");
        file.close();
        return readResult(file.fileName().toStdString());
    };
    const auto older = readSvg("");
    REQUIRE(older.ok());
    CHECK(older.value() == nullptr);
    const std::string begin = folder.filePath("f.svg").toStdString() + ": ";
    CHECK(readSvg("<metadata>AAAA").error() == begin + "its result is truncated");
    CHECK(readSvg("<metadata>A!</metadata>").error() ==
          begin + "its result is damaged, it is no base64");
    CHECK(readSvg("<metadata>AAAA</metadata>").error() ==
          begin + "is a damaged or truncated archive");
}
