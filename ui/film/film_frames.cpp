#include "ui/film/film_frames.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

#include "ui/charts/path_plot.h"
#include "ui/render/figure_facts.h"
#include "ui/render/figure_style.h"
#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

// Lengths are in units of the layout; a unit is a pixel of a film of the usual width.
constexpr double usualWidth = 1280;
constexpr double leastUnit = 0.75;  ///< Pixels: smaller type cannot be read.
constexpr double filmMargin = 24;
constexpr double filmTop = 16;
constexpr double filmHeading = 32;
constexpr double filmGap = 16;
constexpr double titleSpace = 24;
constexpr double barTop = 6;
constexpr double barThickness = 8;
constexpr double barLabels = 20;
constexpr double filmChartHeight = 232;
constexpr double headingType = 17;
constexpr double labelType = 13;

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

int even(int pixels) {
    return pixels + pixels % 2;
}

bool hasPane(const FilmOptions& options, FilmPane pane) {
    return std::ranges::find(options.panes, pane) != options.panes.end();
}

}  // namespace

FilmFrames::FilmFrames(const Explanation& explanation, const FilmOptions& options)
    : m_trace(explanation.trace),
      m_title(figureTitle(explanation)),
      m_completeness(explanation.perBaseline.empty() ? explanation.completeness
                                                     : explanation.perBaseline.front()),
      m_isComplete(explanation.traits.isComplete()),
      m_display(options.display),
      m_scales(scalesOf(*m_trace, m_display)),
      m_curves(pathCurvesOf(explanation)) {
    choosePace(options);
    layOut(options);
}

FilmFrames::~FilmFrames() = default;

void FilmFrames::choosePace(const FilmOptions& options) {
    const double frames = options.seconds * options.framesPerSecond;
    m_count = std::max(2, static_cast<int>(std::lround(frames)));
    m_holdCount =
        std::max(1, static_cast<int>(std::lround(options.hold * options.framesPerSecond)));
    if (options.pace == Pace::Change) m_pace = paceByChange(m_trace);
}

double FilmFrames::alpha(int frame) const {
    return m_pace.alphaAt(static_cast<double>(frame) / (m_count - 1));
}

int FilmFrames::pixels(double units) const {
    return static_cast<int>(std::lround(units * m_unit));
}

QFont FilmFrames::font(double units, QFont::Weight weight) const {
    return figureFont(pixels(units), weight);
}

void FilmFrames::layOut(const FilmOptions& options) {
    const int width = even(options.width);
    m_unit = std::max(leastUnit, width / usualWidth);
    const QSize map = m_trace->frame(1).accumulated.empty()
                          ? QSize(1, 1)
                          : drawFrame(0, *m_trace, m_scales, m_display, 1).accumulated.size();
    const auto maps = static_cast<int>(options.panes.size()) -
                      static_cast<int>(std::ranges::count(options.panes, FilmPane::Chart));
    int bottom = pixels(filmTop + filmHeading);
    if (maps > 0) {
        const int gap = pixels(filmGap);
        const int side = (width - 2 * pixels(filmMargin) - (maps - 1) * gap) / maps;
        const QSize box(side, std::max(1, side * map.height() / map.width()));
        QPoint corner(pixels(filmMargin), bottom + pixels(titleSpace));
        for (const FilmPane pane : options.panes) {
            if (pane == FilmPane::Chart) continue;
            m_panes.push_back({pane, QRect(corner, box)});
            corner.rx() += side + gap;
        }
        bottom = corner.y() + box.height() + pixels(barTop + barThickness + barLabels);
    }
    if (hasPane(options, FilmPane::Chart)) {
        m_chartBox = QRect(pixels(filmMargin / 2), bottom + pixels(filmGap),
                           width - pixels(filmMargin), pixels(filmChartHeight));
        drawChart(QSizeF(m_chartBox.size()) / m_unit);
        bottom = m_chartBox.bottom() + 1;
    }
    m_size = {width, even(bottom + pixels(filmTop))};
}

void FilmFrames::drawChart(const QSizeF& size) {
    m_chart = std::make_unique<PathPlot>(m_curves, size);
    m_chartPicture = QImage(m_chartBox.size(), QImage::Format_RGB32);
    m_chartPicture.fill(Qt::white);
    QPainter painter(&m_chartPicture);
    painter.scale(m_unit, m_unit);
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
    paintHeading(painter, alpha);
    const PathFrame frame = drawFrame(0, *m_trace, m_scales, m_display, alpha);
    for (const Pane& pane : m_panes) paintPane(painter, pane, frame);
    if (m_chart) {
        painter.drawImage(m_chartBox.topLeft(), m_chartPicture);
        painter.translate(m_chartBox.topLeft());
        painter.scale(m_unit, m_unit);
        m_chart->paintCursor(painter, alpha);
    }
    return picture;
}

void FilmFrames::paintHeading(QPainter& painter, double alpha) const {
    const QRect line(pixels(filmMargin), pixels(filmTop), m_size.width() - 2 * pixels(filmMargin),
                     pixels(filmHeading) - pixels(filmTop) / 2);
    painter.setPen(figureInk);
    painter.setFont(font(headingType));
    const QString position = QStringLiteral("α ") + fixedText(alpha, 3);
    const QFontMetrics metrics(painter.font());
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, position);
    const int room = line.width() - metrics.horizontalAdvance(position) - pixels(filmGap);
    painter.setFont(font(headingType, QFont::DemiBold));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font()).elidedText(m_title, Qt::ElideMiddle, room));
}

void FilmFrames::paintPane(QPainter& painter, const Pane& pane, const PathFrame& frame) const {
    const QRect title(pane.box.left(), pane.box.top() - pixels(titleSpace), pane.box.width(),
                      pixels(titleSpace) - pixels(filmGap / 4));
    painter.setFont(font(labelType));
    painter.setPen(figureInk);
    const QString name = paneTitle(pane.kind);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setPen(figureMuted);
    const QFontMetrics metrics(painter.font());
    const int room = title.width() - metrics.horizontalAdvance(name) - pixels(filmGap / 2);
    const QString value = valueText(pane.kind, frame);
    if (metrics.horizontalAdvance(value) <= room)
        painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, value);
    const QImage& picture = pictureIn(frame, pane.kind);
    if (picture.isNull()) return painter.fillRect(pane.box, figureHairline);
    // Pixels of the model stay squares where they are enlarged.
    const bool isEnlarged = picture.width() <= pane.box.width();
    painter.drawImage(pane.box.topLeft(), picture.scaled(pane.box.size(), Qt::IgnoreAspectRatio,
                                                         isEnlarged ? Qt::FastTransformation
                                                                    : Qt::SmoothTransformation));
    if (pane.kind == FilmPane::Spectrum)
        paintBar(painter, pane.box, m_display.magnitudeColours, m_scales.spectrum);
    if (pane.kind == FilmPane::Step)
        paintBar(painter, pane.box, m_display.mapColours(), m_scales.step);
    if (pane.kind == FilmPane::SoFar)
        paintBar(painter, pane.box, m_display.soFarColours(), m_scales.map);
}

void FilmFrames::paintBar(QPainter& painter, const QRect& box, ColourMap colours,
                          double limit) const {
    const QRect bar(box.left(), box.bottom() + 1 + pixels(barTop), box.width(),
                    pixels(barThickness));
    for (int x = 0; x < bar.width(); ++x)
        painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(),
                         QColor(colourAt(colours, x / std::max(1.0, bar.width() - 1.0))));
    const QRect labels(bar.left(), bar.bottom() + 1, bar.width(), pixels(barLabels));
    const bool isSigned = colours == ColourMap::BlueWhiteRed;
    painter.setPen(figureMuted);
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter,
                     isSigned ? numberText(-limit, 2) : QStringLiteral("0"));
    if (isSigned) painter.drawText(labels, Qt::AlignCenter, QStringLiteral("0"));
    painter.drawText(labels, Qt::AlignRight | Qt::AlignVCenter, numberText(limit, 2));
}

QString FilmFrames::valueText(FilmPane pane, const PathFrame& frame) const {
    if (pane == FilmPane::Spectrum) return QStringLiteral("log(1 + |F|)");
    if (pane == FilmPane::Step) return QStringLiteral("Σ ") + signedText(frame.frame.stepSum, 2);
    if (pane != FilmPane::SoFar) return QStringLiteral("f ") + numberText(frame.frame.f, 3);
    const QString sum = QStringLiteral("ΣA ") + numberText(frame.frame.accumulatedSum, 3);
    if (!m_isComplete) return sum;
    return sum + QStringLiteral(" of ") +
           numberText(m_completeness.fPathEnd - m_completeness.fPathStart, 3);
}

}  // namespace sigscope::ui
