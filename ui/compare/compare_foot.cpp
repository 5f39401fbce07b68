#include "ui/compare/compare_foot.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/compare/correlation_table.h"
#include "ui/controls/labelled_row.h"
#include "ui/controls/limit_field.h"
#include "ui/controls/muted_label.h"
#include "ui/path/colour_bar.h"
#include "ui/style/theme.h"
#include "ui/transport/path_cursor.h"
#include "ui/transport/transport_buttons.h"

namespace sigscope::ui {

namespace {

constexpr int scrubberSteps = 1000;
constexpr int tableHeight = 26 * Theme::grid;  ///< Ten maps' rows.
constexpr int tableGap = 2 * Theme::grid;
constexpr int leastScaleWidth = 24 * Theme::grid;  ///< Of the scale beside the table.

/// Where single steps stop: paths that lie beside each other have no nodes in common.
std::vector<double> scrubberNodes() {
    constexpr int steps = 20;
    std::vector<double> nodes;
    for (int i = 0; i <= steps; ++i) nodes.push_back(static_cast<double>(i) / steps);
    return nodes;
}

}  // namespace

CompareFoot::CompareFoot(QWidget* parent)
    : QWidget(parent),
      m_cursor(new PathCursor(this)),
      m_bar(new ColourBar(this)),
      m_note(mutedLabel({}, this)),
      m_reading(mutedLabel({}, this)),
      m_correlation(new CorrelationTable(this)),
      m_table(new QScrollArea(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    auto* row = new QHBoxLayout;
    row->setSpacing(tableGap);
    column->addLayout(row);
    // As wide as there is room: each card has its value there.
    column->addWidget(m_reading);
    column->addLayout(makeScrubber());
    auto* left = new QVBoxLayout;
    left->setSpacing(Theme::grid / 2);
    m_bar->setObjectName(QStringLiteral("compareBar"));
    m_bar->setAccessibleName(tr("Scale of the maps"));
    connect(m_bar, &ColourBar::activated, this, &CompareFoot::askLimit);
    for (QLabel* label : {m_note, m_reading}) label->setWordWrap(true);
    // Two lines, always: nothing moves when they fill.
    m_reading->setFixedHeight(2 * QFontMetrics(m_reading->font()).lineSpacing());
    m_reading->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_reading->setToolTip(
        tr("The maps’ values under the crosshair, and their ranks: #1 has the largest |A|"));
    left->addWidget(m_bar);
    left->addWidget(m_note);
    left->addStretch();
    left->addLayout(makeMeasure());
    row->addLayout(left, 1);
    m_table->setWidgetResizable(true);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWidget(m_correlation);
    row->addWidget(m_table, 0, Qt::AlignTop);
    connect(m_correlation, &CorrelationTable::pairChosen, this, &CompareFoot::pairChosen);
    fitTable();
    showShare();
}

void CompareFoot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTable();
}

/// As large as its cells, as far as it leaves the scale its room: beyond that, it scrolls.
void CompareFoot::fitTable() {
    const int widest = std::max(0, width() - leastScaleWidth - tableGap);
    m_correlation->fitInto(widest);
    const QSize whole = m_correlation->sizeHint();
    const bool tooHigh = whole.height() > tableHeight;
    const bool tooWide = whole.width() > widest;
    m_table->setFixedWidth(std::min(
        whole.width() + (tooHigh ? m_table->verticalScrollBar()->sizeHint().width() : 0), widest));
    m_table->setFixedHeight(std::min(
        whole.height() + (tooWide ? m_table->horizontalScrollBar()->sizeHint().height() : 0),
        tableHeight));
    m_table->setVisible(!whole.isEmpty());
}

QHBoxLayout* CompareFoot::makeMeasure() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid);
    row->addStretch();
    m_measure = new QComboBox(this);
    m_measure->setObjectName(QStringLiteral("compareMeasure"));
    m_measure->setAccessibleName(tr("Correlation"));
    m_measure->setToolTip(
        tr("Spearman’s asks which pixels come first; of Pearson’s a few large values decide"));
    m_measure->addItem(tr("Spearman"), static_cast<int>(Correlation::Spearman));
    m_measure->addItem(tr("Pearson"), static_cast<int>(Correlation::Pearson));
    addLabelled(*row, tr("Correlation"), m_measure);
    connect(m_measure, &QComboBox::activated, this, [this] {
        m_correlation->setMeasure(correlation());
        Q_EMIT correlationChosen();
    });
    return row;
}

Correlation CompareFoot::correlation() const {
    return static_cast<Correlation>(m_measure->currentData().toInt());
}

QHBoxLayout* CompareFoot::makeScrubber() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid);
    m_cursor->setNodes(scrubberNodes());
    m_buttons = new TransportButtons(*m_cursor, this, QStringLiteral("compare-"));
    m_buttons->setHelps({tr("To the paths' start (Home)"), tr("A step back"), tr("A step on"),
                         tr("To the paths' end (End)")});
    m_scrubber = new QSlider(Qt::Horizontal, this);
    m_scrubber->setAccessibleName(tr("Place along all paths"));
    m_scrubber->setRange(0, scrubberSteps);
    m_scrubber->setValue(scrubberSteps);
    m_shareText = mutedLabel({}, this);
    fitShareText();
    m_alignment = new QComboBox(this);
    m_alignment->setObjectName(QStringLiteral("compareAlignment"));
    m_alignment->setAccessibleName(tr("Paths beside each other by"));
    m_alignment->setToolTip(tr("What all paths have in common where they are shown"));
    for (const auto& [title, alignment] : {std::pair(tr("by α"), Alignment::Alpha),
                                           std::pair(tr("by path length"), Alignment::Length),
                                           std::pair(tr("by share of Δf"), Alignment::Change)})
        m_alignment->addItem(title, static_cast<int>(alignment));
    row->addWidget(m_buttons);
    row->addWidget(m_scrubber, 1);
    row->addWidget(m_shareText);
    row->addWidget(m_alignment);
    connect(m_scrubber, &QSlider::valueChanged, m_cursor, [this](int value) {
        m_cursor->stop();
        m_cursor->setAlpha(static_cast<double>(value) / scrubberSteps);
    });
    connect(m_cursor, &PathCursor::alphaChanged, this, [this](double share) {
        const QSignalBlocker blocker(m_scrubber);
        m_scrubber->setValue(static_cast<int>(std::lround(share * scrubberSteps)));
        showShare();
        Q_EMIT scrubbed();
    });
    connect(m_alignment, &QComboBox::currentIndexChanged, this, [this] {
        showShare();
        Q_EMIT scrubbed();
    });
    return row;
}

/// As large as its longest text, always: nothing moves, nor is laid out anew, at each step.
void CompareFoot::fitShareText() {
    QSize largest;
    for (const auto alignment : {Alignment::Alpha, Alignment::Length, Alignment::Change}) {
        m_shareText->setText(shareText(alignment, 1));
        largest = largest.expandedTo(m_shareText->sizeHint());
    }
    m_shareText->setFixedSize(largest);
}

void CompareFoot::showShare() {
    m_shareText->setText(shareText(alignment(), share()));
    m_scrubber->setAccessibleDescription(m_shareText->text());
}

void CompareFoot::setScale(const MapScale& scale, const QString& note, Limit limit) {
    m_bar->setScale(scale.colours, scale.low, scale.high);
    m_note->setText(note);
    m_limit = limit;
    const bool isFree = limit == Limit::Free;
    m_bar->setFocusPolicy(isFree ? Qt::TabFocus : Qt::NoFocus);
    m_bar->setToolTip(isFree ? tr("Click to change the limit of the scale") : QString());
    if (!isFree) m_bar->setCursor(Qt::ArrowCursor);
}

/// Over the bar, until one clicks elsewhere.
void CompareFoot::askLimit() {
    if (m_limit != Limit::Free) return;
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setObjectName(QStringLiteral("limitPopup"));
    popup->setAttribute(Qt::WA_DeleteOnClose);
    auto* field = new LimitField(m_bar->high(), tr("The limit follows from the maps again"), popup);
    auto* layout = new QVBoxLayout(popup);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->addWidget(new LabelledRow(tr("Limit"), field, popup));
    connect(field, &LimitField::limitChanged, this, &CompareFoot::limitChosen);
    popup->adjustSize();
    popup->move(m_bar->mapToGlobal(QPoint(0, -popup->height())));
    popup->show();
    field->beginTyping();
}

void CompareFoot::setReading(const QString& reading) {
    m_reading->setText(reading);
}

void CompareFoot::setScrubbable(bool scrubbable) {
    if (!scrubbable) m_cursor->stop();
    m_buttons->setEnabled(scrubbable);
    m_scrubber->setEnabled(scrubbable);
    m_alignment->setEnabled(scrubbable);
}

void CompareFoot::setShare(double share) {
    m_cursor->stop();
    m_cursor->setAlpha(share);
}

double CompareFoot::share() const {
    return m_cursor->alpha();
}

Alignment CompareFoot::alignment() const {
    return static_cast<Alignment>(m_alignment->currentData().toInt());
}

void CompareFoot::showCorrelations(const QStringList& titles, const CorrelationMatrix& matrix) {
    m_correlation->show(titles, matrix);
    fitTable();
}

}  // namespace sigscope::ui
