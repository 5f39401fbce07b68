#include "ui/window/filmstrip.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <utility>

#include "ui/compare/compared_columns.h"
#include "ui/render/thumbnail.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/window/result_log.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr QSize stripThumbnail{10 * Theme::grid, 5 * Theme::grid};
constexpr QSize stripCell{13 * Theme::grid, 9 * Theme::grid};
constexpr int filmstripHeight = stripCell.height() + Theme::grid;  ///< With the scroll bar.
constexpr int controlsWidth = 26 * Theme::grid;

/// As large as it is shown; null where nobody reads it.
QImage thumbnailOfFile(const fs::path& file, double devicePixelRatio) {
    auto read = readThumbnail(file, stripThumbnail * devicePixelRatio);
    if (!read) return {};
    QImage picture = std::move(read).value();
    picture.setDevicePixelRatio(devicePixelRatio);
    return picture;
}

QString elided(const QString& text) {
    return QFontMetrics(smallFont())
        .elidedText(text, Qt::ElideMiddle, stripCell.width() - Theme::grid);
}

/// The name, the answer and DiffID, a line for each that there is.
QString stripText(const StripEntry& entry) {
    QStringList lines{elided(QString::fromStdString(entry.picture.file.filename().string()))};
    if (entry.top) {
        QString answer = QString::fromStdString(entry.top->label);
        if (!entry.picture.label.empty())
            answer.prepend(entry.isWrong() ? QStringLiteral("✗ ") : QStringLiteral("✓ "));
        lines << elided(answer);
    }
    if (!entry.measured.empty())
        lines << Filmstrip::tr("DiffID %1").arg(fixedText(entry.measured.front().value, 3));
    return lines.join(QLatin1Char('\n'));
}

/// A third line takes its height from the pictures, not from the window.
QSize thumbnailBeside(const std::vector<StripEntry>& entries) {
    const bool measured = std::ranges::any_of(
        entries, [](const StripEntry& entry) { return !entry.measured.empty(); });
    const int line = measured ? QFontMetrics(smallFont()).lineSpacing() : 0;
    return {stripThumbnail.width(), stripThumbnail.height() - line};
}

constexpr int rowOfEntry(std::size_t entry) {
    return static_cast<int>(entry);
}

}  // namespace

Filmstrip::Filmstrip(Engine& engine, ResultLog& log, QWidget* parent)
    : QWidget(parent),
      m_log(log),
      m_list(new QListWidget(this)),
      m_runs(new ComparisonRuns(engine, this)) {
    setObjectName(QStringLiteral("filmstrip"));
    m_list->setAccessibleName(tr("Pictures"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setMovement(QListView::Static);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setIconSize(stripThumbnail);
    m_list->setGridSize(stripCell);
    m_list->setFont(smallFont());
    m_list->setFixedHeight(filmstripHeight);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid, Theme::grid / 2, Theme::grid, 0);
    row->setSpacing(Theme::grid);
    row->addWidget(m_list, 1);
    row->addWidget(makeControls());
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        m_orders->popup(m_list->viewport()->mapToGlobal(place));
    });
    connect(m_list, &QListWidget::itemClicked, this, &Filmstrip::click);
    connect(&m_log, &ResultLog::added, this, &Filmstrip::showResult);
    m_log.follow(*m_runs);
    connect(m_runs, &ComparisonRuns::changed, this, [this] {
        // Behind the log, and not from within the runs.
        if (m_computing && !m_runs->running()) QTimer::singleShot(0, this, &Filmstrip::computeNext);
    });
    hide();
}

QWidget* Filmstrip::makeControls() {
    auto* controls = new QWidget(this);
    controls->setFixedWidth(controlsWidth);
    auto* column = new QVBoxLayout(controls);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    m_wrongOnly = new QToolButton(controls);
    m_wrongOnly->setObjectName(QStringLiteral("wrongOnly"));
    m_wrongOnly->setText(tr("Wrong only"));
    m_wrongOnly->setToolTip(
        tr("Only pictures that the model takes for another class than their folder says"));
    m_wrongOnly->setCheckable(true);
    m_wrongOnly->setProperty("segment", true);
    m_compute = new QPushButton(controls);
    m_compute->setObjectName(QStringLiteral("computeAll"));
    m_compute->setToolTip(tr("Computes the pictures that were not yet, in the background"));
    auto* close = new QToolButton(controls);
    close->setObjectName(QStringLiteral("closeStrip"));
    close->setIcon(icon("close"));
    close->setProperty("flat", true);
    close->setToolTip(tr("Close the strip"));
    close->setAccessibleName(tr("Close the strip"));
    auto* row = new QHBoxLayout();
    row->addWidget(m_wrongOnly);
    row->addWidget(makeSortButton());
    row->addStretch();
    row->addWidget(close);
    column->addLayout(row);
    column->addWidget(m_compute);
    column->addStretch();
    connect(m_wrongOnly, &QToolButton::toggled, this, &Filmstrip::filter);
    connect(m_compute, &QPushButton::clicked, this, &Filmstrip::toggleComputing);
    connect(close, &QToolButton::clicked, this, [this] {
        setPictures({});
        Q_EMIT closed();
    });
    return controls;
}

QToolButton* Filmstrip::makeSortButton() {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("sortStrip"));
    button->setText(tr("Sort ▾"));
    button->setToolTip(tr("Puts the pictures in another order"));
    button->setProperty("segment", true);
    m_orders = new QMenu(this);
    for (const auto& [title, order] : {std::pair(tr("As opened"), StripOrder::Opened),
                                       std::pair(tr("By name"), StripOrder::Name),
                                       std::pair(tr("By probability"), StripOrder::Probability),
                                       std::pair(tr("By DiffID"), StripOrder::DiffId)})
        connect(m_orders->addAction(title), &QAction::triggered, this,
                [this, order = order] { sort(order); });
    // Not the button's own menu, which opens on pressing and would have a loop of its own.
    connect(button, &QToolButton::clicked, this,
            [this, button] { m_orders->popup(button->mapToGlobal(button->rect().bottomLeft())); });
    return button;
}

void Filmstrip::setPictures(std::vector<StripPicture> pictures) {
    m_decoder.forget();
    if (m_computing) toggleComputing();
    m_entries.clear();
    m_list->clear();
    for (StripPicture& picture : pictures) {
        const std::size_t index = m_entries.size();
        m_entries.push_back({.picture = std::move(picture), .place = index});
        auto* item = new QListWidgetItem(m_list);
        item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
        showEntry(index);
    }
    m_list->setIconSize(thumbnailBeside(m_entries));
    const bool labelled = std::ranges::any_of(
        m_entries, [](const StripEntry& entry) { return !entry.picture.label.empty(); });
    m_wrongOnly->setVisible(labelled);
    m_wrongOnly->setChecked(false);
    for (const LoggedResult& result : m_log.results()) showResult(result);
    setVisible(!m_entries.empty());
    showPrediction();
    decodeNext();
}

void Filmstrip::decodeNext() {
    const auto next =
        std::ranges::find_if(m_entries, [](const StripEntry& entry) { return !entry.thumbnail; });
    if (next == m_entries.end()) return;
    m_decoder.start(
        [this, file = next->picture.file, ratio = devicePixelRatioF()](const std::stop_token&) {
            const auto picture = attempt([&] { return thumbnailOfFile(file, ratio); });
            return [this, file, image = picture ? picture.value() : QImage()] {
                keepThumbnail(file, image);
                decodeNext();
            };
        });
}

void Filmstrip::keepThumbnail(const fs::path& file, const QImage& picture) {
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].picture.file != file) continue;
        m_entries[i].thumbnail = picture;
        showEntry(i);
    }
}

void Filmstrip::showEntry(std::size_t index) {
    const StripEntry& entry = m_entries[index];
    QListWidgetItem* item = m_list->item(rowOfEntry(index));
    item->setText(stripText(entry));
    item->setToolTip(stripToolTip(entry));
    if (!entry.thumbnail) return item->setIcon({});
    if (entry.thumbnail->isNull()) return item->setIcon(icon("photograph"));
    QIcon thumbnail(QPixmap::fromImage(*entry.thumbnail));
    // A picture keeps its colours where its name is marked.
    thumbnail.addPixmap(QPixmap::fromImage(*entry.thumbnail), QIcon::Selected);
    item->setIcon(thumbnail);
}

void Filmstrip::showResult(const LoggedResult& result) {
    if (result.explanation->seconds > 0) m_seconds = result.explanation->seconds;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].picture.file != result.request.image) continue;
        m_entries[i].top = result.explanation->scene->top.front();
        showEntry(i);
    }
    filter();
    showPrediction();
}

void Filmstrip::showMeasured(const std::vector<EvaluatedMap>& maps) {
    std::map<fs::path, std::vector<MapDiffId>> measured;
    for (const EvaluatedMap& map : maps)
        if (!map.isControl() && map.evaluation && map.evaluation->diffId.value)
            measured[map.asked.request.image].push_back({map.title, *map.evaluation->diffId.value});
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto found = measured.find(m_entries[i].picture.file);
        if (found == measured.end() || found->second == m_entries[i].measured) continue;
        m_entries[i].measured = found->second;
        showEntry(i);
    }
    m_list->setIconSize(thumbnailBeside(m_entries));
}

void Filmstrip::sort(StripOrder order) {
    const std::vector<fs::path> selected = selectedFiles();
    sortEntries(m_entries, order);
    for (std::size_t i = 0; i < m_entries.size(); ++i) showEntry(i);
    filter();
    setCurrent(m_current);
    m_list->clearSelection();
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (std::ranges::find(selected, m_entries[i].picture.file) != selected.end())
            m_list->item(rowOfEntry(i))->setSelected(true);
}

void Filmstrip::setCurrent(const fs::path& file) {
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].picture.file != file) continue;
        m_current = file;
        QListWidgetItem* item = m_list->item(rowOfEntry(i));
        m_list->setCurrentItem(item);
        m_list->scrollToItem(item);
    }
}

void Filmstrip::walk(int step) {
    const auto count = static_cast<int>(m_entries.size());
    const auto found = std::ranges::find_if(
        m_entries, [this](const StripEntry& entry) { return entry.picture.file == m_current; });
    int row = static_cast<int>(found - m_entries.begin());
    if (found == m_entries.end()) row = step > 0 ? -1 : count;
    for (row += step; row >= 0 && row < count; row += step)
        if (!m_list->item(row)->isHidden()) return choose(row);
}

void Filmstrip::choose(int row) {
    // Also where it cannot be opened: the next step goes on from here.
    m_current = m_entries[static_cast<std::size_t>(row)].picture.file;
    Q_EMIT chosen(m_current);
}

std::vector<fs::path> Filmstrip::files() const {
    std::vector<fs::path> files;
    for (const StripEntry& entry : m_entries) files.push_back(entry.picture.file);
    return files;
}

std::vector<fs::path> Filmstrip::selectedFiles() const {
    std::vector<fs::path> files;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (m_list->item(rowOfEntry(i))->isSelected()) files.push_back(m_entries[i].picture.file);
    return files;
}

void Filmstrip::click(QListWidgetItem* item) {
    if (!QApplication::keyboardModifiers().testFlag(Qt::ControlModifier))
        return choose(m_list->row(item));
    Q_EMIT picked(selectedFiles());
}

void Filmstrip::filter() {
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_list->item(rowOfEntry(i))->setHidden(m_wrongOnly->isChecked() && !m_entries[i].isWrong());
}

std::optional<std::size_t> Filmstrip::nextUncomputed() const {
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (!m_entries[i].tried && !m_entries[i].top) return i;
    return std::nullopt;
}

void Filmstrip::toggleComputing() {
    m_computing = !m_computing;
    for (StripEntry& entry : m_entries) entry.tried = false;
    if (m_computing)
        computeNext();
    else
        m_runs->start({});
    showPrediction();
}

void Filmstrip::computeNext() {
    if (!m_computing || m_runs->running()) return;
    const auto next = nextUncomputed();
    if (!next) return toggleComputing();
    m_entries[*next].tried = true;  // What fails is not tried for ever.
    m_runs->start(columnsByPicture(m_request, {m_entries[*next].picture.file}));
}

void Filmstrip::showPrediction() {
    const auto left =
        std::ranges::count_if(m_entries, [](const StripEntry& entry) { return !entry.top; });
    m_compute->setEnabled(left > 0);
    if (m_computing) return m_compute->setText(tr("Stop, %1 left").arg(left));
    m_compute->setText(tr("Compute %1 %2")
                           .arg(left)
                           .arg(m_seconds ? predictionText(static_cast<double>(left) * *m_seconds)
                                          : QStringLiteral("…")));
}

}  // namespace sigscope::ui
