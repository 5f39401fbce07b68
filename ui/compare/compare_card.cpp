#include "ui/compare/compare_card.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "ui/compare/card_map.h"
#include "ui/compare/compared_columns.h"
#include "ui/render/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/window/diagnostics.h"

namespace sigscope::ui {

namespace {

using State = ComparedColumn::State;

/// With lines that break at the dots between parts alone: a figure stays beside its unit.
QString unbroken(QString text) {
    text.replace(QLatin1Char(' '), QChar::Nbsp);
    return text.replace(QStringLiteral("·\u00a0"), QStringLiteral("· "));
}

/// What a computed map took, and how far it is to be trusted.
QString figuresOf(const ComparedColumn& column, const Catalogue& catalogue) {
    const Explanation& explanation = *column.column.explanation;
    const ExplainRequest& request = column.column.request;
    QStringList figures{evaluationsText(explanation.evaluations),
                        durationText(explanation.seconds)};
    if (explanation.mapError)
        figures << CompareCard::tr("error ≈ %1").arg(percentText(*explanation.mapError));
    const Completeness& sums = explanation.completeness;
    if (const double whole = sums.fInput - sums.fBaseline;
        explanation.traits.isComplete() && whole != 0 &&
        beginsAtBaseline(catalogue.method(request.method), request.parameters)) {
        const double gap = sums.pathGap() / whole;
        const bool isLarge = std::abs(gap) > DiagnosticLimits::largeGap;
        figures << (isLarge ? CompareCard::tr("⚠ gap %1") : CompareCard::tr("gap %1"))
                       .arg(percentText(gap));
    }
    return figures.join(QStringLiteral(" · "));
}

/// "partial, error ≈ 45 % · 9 evaluations".
QString partialText(const Explanation& explanation) {
    const QString error =
        explanation.mapError
            ? CompareCard::tr("partial, error ≈ %1").arg(percentText(*explanation.mapError))
            : CompareCard::tr("partial");
    return error + QStringLiteral(" · ") + evaluationsText(explanation.evaluations);
}

QString progressText(const ComparedColumn& column) {
    if (!column.progress) return CompareCard::tr("Waiting");
    const Progress& progress = *column.progress;
    QString text = QString::fromStdString(stageTitle(progress.stage));
    if (progress.total > 0) text += QStringLiteral(" %1/%2").arg(progress.step).arg(progress.total);
    if (progress.mapError)
        text += QStringLiteral(" · ") +
                CompareCard::tr("error ≈ %1").arg(percentText(*progress.mapError));
    if (progress.eta) text += QStringLiteral(" · ") + durationText(*progress.eta);
    return text;
}

QString statusOf(const ComparedColumn& column, const Catalogue& catalogue) {
    switch (column.state) {
        case State::Waiting:
            return column.seconds ? predictionText(*column.seconds) : QStringLiteral("≈ …");
        case State::Running:
            return progressText(column);
        case State::TooLong:
            return predictionText(column.seconds.value_or(0));
        case State::Partial:
            return partialText(*column.column.explanation);
        case State::Cancelled:
            return CompareCard::tr("Cancelled");
        case State::Failed:
            return CompareCard::tr("Failed");
        case State::Done:
            return figuresOf(column, catalogue);
    }
    return {};
}

std::optional<double> shareDone(const ComparedColumn& column) {
    if (column.state != State::Running) return std::nullopt;
    if (!column.progress || column.progress->total == 0) return 0;
    return static_cast<double>(column.progress->step) / column.progress->total;
}

QString placeholderOf(const ComparedColumn& column) {
    switch (column.state) {
        case State::Failed:
            return QString::fromStdString(column.column.failure);
        case State::TooLong:
            return CompareCard::tr("Predicted to take longer than a minute");
        case State::Waiting:
            return CompareCard::tr("Waiting");
        default:
            return {};
    }
}

QLabel* smallLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setFont(smallFont());
    label->setProperty("role", "muted");
    return label;
}

/// Elided to the label's width; whole in its tool tip.
void showElided(QLabel& label, const QString& text) {
    label.setText(QFontMetrics(label.font()).elidedText(text, Qt::ElideMiddle, label.width()));
    label.setToolTip(text);
}

}  // namespace

CompareCard::CompareCard(const Catalogue& catalogue, QWidget* parent)
    : QFrame(parent),
      m_catalogue(catalogue),
      m_title(new QLabel(this)),
      m_settings(smallLabel(this)),
      m_map(new CardMap(this)),
      m_status(smallLabel(this)),
      m_compute(new QPushButton(tr("Compute"), this)) {
    setObjectName(QStringLiteral("compareCard"));
    setFocusPolicy(Qt::StrongFocus);
    for (QLabel* label : {m_title, m_settings, m_status}) label->setTextFormat(Qt::PlainText);
    m_title->setCursor(Qt::OpenHandCursor);
    m_status->setWordWrap(true);
    m_status->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_compute->hide();
    auto* layout = new QVBoxLayout(this);
    constexpr int margin = Theme::grid;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Theme::grid / 2);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_title, m_settings, m_map, m_status, m_compute})
        layout->addWidget(part);
    layout->addStretch();
    connect(m_compute, &QPushButton::clicked, this, [this] {
        if (m_wantsLess)
            Q_EMIT smallerAsked();
        else
            Q_EMIT computeAsked();
    });
    connect(m_map, &CardMap::hovered, this, &CompareCard::hovered);
}

void CompareCard::setSide(int side) {
    m_map->setFixedSize(side, side);
    for (QLabel* label : {m_title, m_settings, m_status}) label->setFixedWidth(side);
    // Two lines, always: nothing moves when they fill.
    m_status->setFixedHeight(2 * QFontMetrics(m_status->font()).lineSpacing());
    showElided(*m_title, title());
    showElided(*m_settings, settings());
}

void CompareCard::show(const ComparedColumn& column) {
    const QString title = QString::fromStdString(column.column.title);
    showElided(*m_title, title);
    showElided(*m_settings, settingsText(column.column.request, m_catalogue));
    m_status->setText(unbroken(statusOf(column, m_catalogue)));
    m_map->setPlaceholder(placeholderOf(column));
    m_map->setProgress(shareDone(column));
    m_map->setPartial(column.state == State::Partial);
    showRemedy(column);
    setAccessibleName(title);
    setAccessibleDescription(settings() + QStringLiteral("; ") + status());
}

void CompareCard::showRemedy(const ComparedColumn& column) {
    m_wantsLess = column.state == State::Failed && column.cause == FailureCause::Memory;
    constexpr std::int64_t megabyte = 1 << 20;
    if (m_wantsLess)
        m_compute->setText(
            tr("Retry within %1 MB").arg(column.column.request.memoryBudget / 2 / megabyte));
    else
        m_compute->setText(column.state == State::TooLong ? tr("Compute") : tr("Try again"));
    m_compute->setVisible(column.state == State::TooLong || column.state == State::Failed ||
                          column.state == State::Cancelled || column.state == State::Partial);
}

void CompareCard::setMap(QImage map) {
    m_map->setImage(std::move(map));
}

const QImage& CompareCard::map() const {
    return m_map->image();
}

void CompareCard::setNote(const QString& note) {
    m_map->setNote(note);
}

QString CompareCard::note() const {
    return m_map->note();
}

void CompareCard::setCrosshair(std::optional<QPoint> pixel) {
    m_map->setCrosshair(pixel);
}

void CompareCard::setRole(Role role) {
    if (m_role == role) return;  // A style that is asked anew takes its time.
    m_role = role;
    setProperty("selected", role == Role::First);
    setProperty("second", role == Role::Second);
    style()->unpolish(this);
    style()->polish(this);
}

void CompareCard::setDropTarget(bool target) {
    if (property("dropTarget").toBool() == target) return;
    setProperty("dropTarget", target);
    style()->unpolish(this);
    style()->polish(this);
}

QString CompareCard::title() const {
    return m_title->toolTip();
}

QString CompareCard::settings() const {
    return m_settings->toolTip();
}

QString CompareCard::status() const {
    return m_status->text().replace(QChar::Nbsp, QLatin1Char(' '));
}

CompareCard::Part CompareCard::partAt(const QPoint& place) const {
    return place.y() < m_map->y() ? Part::Header : Part::Map;
}

void CompareCard::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_pressed = event->position().toPoint();
    m_dragging = false;
    Q_EMIT chosen(event->modifiers());
}

void CompareCard::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const QPoint moved = event->position().toPoint() - *m_pressed;
    m_dragging = m_dragging || moved.manhattanLength() >= QApplication::startDragDistance();
    if (m_dragging) Q_EMIT dragged(partAt(*m_pressed), event->globalPosition().toPoint());
}

void CompareCard::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_pressed) return;
    const Part part = partAt(*std::exchange(m_pressed, std::nullopt));
    if (std::exchange(m_dragging, false)) Q_EMIT dropped(part, event->globalPosition().toPoint());
}

void CompareCard::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) Q_EMIT opened();
}

void CompareCard::contextMenuEvent(QContextMenuEvent* event) {
    Q_EMIT menuAsked(event->globalPos());
}

void CompareCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return Q_EMIT opened();
    QFrame::keyPressEvent(event);
}

}  // namespace sigscope::ui
