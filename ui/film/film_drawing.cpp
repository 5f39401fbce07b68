#include "ui/film/film_drawing.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

#include "ui/render/figure_style.h"
#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

constexpr double usualFilmWidth = 1280;
constexpr double leastFilmUnit = 0.75;  ///< Pixels: smaller type cannot be read.
constexpr double headingType = 17;

}  // namespace

FilmMeasures::FilmMeasures(int width) : m_unit(std::max(leastFilmUnit, width / usualFilmWidth)) {}

int FilmMeasures::pixels(double units) const {
    return static_cast<int>(std::lround(units * m_unit));
}

QFont FilmMeasures::font(double units, QFont::Weight weight) const {
    return figureFont(pixels(units), weight);
}

void paintFilmHeading(QPainter& painter, const FilmMeasures& measures, int width,
                      const QString& title, const QString& position) {
    const QRect line(measures.pixels(filmMargin), measures.pixels(filmTop),
                     width - 2 * measures.pixels(filmMargin),
                     measures.pixels(filmHeading) - measures.pixels(filmTop) / 2);
    painter.setPen(figureInk);
    painter.setFont(measures.font(headingType));
    const QFontMetrics metrics(painter.font());
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, position);
    const int room = line.width() - metrics.horizontalAdvance(position) - measures.pixels(filmGap);
    painter.setFont(measures.font(headingType, QFont::DemiBold));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font()).elidedText(title, Qt::ElideMiddle, room));
}

FilmGrid filmGrid(const FilmMeasures& measures, int width, const FilmRows& content) {
    const auto boxes = static_cast<int>(content.count);
    const int rows = (boxes + content.perRow - 1) / content.perRow;
    const int perRow = (boxes + rows - 1) / rows;
    const int gap = measures.pixels(filmGap);
    const int margin = measures.pixels(filmMargin);
    const int side = std::max(1, (width - 2 * margin - (perRow - 1) * gap) / perRow);
    const int height =
        std::max(1, side * content.shape.height() / std::max(1, content.shape.width()));
    const int rowHeight =
        measures.pixels(filmTitleSpace) + height + measures.pixels(content.below) + gap / 2;
    const int top = measures.pixels(filmTop + filmHeading);
    FilmGrid grid;
    for (int k = 0; k < boxes; ++k)
        grid.boxes.emplace_back(margin + k % perRow * (side + gap),
                                top + k / perRow * rowHeight + measures.pixels(filmTitleSpace),
                                side, height);
    grid.size = {width, evenPixels(top + rows * rowHeight + measures.pixels(filmTop))};
    return grid;
}

void paintFilmTitle(QPainter& painter, const FilmMeasures& measures, const QRect& box,
                    const QString& title, const QString& value) {
    const QRect line(box.left(), box.top() - measures.pixels(filmTitleSpace), box.width(),
                     measures.pixels(filmTitleSpace) - measures.pixels(filmGap / 4));
    painter.setFont(measures.font(filmLabelType));
    painter.setPen(figureInk);
    const QFontMetrics metrics(painter.font());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(title, Qt::ElideRight, line.width()));
    painter.setPen(figureMuted);
    const int room = line.width() - metrics.horizontalAdvance(title) - measures.pixels(filmGap / 2);
    if (metrics.horizontalAdvance(value) <= room)
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
}

void paintFilmPicture(QPainter& painter, const QRect& box, const QImage& picture) {
    if (picture.isNull()) return painter.fillRect(box, figureHairline);
    const bool isEnlarged = picture.width() <= box.width();
    painter.drawImage(box.topLeft(), picture.scaled(box.size(), Qt::IgnoreAspectRatio,
                                                    isEnlarged ? Qt::FastTransformation
                                                               : Qt::SmoothTransformation));
}

void paintFilmBar(QPainter& painter, const FilmMeasures& measures, const QRect& box,
                  const MapScale& scale) {
    const QRect bar(box.left(), box.bottom() + 1 + measures.pixels(filmBarTop), box.width(),
                    measures.pixels(filmBarThickness));
    for (int x = 0; x < bar.width(); ++x)
        painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(),
                         QColor(colourAt(scale.colours, x / std::max(1.0, bar.width() - 1.0))));
    const QRect labels(bar.left(), bar.bottom() + 1, bar.width(), measures.pixels(filmBarLabels));
    const bool isSigned = scale.low < 0;
    painter.setFont(measures.font(filmLabelType));
    painter.setPen(figureMuted);
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter,
                     isSigned ? numberText(scale.low, 2) : QStringLiteral("0"));
    if (isSigned) painter.drawText(labels, Qt::AlignCenter, QStringLiteral("0"));
    painter.drawText(labels, Qt::AlignRight | Qt::AlignVCenter, numberText(scale.high, 2));
}

}  // namespace sigscope::ui
