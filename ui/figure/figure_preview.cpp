#include "ui/figure/figure_preview.h"

#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <cmath>

namespace sigscope::ui {

namespace {

/// What screens are taken for where they do not say what they are.
constexpr double screenPointsPerInch = 72;

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("The figure at print size"));
    setToolTip(tr("Click a part of the figure for its settings"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

FigurePreview::~FigurePreview() = default;

void FigurePreview::show(const PaperFigure& figure, const PrintOptions& print) {
    m_page = {};  // It does not outlive what it is of.
    m_printed = layOutFigure(figure, print);
    m_page = withHeading(m_printed->page(), figure.heading);
    resize(sizeHint());
    updateGeometry();
    update();
}

void FigurePreview::clear() {
    m_page = {};
    m_printed.reset();
    resize(sizeHint());
    updateGeometry();
    update();
}

double FigurePreview::pixelsPerUnit() const {
    return m_page.pointsPerUnit * logicalDpiX() / screenPointsPerInch;
}

QSize FigurePreview::sizeHint() const {
    if (isEmpty()) return {0, 0};
    const QSizeF size = m_page.size * pixelsPerUnit();
    return {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))};
}

void FigurePreview::paintEvent(QPaintEvent* event) {
    if (isEmpty()) return;
    QPainter painter(this);
    painter.fillRect(event->rect(), Qt::white);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.scale(pixelsPerUnit(), pixelsPerUnit());
    m_page.paint(painter);
}

void FigurePreview::mousePressEvent(QMouseEvent* event) {
    if (isEmpty() || event->button() != Qt::LeftButton) return;
    const double heading = m_page.size.height() - m_printed->page().size.height();
    const QPointF point = event->position() / pixelsPerUnit() - QPointF(0, heading);
    Q_EMIT partClicked(point.y() < 0 ? FigurePart::Heading : m_printed->partAt(point));
}

}  // namespace sigscope::ui
