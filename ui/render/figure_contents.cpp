#include "ui/render/figure_contents.h"

#include <QBuffer>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QFile>
#include <QImageReader>
#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ui/render/figure_format.h"
#include "ui/render/png_chunk.h"
#include "ui/render/thumbnail.h"

namespace sigscope::ui {

namespace {

constexpr qint64 largestFigureFile = 64LL << 20;  // Bytes.
constexpr int largestPanel = 4096;                // Pixels of a side.
constexpr int mostPanels = 1000;

/// Said of whatever does not fit together; nobody but a forger or a faulty disk sees it.
[[noreturn]] void refuse(const char* what) {
    throw std::runtime_error(std::string("its figure is damaged: ") + what);
}

// Numbers and lines.

QCborArray toCbor(const std::vector<double>& numbers) {
    QCborArray all;
    for (const double number : numbers) all.append(number);
    return all;
}

std::vector<double> numbersOf(const QCborValue& value) {
    std::vector<double> numbers;
    for (const QCborValue number : value.toArray()) {
        numbers.push_back(number.toDouble(NAN));
        if (!std::isfinite(numbers.back())) refuse("a number is none");
    }
    return numbers;
}

QCborArray toCbor(const QList<QPointF>& line) {
    QCborArray all;
    for (const QPointF& point : line) {
        all.append(point.x());
        all.append(point.y());
    }
    return all;
}

QList<QPointF> linePointsOf(const QCborValue& value) {
    const std::vector<double> numbers = numbersOf(value);
    QList<QPointF> line;
    for (std::size_t k = 0; k + 1 < numbers.size(); k += 2)
        line.append({numbers[k], numbers[k + 1]});
    return line;
}

QCborArray toCbor(const MapScale& scale) {
    return {static_cast<int>(scale.colours), scale.low, scale.high};
}

MapScale mapScaleOf(const QCborValue& value) {
    const std::vector<double> numbers = numbersOf(value);
    const auto last = static_cast<double>(ColourMap::BlueBlackRed);
    if (numbers.size() != 3 || !(numbers[0] >= 0 && numbers[0] <= last)) refuse("a scale is none");
    return {static_cast<ColourMap>(static_cast<int>(numbers[0])), numbers[1], numbers[2]};
}

// Pictures.

QImage panelPictureOf(const QCborValue& value) {
    QByteArray bytes = value.toByteArray();
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "png");
    if (const QSize size = reader.size();
        size.isEmpty() || std::max(size.width(), size.height()) > largestPanel)
        refuse("a picture is none");
    const QImage picture = reader.read();
    if (picture.isNull()) refuse("a picture is none");
    return picture.convertToFormat(QImage::Format_RGB32);
}

QCborArray toCbor(const ChartTitles& titles) {
    return {titles[0], titles[1]};
}

/// Figures of before they could be others have the usual ones.
void readTitles(const QCborValue& value, ChartTitles& titles) {
    for (std::size_t axis = 0; axis < titles.size(); ++axis)
        titles[axis] = value[static_cast<qint64>(axis)].toString(titles[axis]);
}

// Grids.

QCborMap toCbor(const GridCell& cell) {
    QCborMap map{{"caption", cell.caption}, {"absence", cell.absence}};
    if (!cell.picture.isNull()) map.insert(QStringLiteral("picture"), pngOf(cell.picture));
    if (cell.curves)
        map.insert(QStringLiteral("curves"),
                   QCborMap{{"change", toCbor(cell.curves->change)},
                            {"sum", toCbor(cell.curves->sum)},
                            {"change_at_sums", toCbor(cell.curves->changeAtSums)}});
    return map;
}

GridCell cellOf(const QCborValue& value) {
    GridCell cell;
    cell.caption = value["caption"].toString();
    cell.absence = value["absence"].toString();
    if (const QCborValue picture = value["picture"]; picture.isByteArray())
        cell.picture = panelPictureOf(picture);
    if (const QCborValue curves = value["curves"]; curves.isMap())
        cell.curves = PathLines{linePointsOf(curves["change"]), linePointsOf(curves["sum"]),
                                linePointsOf(curves["change_at_sums"])};
    return cell;
}

QCborMap toCbor(const GridContent& content) {
    QCborArray headers;
    for (const QString& header : content.headers) headers.append(header);
    QCborArray rows;
    for (const GridRow& row : content.rows) {
        QCborArray cells;
        for (const GridCell& cell : row.cells) cells.append(toCbor(cell));
        QCborMap map{{"label", row.label}, {"cells", cells}};
        if (row.scale) map.insert(QStringLiteral("scale"), toCbor(*row.scale));
        rows.append(map);
    }
    QCborArray scales;
    for (const GridScale& scale : content.scales)
        scales.append(QCborMap{{"title", scale.title}, {"scale", toCbor(scale.scale)}});
    return {
        {"headers", headers}, {"rows", rows}, {"scales", scales}, {"axes", toCbor(content.axes)}};
}

GridRow rowOf(const QCborValue& value) {
    GridRow row{value["label"].toString(), {}};
    for (const QCborValue cell : value["cells"].toArray()) row.cells.push_back(cellOf(cell));
    if (const QCborValue scale = value["scale"]; scale.isArray()) row.scale = mapScaleOf(scale);
    return row;
}

GridContent gridContentOf(const QCborValue& value) {
    GridContent content;
    for (const QCborValue header : value["headers"].toArray())
        content.headers.push_back(header.toString());
    qsizetype panels = 0;
    for (const QCborValue row : value["rows"].toArray()) {
        panels += row["cells"].toArray().size();
        if (panels > mostPanels) refuse("there are too many panels");
        content.rows.push_back(rowOf(row));
    }
    for (const QCborValue scale : value["scales"].toArray())
        content.scales.push_back({scale["title"].toString(), mapScaleOf(scale["scale"])});
    readTitles(value["axes"], content.axes);
    if (content.rows.empty() || content.rows.front().cells.empty()) refuse("it is empty");
    const std::size_t columns = content.rows.front().cells.size();
    const bool isEven = std::ranges::all_of(
        content.rows, [columns](const GridRow& row) { return row.cells.size() == columns; });
    if (!isEven || (!content.headers.empty() && content.headers.size() != columns))
        refuse("its rows differ in length");
    return content;
}

// Surfaces.

QCborMap toCbor(const PlanePath& path) {
    return {{"method", QString::fromStdString(path.method)},
            {"alphas", toCbor(path.alphas)},
            {"f", toCbor(path.f)},
            {"along", toCbor(path.along)},
            {"aside", toCbor(path.aside)},
            {"distances", toCbor(path.distances)}};
}

PlanePath planePathOf(const QCborValue& value) {
    PlanePath path{value["method"].toString().toStdString(),
                   numbersOf(value["alphas"]),
                   numbersOf(value["f"]),
                   numbersOf(value["along"]),
                   numbersOf(value["aside"]),
                   numbersOf(value["distances"])};
    for (const auto* numbers : {&path.f, &path.along, &path.aside, &path.distances})
        if (numbers->size() != path.alphas.size() || numbers->empty())
            refuse("its curves differ in length");
    return path;
}

QCborMap toCbor(const SurfaceContent& content) {
    const Surface& surface = *content.surface;
    QCborArray paths;
    for (const PlanePath& path : surface.paths) paths.append(toCbor(path));
    QCborArray names;
    for (const QString& name : content.names) names.append(name);
    return {{"resolution", surface.resolution},
            {"along", QCborArray{surface.along.low, surface.along.high}},
            {"aside", QCborArray{surface.aside.low, surface.aside.high}},
            {"f", toCbor(surface.f)},
            {"paths", paths},
            {"farthest_alpha", surface.farthestAlpha},
            {"distance", surface.distance},
            {"quantity", content.quantity},
            {"along_title", content.along},
            {"aside_title", content.aside},
            {"names", names},
            {"chart_titles", toCbor(content.chart)}};
}

PlaneRange planeRangeOf(const QCborValue& value) {
    const std::vector<double> ends = numbersOf(value);
    if (ends.size() != 2 || !(ends[0] < ends[1])) refuse("an axis is none");
    return {ends[0], ends[1]};
}

SurfaceContent surfaceContentOf(const QCborValue& value) {
    auto surface = std::make_shared<Surface>();
    const qint64 resolution = value["resolution"].toInteger();
    if (resolution < coarsestSurface || resolution > finestSurface) refuse("its grid is none");
    surface->resolution = static_cast<int>(resolution);
    surface->along = planeRangeOf(value["along"]);
    surface->aside = planeRangeOf(value["aside"]);
    surface->f = numbersOf(value["f"]);
    if (surface->f.size() != static_cast<std::size_t>(resolution * resolution))
        refuse("its grid has holes");
    for (const QCborValue path : value["paths"].toArray())
        surface->paths.push_back(planePathOf(path));
    if (surface->paths.empty()) refuse("it has no path");
    surface->farthestAlpha = value["farthest_alpha"].toDouble();
    surface->distance = value["distance"].toDouble();
    SurfaceContent content{std::move(surface), value["quantity"].toString()};
    content.along = value["along_title"].toString(content.along);
    content.aside = value["aside_title"].toString(content.aside);
    readTitles(value["chart_titles"], content.chart);
    for (const QCborValue name : value["names"].toArray()) content.names.push_back(name.toString());
    if (!content.names.empty() && content.names.size() != content.surface->paths.size())
        refuse("its paths have other names");
    return content;
}

// All of it.

double numberWithin(const QCborValue& value, double low, double high) {
    return std::clamp(value.toDouble(low), low, high);
}

OpenedFigure openedOf(const QCborValue& value) {
    const auto kind = kindNamed(value["kind"].toString());
    if (!kind) refuse("it is of a kind that this version does not know");
    OpenedFigure opened;
    opened.figure.kind = *kind;
    opened.figure.heading = value["heading"].toString();
    opened.figure.title = value["title"].toString();
    opened.figure.caption = value["caption"].toString();
    opened.figure.recipe = value["recipe"].toByteArray();
    if (*kind == PaperFigureKind::Surface)
        opened.figure.content = surfaceContentOf(value["surface"]);
    else
        opened.figure.content = gridContentOf(value["grid"]);
    opened.print.width = numberWithin(value["width_mm"], narrowestFigure, widestFigure);
    opened.print.dpi = numberWithin(value["dpi"], lowestResolution, highestResolution);
    opened.print.fontSize = numberWithin(value["font_size_pt"], smallestType, largestType);
    opened.print.family = value["font"].toString(usualFigureFamily());
    return opened;
}

// In files.

QByteArray pngChunkContent(const QByteArray& png, const QByteArray& type) {
    constexpr qsizetype around = 12;  // Length, type and checksum.
    for (qsizetype at = pngHeaderEnd; at + around <= png.size();) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        if (length > png.size() - at - around) break;
        if (png.mid(at + 4, 4) == type) return png.mid(at + 8, length);
        at += around + length;
    }
    return {};
}

/// What is between <element> and the next end of an element, decoded.
QByteArray elementIn(const QByteArray& bytes, const QByteArray& element) {
    const QByteArray open = "<" + element + ">";
    const qsizetype begin = bytes.indexOf(open);
    if (begin < 0) return {};
    const qsizetype end = bytes.indexOf('<', begin + open.size());
    if (end < 0) return {};
    return QByteArray::fromBase64(bytes.mid(begin + open.size(), end - begin - open.size()));
}

QByteArray contentsIn(const QByteArray& bytes) {
    if (bytes.startsWith("\x89PNG\r\n")) return pngChunkContent(bytes, figurePngChunk);
    return elementIn(bytes, bytes.startsWith("%PDF-") ? figureXmpElement : figureSvgElement);
}

}  // namespace

QByteArray figureContents(const PaperFigure& figure, const PrintOptions& print) {
    QCborMap all{{"kind", kindName(figure.kind)},
                 {"heading", figure.heading},
                 {"title", figure.title},
                 {"caption", figure.caption},
                 {"recipe", figure.recipe},
                 {"width_mm", print.width},
                 {"dpi", print.dpi},
                 {"font_size_pt", print.fontSize},
                 {"font", print.family}};
    if (const auto* surface = std::get_if<SurfaceContent>(&figure.content))
        all.insert(QStringLiteral("surface"), toCbor(*surface));
    else
        all.insert(QStringLiteral("grid"), toCbor(figure.grid()));
    return QCborValue(all).toCbor();
}

Outcome<OpenedFigure> readFigureContents(const QByteArray& contents) {
    return attempt([&] {
        QCborParserError error;
        const QCborValue value = QCborValue::fromCbor(contents, &error);
        if (error.error != QCborError::NoError || !value.isMap()) refuse("it cannot be decoded");
        return openedOf(value);
    });
}

Outcome<std::optional<OpenedFigure>> readPaperFigure(const std::filesystem::path& file) {
    if (!figureFormat(file)) return std::optional<OpenedFigure>();
    QFile bytes(QString::fromStdString(file.string()));
    if (bytes.size() > largestFigureFile || !bytes.open(QIODevice::ReadOnly))
        return std::optional<OpenedFigure>();
    const QByteArray contents = contentsIn(bytes.readAll());
    if (contents.isEmpty()) return std::optional<OpenedFigure>();
    Outcome<OpenedFigure> opened = readFigureContents(contents);
    if (!opened) return Failure{file.string() + ": " + opened.error()};
    return std::optional<OpenedFigure>(std::move(opened).value());
}

}  // namespace sigscope::ui
