#include "ui/compare/compare_foot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

#include "ui/compare/correlation_table.h"
#include "ui/path/colour_bar.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int scrubberSteps = 1000;
constexpr int tableHeight = 26 * Theme::grid;  ///< Ten maps' rows.

QLabel* footLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setFont(smallFont());
    label->setProperty("role", "muted");
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

CompareFoot::CompareFoot(QWidget* parent)
    : QWidget(parent),
      m_bar(new ColourBar(this)),
      m_note(footLabel(this)),
      m_reading(footLabel(this)),
      m_correlation(new CorrelationTable(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::grid);
    auto* left = new QVBoxLayout;
    left->setSpacing(Theme::grid / 2);
    m_bar->setObjectName(QStringLiteral("compareBar"));
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->setToolTip({});
    for (QLabel* label : {m_note, m_reading}) label->setWordWrap(true);
    // Two lines, always: nothing moves when they fill.
    m_reading->setFixedHeight(2 * QFontMetrics(m_reading->font()).lineSpacing());
    m_reading->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    left->addWidget(m_bar);
    left->addWidget(m_note);
    left->addWidget(m_reading);
    left->addLayout(makeScrubber());
    row->addLayout(left, 1);
    auto* table = new QScrollArea(this);
    table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    table->setWidgetResizable(true);
    table->setFocusPolicy(Qt::NoFocus);
    table->setMaximumHeight(tableHeight);
    table->setWidget(m_correlation);
    row->addWidget(table);
    connect(m_correlation, &CorrelationTable::pairChosen, this, &CompareFoot::pairChosen);
    showShare();
}

QHBoxLayout* CompareFoot::makeScrubber() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid);
    m_scrubber = new QSlider(Qt::Horizontal, this);
    m_scrubber->setAccessibleName(tr("Place along all paths"));
    m_scrubber->setRange(0, scrubberSteps);
    m_scrubber->setValue(scrubberSteps);
    m_shareText = footLabel(this);
    m_alignment = new QComboBox(this);
    m_alignment->setAccessibleName(tr("Paths beside each other by"));
    m_alignment->setToolTip(tr("What all paths have in common where they are shown"));
    for (const auto& [title, alignment] : {std::pair(tr("by α"), Alignment::Alpha),
                                           std::pair(tr("by path length"), Alignment::Length),
                                           std::pair(tr("by share of Δf"), Alignment::Change)})
        m_alignment->addItem(title, static_cast<int>(alignment));
    row->addWidget(m_scrubber, 1);
    row->addWidget(m_shareText);
    row->addWidget(m_alignment);
    connect(m_scrubber, &QSlider::valueChanged, this, [this] {
        showShare();
        Q_EMIT scrubbed();
    });
    connect(m_alignment, &QComboBox::currentIndexChanged, this, [this] {
        showShare();
        Q_EMIT scrubbed();
    });
    return row;
}

void CompareFoot::showShare() {
    const QString what = alignment() == Alignment::Alpha    ? QStringLiteral("α")
                         : alignment() == Alignment::Length ? tr("length")
                                                            : QStringLiteral("Δf");
    m_shareText->setText(what + QLatin1Char(' ') + fixedText(share(), 3));
}

void CompareFoot::setScale(const MapScale& scale, const QString& note) {
    m_bar->setScale(scale.colours, scale.low, scale.high);
    m_note->setText(note);
}

void CompareFoot::setReading(const QString& reading) {
    m_reading->setText(reading);
}

void CompareFoot::setScrubbable(bool scrubbable) {
    m_scrubber->setEnabled(scrubbable);
    m_alignment->setEnabled(scrubbable);
}

void CompareFoot::setShare(double share) {
    m_scrubber->setValue(static_cast<int>(std::lround(share * scrubberSteps)));
}

double CompareFoot::share() const {
    return static_cast<double>(m_scrubber->value()) / scrubberSteps;
}

Alignment CompareFoot::alignment() const {
    return static_cast<Alignment>(m_alignment->currentData().toInt());
}

void CompareFoot::showCorrelations(const QStringList& titles, const CorrelationMatrix& matrix) {
    m_correlation->show(titles, matrix);
}

}  // namespace sigscope::ui
