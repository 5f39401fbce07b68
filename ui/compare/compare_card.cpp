#include "ui/compare/compare_card.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <utility>

#include "ui/compare/card_map.h"
#include "ui/render/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

using State = ComparedColumn::State;

/// What a computed map took, and how far it is to be trusted.
QString figuresOf(const Explanation& explanation) {
    QStringList figures{evaluationsText(explanation.evaluations),
                        durationText(explanation.seconds)};
    if (explanation.mapError)
        figures << CompareCard::tr("error ≈ %1").arg(percentText(*explanation.mapError));
    const Completeness& sums = explanation.completeness;
    if (const double whole = sums.fInput - sums.fBaseline;
        explanation.traits.isComplete() && whole != 0)
        figures << CompareCard::tr("gap %1").arg(percentText(sums.pathGap() / whole));
    return figures.join(QStringLiteral(" · "));
}

QString progressText(const ComparedColumn& column) {
    if (!column.progress) return CompareCard::tr("Waiting");
    const Progress& progress = *column.progress;
    QString text = QString::fromStdString(stageTitle(progress.stage));
    if (progress.total > 0) text += QStringLiteral(" %1/%2").arg(progress.step).arg(progress.total);
    if (progress.eta) text += QStringLiteral(" · ") + durationText(*progress.eta);
    return text;
}

QString statusOf(const ComparedColumn& column) {
    switch (column.state) {
        case State::Waiting:
            return column.seconds ? predictionText(*column.seconds) : CompareCard::tr("Waiting");
        case State::Running:
            return progressText(column);
        case State::TooLong:
            return predictionText(column.seconds.value_or(0));
        case State::Partial:
            return CompareCard::tr("partial · %1").arg(figuresOf(*column.column.explanation));
        case State::Cancelled:
            return CompareCard::tr("Cancelled");
        case State::Failed:
            return CompareCard::tr("Failed");
        case State::Done:
            return figuresOf(*column.column.explanation);
    }
    return {};
}

std::optional<double> shareDone(const ComparedColumn& column) {
    if (column.state != State::Running) return std::nullopt;
    if (!column.progress || column.progress->total == 0) return 0;
    return static_cast<double>(column.progress->step) / column.progress->total;
}

QString placeholderOf(const ComparedColumn& column) {
    if (column.state == State::Failed) return QString::fromStdString(column.column.failure);
    return column.state == State::TooLong
               ? CompareCard::tr("Predicted to take longer than a minute")
               : QString();
}

}  // namespace

CompareCard::CompareCard(QWidget* parent)
    : QFrame(parent),
      m_title(new QLabel(this)),
      m_map(new CardMap(this)),
      m_status(new QLabel(this)),
      m_compute(new QPushButton(tr("Compute"), this)) {
    setObjectName(QStringLiteral("compareCard"));
    setFocusPolicy(Qt::StrongFocus);
    for (QLabel* label : {m_title, m_status}) label->setTextFormat(Qt::PlainText);
    m_status->setFont(smallFont());
    m_status->setProperty("role", "muted");
    m_status->setWordWrap(true);
    m_status->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_compute->hide();
    auto* layout = new QVBoxLayout(this);
    constexpr int margin = Theme::grid;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Theme::grid / 2);
    layout->addWidget(m_title);
    layout->addWidget(m_map);
    layout->addWidget(m_status);
    layout->addWidget(m_compute);
    layout->addStretch();
    connect(m_compute, &QPushButton::clicked, this, &CompareCard::computeAsked);
    connect(m_map, &CardMap::hovered, this, &CompareCard::hovered);
    setSelected(false);
}

void CompareCard::setSide(int side) {
    m_map->setFixedSize(side, side);
    for (QLabel* label : {m_title, m_status}) label->setFixedWidth(side);
    // Two lines, always: nothing moves when they fill.
    m_status->setFixedHeight(2 * QFontMetrics(m_status->font()).lineSpacing());
}

void CompareCard::show(const ComparedColumn& column) {
    const QString title = QString::fromStdString(column.column.title);
    m_title->setText(
        QFontMetrics(m_title->font()).elidedText(title, Qt::ElideMiddle, m_title->width()));
    m_title->setToolTip(title);
    m_status->setText(statusOf(column));
    m_map->setPlaceholder(placeholderOf(column));
    m_map->setProgress(shareDone(column));
    m_map->setPartial(column.state == State::Partial);
    const bool canCompute = column.state == State::TooLong || column.state == State::Failed ||
                            column.state == State::Cancelled;
    m_compute->setText(column.state == State::TooLong ? tr("Compute") : tr("Try again"));
    m_compute->setVisible(canCompute);
    setAccessibleName(title);
    setAccessibleDescription(m_status->text());
}

void CompareCard::setMap(QImage map) {
    m_map->setImage(std::move(map));
}

const QImage& CompareCard::map() const {
    return m_map->image();
}

void CompareCard::setCrosshair(std::optional<QPoint> pixel) {
    m_map->setCrosshair(pixel);
}

void CompareCard::setSelected(bool selected) {
    m_selected = selected;
    setProperty("selected", selected);
    style()->unpolish(this);
    style()->polish(this);
}

QString CompareCard::title() const {
    return m_title->toolTip();
}

QString CompareCard::status() const {
    return m_status->text();
}

void CompareCard::mousePressEvent(QMouseEvent*) {
    Q_EMIT chosen();
}

void CompareCard::mouseDoubleClickEvent(QMouseEvent*) {
    Q_EMIT opened();
}

void CompareCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return Q_EMIT opened();
    QFrame::keyPressEvent(event);
}

}  // namespace sigscope::ui
