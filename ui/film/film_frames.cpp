#include "ui/film/film_frames.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/path_plot.h"
#include "ui/compare/path_alignment.h"
#include "ui/render/figure_facts.h"
#include "ui/render/figure_style.h"
#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr double filmChartHeight = 232;  ///< In units of FilmMeasures; the least beside pictures.
constexpr double sharePicturesBeside = 0.6;  ///< Of the width, that pictures beside a chart take.

/// The scale of a pane to `limit`.
MapScale paneScale(ColourMap colours, double limit) {
    return {colours, isDiverging(colours) ? -limit : 0, limit};
}

QString paneTitle(FilmPane pane) {
    switch (pane) {
        case FilmPane::Point:
            return QStringLiteral("The picture");
        case FilmPane::Spectrum:
            return QStringLiteral("Its spectrum");
        case FilmPane::Step:
            return QStringLiteral("Added here");
        default:
            return QStringLiteral("Map so far");
    }
}

const QImage& pictureIn(const PathFrame& frame, FilmPane pane) {
    switch (pane) {
        case FilmPane::Point:
            return frame.point;
        case FilmPane::Spectrum:
            return frame.spectrum;
        case FilmPane::Step:
            return frame.step;
        default:
            return frame.accumulated;
    }
}

bool hasPane(const FilmOptions& options, FilmPane pane) {
    return std::ranges::find(options.panes, pane) != options.panes.end();
}

}  // namespace

FilmBasis filmBasisOf(const Explanation& explanation, const FilmOptions& options) {
    const PathTrace& trace = *explanation.trace;
    FilmBasis basis{FilmClock({explanation.trace}, options), scalesOf(trace, options.display),
                    QSize(1, 1)};
    if (const Array last = trace.frame(1).accumulated; !last.empty())
        basis.map = QSize(last.width, last.height);
    return basis;
}

FilmFrames::FilmFrames(const Explanation& explanation, const FilmOptions& options)
    : FilmFrames(explanation, options, filmBasisOf(explanation, options)) {}

FilmFrames::FilmFrames(const Explanation& explanation, const FilmOptions& options, FilmBasis basis)
    : Film(std::move(basis.clock)),
      m_trace(explanation.trace),
      m_title(options.caption.isEmpty() ? figureTitle(explanation) : options.caption),
      m_recipe(QByteArray::fromStdString(explanation.recipe)),
      m_objective(objectiveName(explanation)),
      m_completeness(explanation.perBaseline.empty() ? explanation.completeness
                                                     : explanation.perBaseline.front()),
      m_isComplete(explanation.traits.isComplete()),
      m_display(options.display),
      m_scales(basis.scales),
      m_curves(pathLinesOf(explanation)),
      m_measures(evenPixels(options.width)) {
    layOut(options, basis.map);
}

FilmFrames::~FilmFrames() = default;

QRect FilmFrames::layOutPictures(const FilmOptions& options, QSize map, int width) {
    const int top = m_measures.pixels(filmTop + filmHeading);
    if (m_panes.empty()) return {0, top, 0, 0};
    constexpr double bar = filmBarTop + filmBarThickness + filmBarLabels;
    const FilmGrid grid = filmGrid(m_measures, width, {m_panes.size(), options.perRow, map, bar});
    for (std::size_t k = 0; k < m_panes.size(); ++k) m_panes[k].box = grid.boxes[k];
    const int bottom = grid.boxes.back().bottom() + 1 + m_measures.pixels(bar);
    return {0, top, width, bottom - top};
}

void FilmFrames::layOut(const FilmOptions& options, QSize map) {
    const int width = evenPixels(options.width);
    const auto pixels = [this](double units) { return m_measures.pixels(units); };
    for (const FilmPane pane : options.panes)
        if (pane != FilmPane::Chart) m_panes.push_back({pane, {}});
    const bool hasChart = hasPane(options, FilmPane::Chart);
    const bool isBeside = hasChart && options.chart == ChartPlace::Beside && !m_panes.empty();
    const QRect pictures = layOutPictures(
        options, map, isBeside ? static_cast<int>(sharePicturesBeside * width) : width);
    int bottom = pictures.top() + pictures.height();
    if (hasChart) {
        const int edge = pixels(filmMargin / 2);
        const int least = pixels(filmChartHeight);
        m_chartBox = isBeside
                         ? QRect(pictures.width() - edge, pictures.top(), width - pictures.width(),
                                 std::max(least, pictures.height()))
                         : QRect(edge, bottom + pixels(filmGap), width - pixels(filmMargin), least);
        drawChart(QSizeF(m_chartBox.size()) / m_measures.unit());
        bottom = std::max(bottom, m_chartBox.bottom() + 1);
    }
    m_size = {width, evenPixels(bottom + pixels(filmTop))};
}

void FilmFrames::drawChart(const QSizeF& size) {
    m_chart = std::make_unique<PathPlot>(m_curves, size);
    m_chartPicture = QImage(m_chartBox.size(), QImage::Format_RGB32);
    m_chartPicture.fill(Qt::white);
    QPainter painter(&m_chartPicture);
    painter.scale(m_measures.unit(), m_measures.unit());
    m_chart->paint(painter);
}

QRect FilmFrames::box(FilmPane pane) const {
    if (pane == FilmPane::Chart) return m_chartBox;
    const auto found = std::ranges::find(m_panes, pane, &Pane::kind);
    return found == m_panes.end() ? QRect() : found->box;
}

QImage FilmFrames::draw(double alpha) const {
    QImage picture(m_size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    paintFilmHeading(painter, m_measures, m_size.width(), m_title,
                     shareText(Alignment::Alpha, alpha));
    const PathFrame frame = drawFrame(0, *m_trace, m_scales, m_display, alpha);
    for (const Pane& pane : m_panes) paintPane(painter, pane, frame);
    if (m_chart) {
        painter.drawImage(m_chartBox.topLeft(), m_chartPicture);
        painter.translate(m_chartBox.topLeft());
        painter.scale(m_measures.unit(), m_measures.unit());
        m_chart->paintCursor(painter, alpha);
    }
    return picture;
}

void FilmFrames::paintPane(QPainter& painter, const Pane& pane, const PathFrame& frame) const {
    paintFilmTitle(painter, m_measures, pane.box, paneTitle(pane.kind),
                   valueText(pane.kind, frame));
    paintFilmPicture(painter, pane.box, pictureIn(frame, pane.kind));
    const auto paintBar = [&](ColourMap colours, double limit) {
        paintFilmBar(painter, m_measures, pane.box, paneScale(colours, limit));
    };
    if (pane.kind == FilmPane::Spectrum) paintBar(m_display.magnitudeColours, m_scales.spectrum);
    if (pane.kind == FilmPane::Step) paintBar(m_display.mapColours(), m_scales.step);
    if (pane.kind == FilmPane::SoFar) paintBar(m_display.soFarColours(), m_scales.map);
}

QString FilmFrames::value(FilmPane pane, double alpha) const {
    return valueText(pane, drawFrame(0, *m_trace, m_scales, m_display, alpha));
}

QString FilmFrames::valueText(FilmPane pane, const PathFrame& frame) const {
    if (pane == FilmPane::Spectrum) return QStringLiteral("log(1 + |F|)");
    if (pane == FilmPane::Step) return QStringLiteral("Σ ") + signedText(frame.frame.stepSum, 2);
    // As the window writes it.
    if (pane != FilmPane::SoFar)
        return QStringLiteral("f ") + objectiveText(frame.frame.f, m_objective);
    QString sum = QStringLiteral("ΣA ") + numberText(frame.frame.accumulatedSum, 3);
    if (!m_isComplete) return sum;
    return sum + QStringLiteral(" of ") +
           numberText(m_completeness.fPathEnd - m_completeness.fPathStart, 3);
}

}  // namespace sigscope::ui
