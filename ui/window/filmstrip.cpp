#include "ui/window/filmstrip.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

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
constexpr int controlsWidth = 22 * Theme::grid;
constexpr int wrongRole = Qt::UserRole;
constexpr int computedRole = Qt::UserRole + 1;

/// As large as it is shown; null where Qt does not read it.
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

void Filmstrip::setPictures(std::vector<StripPicture> pictures) {
    m_decoder.forget();
    if (m_computing) toggleComputing();
    m_pictures = std::move(pictures);
    m_decoded = 0;
    m_list->clear();
    for (const StripPicture& picture : m_pictures) {
        const QString name = QString::fromStdString(picture.file.filename().string());
        auto* item = new QListWidgetItem(elided(name), m_list);
        item->setToolTip(QString::fromStdString(picture.file.string()));
        item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
    const bool labelled = std::ranges::any_of(
        m_pictures, [](const StripPicture& picture) { return !picture.label.empty(); });
    m_wrongOnly->setVisible(labelled);
    m_wrongOnly->setChecked(false);
    for (const LoggedResult& result : m_log.results()) showResult(result);
    setVisible(!m_pictures.empty());
    showPrediction();
    decodeNext();
}

void Filmstrip::decodeNext() {
    if (m_decoded == m_pictures.size()) return;
    m_decoder.start([this, index = m_decoded, file = m_pictures[m_decoded].file,
                     ratio = devicePixelRatioF()](const std::stop_token&) {
        const auto picture = attempt([&] { return thumbnailOfFile(file, ratio); });
        return [this, index, image = picture ? picture.value() : QImage()] {
            showThumbnail(index, image);
            ++m_decoded;
            decodeNext();
        };
    });
}

void Filmstrip::showThumbnail(std::size_t index, const QImage& picture) {
    QListWidgetItem* item = m_list->item(static_cast<int>(index));
    // What Qt does not read, the engine may.
    item->setIcon(picture.isNull() ? icon("photograph") : QIcon(QPixmap::fromImage(picture)));
}

void Filmstrip::showResult(const LoggedResult& result) {
    if (result.explanation->seconds > 0) m_seconds = result.explanation->seconds;
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const StripPicture& picture = m_pictures[i];
        if (picture.file != result.request.image) continue;
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        const RankedClass& top = result.explanation->scene->top.front();
        QString answer = QString::fromStdString(top.label);
        if (!picture.label.empty()) {
            const bool right = isCalled(top, picture.label);
            answer = (right ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + answer;
            item->setData(wrongRole, !right);
        }
        item->setData(computedRole, true);
        const QString name = QString::fromStdString(picture.file.filename().string());
        item->setText(elided(name) + QLatin1Char('\n') + elided(answer));
    }
    filter();
    showPrediction();
}

void Filmstrip::setCurrent(const fs::path& file) {
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        if (m_pictures[i].file != file) continue;
        m_current = file;
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        m_list->setCurrentItem(item);
        m_list->scrollToItem(item);
    }
}

void Filmstrip::walk(int step) {
    const auto count = static_cast<int>(m_pictures.size());
    const auto found = std::ranges::find(m_pictures, m_current, &StripPicture::file);
    int row = static_cast<int>(found - m_pictures.begin());
    if (found == m_pictures.end()) row = step > 0 ? -1 : count;
    for (row += step; row >= 0 && row < count; row += step)
        if (!m_list->item(row)->isHidden()) return choose(row);
}

void Filmstrip::choose(int row) {
    // Also where it cannot be opened: the next step goes on from here.
    m_current = m_pictures[static_cast<std::size_t>(row)].file;
    Q_EMIT chosen(m_current);
}

void Filmstrip::click(QListWidgetItem* item) {
    if (!QApplication::keyboardModifiers().testFlag(Qt::ControlModifier))
        return choose(m_list->row(item));
    std::vector<fs::path> files;
    for (std::size_t i = 0; i < m_pictures.size(); ++i)
        if (m_list->item(static_cast<int>(i))->isSelected()) files.push_back(m_pictures[i].file);
    constexpr std::size_t fewest = 2;  // One alone is no comparison.
    if (files.size() >= fewest) Q_EMIT picked(files);
}

void Filmstrip::filter() {
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setHidden(m_wrongOnly->isChecked() && !item->data(wrongRole).toBool());
    }
}

std::optional<std::size_t> Filmstrip::nextUncomputed() const {
    for (std::size_t i = 0; i < m_pictures.size(); ++i)
        if (!m_tried[i] && !m_list->item(static_cast<int>(i))->data(computedRole).toBool())
            return i;
    return std::nullopt;
}

void Filmstrip::toggleComputing() {
    m_computing = !m_computing;
    m_tried.assign(m_pictures.size(), false);
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
    m_tried[*next] = true;  // What fails is not tried for ever.
    ExplainRequest request = m_request;
    request.image = m_pictures[*next].file;
    request.target = ExplainRequest().target;
    request.against = ExplainRequest().against;
    const std::string title = request.image.filename().string();
    std::vector<ComparisonColumn> one;
    one.push_back({title, std::move(request)});
    m_runs->start(std::move(one));
}

void Filmstrip::showPrediction() {
    int left = 0;
    for (int row = 0; row < m_list->count(); ++row)
        left += m_list->item(row)->data(computedRole).toBool() ? 0 : 1;
    m_compute->setEnabled(left > 0);
    if (m_computing) return m_compute->setText(tr("Stop, %1 left").arg(left));
    m_compute->setText(
        tr("Compute %1 %2")
            .arg(left)
            .arg(m_seconds ? predictionText(left * *m_seconds) : QStringLiteral("…")));
}

}  // namespace sigscope::ui
