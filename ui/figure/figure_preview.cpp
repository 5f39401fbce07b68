#include "ui/figure/figure_preview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// What screens are taken for where they do not say what they are.
constexpr double screenPointsPerInch = 72;

constexpr int shortestField = 12 * Theme::grid;

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("The figure at print size"));
    setToolTip(
        tr("Click a part of the figure for its settings; drag its columns; double-click a text to "
           "edit it"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

FigurePreview::~FigurePreview() = default;

void FigurePreview::show(const PaperFigure& figure, const PrintOptions& print) {
    closeField();
    m_page = {};  // It does not outlive what it is of.
    m_printed = layOutFigure(figure, print);
    m_heading = figure.heading;
    m_page = withHeading(m_printed->page(), m_heading);
    resize(sizeHint());
    updateGeometry();
    update();
}

void FigurePreview::clear() {
    closeField();
    m_held.reset();
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

int FigurePreview::widthOf(const PrintOptions& print) const {
    const double points = pageWidth(print) * pointsPerUnit(print);
    return static_cast<int>(std::ceil(points * logicalDpiX() / screenPointsPerInch));
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

double FigurePreview::headingHeight() const {
    return m_page.size.height() - m_printed->page().size.height();
}

QPointF FigurePreview::pointOf(const QPointF& place) const {
    return place / pixelsPerUnit() - QPointF(0, headingHeight());
}

void FigurePreview::mousePressEvent(QMouseEvent* event) {
    if (isEmpty() || event->button() != Qt::LeftButton) return;
    const QPointF point = pointOf(event->position());
    if (const auto column = m_printed->columnAt(point))
        m_held = HeldColumn{*column, event->position().toPoint(), false};
    Q_EMIT partClicked(point.y() < 0 ? FigurePart::Heading : m_printed->partAt(point));
}

void FigurePreview::mouseMoveEvent(QMouseEvent* event) {
    if (!m_held || m_held->dragged) return;
    const int moved = (event->position().toPoint() - m_held->pressed).manhattanLength();
    if (moved < QApplication::startDragDistance()) return;
    m_held->dragged = true;
    setCursor(Qt::SizeHorCursor);
}

void FigurePreview::mouseReleaseEvent(QMouseEvent* event) {
    const auto held = std::exchange(m_held, std::nullopt);
    if (isEmpty() || !held || !held->dragged) return;
    unsetCursor();
    const auto target = m_printed->columnAt(pointOf(event->position()));
    if (target && *target != held->column) Q_EMIT columnMoved(held->column, *target);
}

void FigurePreview::mouseDoubleClickEvent(QMouseEvent* event) {
    if (isEmpty() || event->button() != Qt::LeftButton) return;
    if (const auto text = textAt(pointOf(event->position()))) edit(*text);
}

std::optional<FigureText> FigurePreview::textAt(const QPointF& point) const {
    if (point.y() >= 0) return m_printed->textAt(point);
    const double height = headingHeight();
    return FigureText{FigurePart::Heading, 0, m_heading,
                      QRectF(0, -height, m_page.size.width(), height)};
}

void FigurePreview::edit(const FigureText& text) {
    closeField();
    m_field = new QLineEdit(text.text, this);
    m_field->setObjectName(QStringLiteral("figureText"));
    m_field->setAccessibleName(tr("Text of the figure"));
    m_field->installEventFilter(this);
    const QPointF corner = (text.box.topLeft() + QPointF(0, headingHeight())) * pixelsPerUnit();
    m_field->move(corner.toPoint());
    m_field->resize(std::max(shortestField, qRound(text.box.width() * pixelsPerUnit())),
                    m_field->sizeHint().height());
    connect(m_field, &QLineEdit::editingFinished, this, [this, text] {
        const QString edited = m_field->text();
        closeField();
        if (edited != text.text) Q_EMIT textEdited(text.part, text.index, edited);
    });
    m_field->show();
    m_field->setFocus();
    m_field->selectAll();
}

void FigurePreview::closeField() {
    if (!m_field) return;
    QLineEdit* field = m_field;
    m_field.clear();
    field->disconnect(this);
    field->hide();
    field->deleteLater();
}

bool FigurePreview::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_field || !isKey || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    // Esc gives the text up, and cancels nothing else.
    event->accept();
    if (event->type() == QEvent::KeyPress) closeField();
    return true;
}

}  // namespace sigscope::ui
