#include "ui/evaluate/randomisation_row.h"

#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <utility>

#include "engine/api/table.h"
#include "ui/controls/muted_label.h"
#include "ui/evaluate/quiet_scroll_area.h"
#include "ui/evaluate/stage_map.h"
#include "ui/path/colour_bar.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/scale_bar.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr ComparisonView rankView{ComparisonScale::Rank, Reduction::Absolute, {}};
constexpr double wholeRank = 1;  ///< Of the largest |A|.

QImage rankPicture(const Array& attribution) {
    return comparisonPicture(reducedFor(attribution, rankView), wholeRank, rankView, {});
}

QString similarityText(const std::optional<double>& value) {
    return value ? fixedText(*value, 2) : QStringLiteral("–");
}

QString similaritiesOf(const RandomisedMap& map) {
    QString text = RandomisationRow::tr("%1\nSpearman of |A| %2, of A %3; SSIM of |A| %4")
                       .arg(QString::fromStdString(map.stage), similarityText(map.absoluteRanks),
                            similarityText(map.signedRanks), similarityText(map.structure));
    if (!map.absoluteRanks)
        text += RandomisationRow::tr("\nOne of the two maps is the same everywhere");
    return text;
}

Table similarityTable(const LayerRandomisation& found) {
    Table table{{"stage", "Spearman of |A|", "Spearman of A", "SSIM of |A|"}, {}, 1};
    const auto text = [](const std::optional<double>& value) {
        return value ? roundedText(*value) : std::string();
    };
    for (const RandomisedMap& map : found.maps)
        table.rows.push_back(
            {map.stage, text(map.absoluteRanks), text(map.signedRanks), text(map.structure)});
    return table;
}

}  // namespace

RandomisationRow::RandomisationRow(Engine& engine, QWidget* parent)
    : QWidget(parent), m_runs(new RandomisationRuns(engine, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    column->addLayout(makeHeader());
    auto* tiles = new QWidget(this);
    m_tiles = new QHBoxLayout(tiles);
    m_tiles->setContentsMargins(0, 0, 0, 0);
    m_tiles->setSpacing(Theme::grid);
    m_tiles->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scroll = new QuietScrollArea(tiles, this);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_scroll);
    column->addLayout(makeFoot());
    connect(m_runs, &RandomisationRuns::changed, this, &RandomisationRow::refresh);
    refresh();
}

QHBoxLayout* RandomisationRow::makeHeader() {
    auto* header = new QHBoxLayout;
    header->setSpacing(Theme::grid);
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("Random layers"));
    m_kind->setToolTip(
        tr("Which layers of the network are random.\nCascade: those of a stage and all behind it, "
           "up to the output. Independent: those of a stage alone."));
    m_kind->addItem(tr("cascade"), static_cast<int>(Randomisation::Cascade));
    m_kind->addItem(tr("independent"), static_cast<int>(Randomisation::Independent));
    m_summary = mutedLabel({}, this);
    m_run = new QPushButton(this);
    m_run->setObjectName(QStringLiteral("randomiseLayers"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelRandomising"));
    m_cancel->setAccessibleName(tr("Cancel randomising layers"));
    addLabelled(*header, tr("Random layers"), m_kind);
    header->addWidget(m_summary);
    header->addStretch();
    header->addWidget(m_run);
    header->addWidget(m_cancel);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RandomisationRow::refresh);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_map) m_runs->start(questionOf(*m_map));
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_map) m_runs->cancel(questionOf(*m_map));
    });
    return header;
}

QHBoxLayout* RandomisationRow::makeFoot() {
    auto* foot = new QHBoxLayout;
    foot->setSpacing(2 * Theme::grid);
    m_note = mutedLabel({}, this);
    m_note->setWordWrap(true);
    // Two lines, always: nothing moves when they fill, and what is above may be as low as it can.
    m_note->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_note->setFixedHeight(2 * QFontMetrics(m_note->font()).lineSpacing());
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scale = new QWidget(this);
    auto* scale = new QHBoxLayout(m_scale);
    scale->setContentsMargins(0, 0, 0, 0);
    scale->setSpacing(Theme::grid);
    auto* bar = new ColourBar(m_scale);
    const MapScale ranks = scaleTo(wholeRank, rankView.reduction);
    bar->setScale(ranks.colours, ranks.low, ranks.high);
    bar->setFixedWidth(14 * Theme::grid);
    bar->setFocusPolicy(Qt::NoFocus);
    bar->setToolTip({});
    bar->unsetCursor();
    scale->addWidget(mutedLabel(tr("rank of |A|"), m_scale), 0, Qt::AlignTop);
    scale->addWidget(bar, 0, Qt::AlignTop);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_scale, 0, Qt::AlignTop);
    return foot;
}

void RandomisationRow::setMap(std::optional<MapsToEvaluate::Map> map) {
    m_map = std::move(map);
    refresh();
}

void RandomisationRow::clear() {
    m_runs->clear();
    m_drawn = 0;
    refresh();
}

RandomisationRequest RandomisationRow::questionOf(const MapsToEvaluate::Map& map) const {
    return {map.request, map.explanation,
            static_cast<Randomisation>(m_kind->currentData().toInt())};
}

const RandomisedRow* RandomisationRow::row() const {
    return m_map ? m_runs->find(questionOf(*m_map)) : nullptr;
}

std::vector<StageMap*> RandomisationRow::shownMaps() const {
    std::vector<StageMap*> shown;
    for (StageMap* stage : m_stages)
        if (!stage->isHidden()) shown.push_back(stage);
    return shown;
}

void RandomisationRow::refresh() {
    showButtons();
    showMaps();
    showNote();
}

void RandomisationRow::showButtons() {
    const RandomisedRow* known = row();
    const bool isRunning = known && !isOver(known->state);
    const bool isDone = known && known->state == TaskState::Done;
    QString text = tr("Randomise layers");
    if (m_map && !isDone) {
        const auto seconds = m_runs->predictedSeconds(questionOf(*m_map));
        text += QLatin1Char(' ') + (seconds ? predictionText(*seconds) : QStringLiteral("…"));
    }
    m_run->setText(text);
    m_run->setEnabled(m_map && !isRunning && !isDone);
    m_run->setToolTip(
        m_map
            ? tr("Asks the method of %1 where layers are random, stage by stage").arg(m_map->title)
            : tr("Explain the picture first: it is a map that is asked about"));
    m_cancel->setEnabled(isRunning);
    QString progress;
    if (isRunning)
        progress =
            known->found
                ? tr("%1 of %2").arg(known->found->maps.size()).arg(known->found->stages.size())
                : QStringLiteral("…");
    m_summary->setText(progress);
}

void RandomisationRow::showMaps() {
    const RandomisedRow* known = row();
    const std::shared_ptr<const LayerRandomisation> found = known ? known->found : nullptr;
    m_scroll->setVisible(found != nullptr);
    m_scale->setVisible(found != nullptr);
    const std::size_t count = found ? 1 + found->stages.size() : 0;
    while (m_stages.size() < count) {
        QWidget* before = m_stages.empty() ? static_cast<QWidget*>(m_cancel) : m_stages.back();
        m_stages.push_back(new StageMap(m_scroll->widget()));
        m_tiles->addWidget(m_stages.back());
        setTabOrder(before, m_stages.back());
    }
    for (std::size_t i = 0; i < m_stages.size(); ++i) m_stages[i]->setVisible(i < count);
    if (!found || !m_map) return;
    const MapsToEvaluate::Map& original = *m_map;
    m_scroll->setFixedHeight(m_stages.front()->height() +
                             m_scroll->horizontalScrollBar()->sizeHint().height());
    if (m_drawnOf.map != known->asked.map || m_drawnOf.randomisation != known->asked.randomisation)
        m_drawn = 0;
    m_drawnOf = known->asked;
    for (std::size_t place = m_drawn; place < count; ++place) showTile(place, original, *found);
    m_drawn = 1 + found->maps.size();
}

void RandomisationRow::showTile(std::size_t place, const MapsToEvaluate::Map& original,
                                const LayerRandomisation& found) {
    StageMap& tile = *m_stages[place];
    if (place == 0)
        return tile.show({tr("original"), rankPicture(original.explanation->attribution),
                          original.title,
                          tr("%1, of the network as it was learnt").arg(original.title)});
    const std::size_t stage = place - 1;
    const QString name = QString::fromStdString(found.stages[stage]);
    if (stage >= found.maps.size()) return tile.show({name, {}, QStringLiteral("…"), name});
    const RandomisedMap& map = found.maps[stage];
    tile.show({name, rankPicture(map.attribution), similarityText(map.absoluteRanks),
               similaritiesOf(map)});
}

void RandomisationRow::showNote() {
    const RandomisedRow* known = row();
    if (known && known->state == TaskState::Failed) return m_note->setText(known->failure);
    if (!known || !known->found)
        return m_note->setText(
            tr("Does the map depend on what the network learnt? Its layers become random ones, "
               "from the output back."));
    QString note =
        tr("Below each: Spearman’s rank correlation of |A| with the original. A map that stays "
           "alike does not depend on what was learnt.");
    if (known->state == TaskState::Cancelled)
        note = tr("Cancelled after %1 of %2 stages.")
                   .arg(known->found->maps.size())
                   .arg(known->found->stages.size()) +
               QLatin1Char(' ') + note;
    m_note->setText(note);
}

void RandomisationRow::copy() const {
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(tableText(similarityTable(*row()->found), TableFormat::Tsv)));
}

void RandomisationRow::contextMenuEvent(QContextMenuEvent* event) {
    const RandomisedRow* known = row();
    if (!known || !known->found) return;
    QMenu menu(this);
    menu.addAction(tr("Copy the correlations"), this, [this] { copy(); });
    menu.exec(event->globalPos());
}

}  // namespace sigscope::ui
