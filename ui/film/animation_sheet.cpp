#include "ui/film/animation_sheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/controls/labelled_row.h"
#include "ui/film/comparison_film.h"
#include "ui/film/film_file.h"
#include "ui/film/film_frames.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int sheetWidth = 40 * Theme::grid;
constexpr int settlingTime = 400;  ///< Milliseconds.

/// Formats with the ending that a file of each has.
constexpr std::pair<FilmFormat, const char*> everyFormat[] = {{FilmFormat::Mp4, "mp4"},
                                                              {FilmFormat::WebP, "webp"},
                                                              {FilmFormat::Apng, "png"},
                                                              {FilmFormat::Gif, "gif"}};

QString formatTitle(FilmFormat format) {
    switch (format) {
        case FilmFormat::Mp4:
            return AnimationSheet::tr("MP4, H.264");
        case FilmFormat::WebP:
            return AnimationSheet::tr("WebP, lossless");
        case FilmFormat::Apng:
            return AnimationSheet::tr("APNG, lossless");
        default:
            return AnimationSheet::tr("GIF, 256 colours");
    }
}

}  // namespace

AnimationSheet::AnimationSheet(AskNewFile askFile, QWidget* parent)
    : QDialog(parent, Qt::Tool),
      m_askFile(std::move(askFile)),
      m_job(new FilmJob(this)),
      m_settled(new QTimer(this)),
      m_source(new QComboBox(this)),
      m_paneBoxes(new QWidget(this)),
      m_perRow(new QSpinBox(this)),
      m_chart(new QComboBox(this)),
      m_pace(new QComboBox(this)),
      m_seconds(new QDoubleSpinBox(this)),
      m_hold(new QDoubleSpinBox(this)),
      m_rate(new QSpinBox(this)),
      m_width(new QSpinBox(this)),
      m_caption(new QLineEdit(this)),
      m_format(new QComboBox(this)),
      m_size(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_export(new QPushButton(tr("Export …"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    setWindowTitle(tr("Animation"));
    setFixedWidth(sheetWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::grid, 2 * Theme::grid, 2 * Theme::grid, 2 * Theme::grid);
    layout->setSpacing(Theme::grid);
    addContent(*layout);
    addTiming(*layout);
    addFoot(*layout);
    m_settled->setSingleShot(true);
    m_settled->setInterval(settlingTime);
    connect(m_settled, &QTimer::timeout, this, &AnimationSheet::predict);
    connect(m_job, &FilmJob::predicted, this, [this](std::optional<qint64> bytes) {
        m_size->setText(bytes ? tr("≈ %1").arg(QLocale().formattedDataSize(*bytes)) : QString());
    });
    connect(m_job, &FilmJob::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(m_job, &FilmJob::cancelled, this, [this] { showRunning(false); });
    connect(m_job, &FilmJob::finished, this, [this](const QString& file, const QString& error) {
        showRunning(false);
        if (error.isEmpty())
            Q_EMIT saved(file);
        else
            Q_EMIT failed(error);
    });
    showRunning(false);
}

void AnimationSheet::addContent(QVBoxLayout& layout) {
    m_source->setObjectName(QStringLiteral("animationSource"));
    layout.addWidget(new LabelledRow(tr("Of"), m_source, this));
    auto* boxes = new QVBoxLayout(m_paneBoxes);
    boxes->setContentsMargins(0, 0, 0, 0);
    boxes->setSpacing(Theme::grid / 2);
    for (const QString& title : {tr("The picture"), tr("Its spectrum"), tr("Added here"),
                                 tr("Map so far"), tr("Curves of f and ΣA")}) {
        auto* box = new QCheckBox(title, m_paneBoxes);
        box->setChecked(true);
        boxes->addWidget(box);
        m_panes.push_back(box);
        connect(box, &QCheckBox::toggled, this, &AnimationSheet::showChoice);
    }
    layout.addWidget(new LabelledRow(tr("Panes"), m_paneBoxes, this));
    m_perRow->setObjectName(QStringLiteral("animationPerRow"));
    m_perRow->setRange(1, longestFilmRow);
    m_perRow->setValue(FilmOptions().perRow);
    m_perRow->setSuffix(tr(" to a row"));
    auto* perRow = new LabelledRow(tr("Layout"), m_perRow, this);
    perRow->setHelp(tr("So many pictures to a row, at most; rows are filled evenly"));
    layout.addWidget(perRow);
    m_chart->setObjectName(QStringLiteral("animationChart"));
    m_chart->addItem(tr("below the pictures"), static_cast<int>(ChartPlace::Below));
    m_chart->addItem(tr("beside them"), static_cast<int>(ChartPlace::Beside));
    layout.addWidget(new LabelledRow(tr("Curves"), m_chart, this));
    connect(m_chart, &QComboBox::activated, this, &AnimationSheet::showChoice);
    layout.addWidget(new LabelledRow(tr("Caption"), m_caption, this));
    m_caption->setPlaceholderText(tr("file and class"));
    connect(m_perRow, &QSpinBox::valueChanged, this, &AnimationSheet::showChoice);
    connect(m_source, &QComboBox::activated, this, &AnimationSheet::showChoice);
    connect(m_caption, &QLineEdit::textEdited, this, &AnimationSheet::showChoice);
}

void AnimationSheet::addTiming(QVBoxLayout& layout) {
    const FilmOptions usual;
    m_pace->addItem(tr("by change"), static_cast<int>(Pace::Change));
    m_pace->addItem(tr("by α"), static_cast<int>(Pace::Alpha));
    m_seconds->setRange(0.1, longestFilm);
    m_seconds->setValue(usual.seconds);
    m_hold->setRange(0, longestFilm);
    m_hold->setValue(usual.hold);
    for (QDoubleSpinBox* box : {m_seconds, m_hold}) {
        box->setDecimals(1);
        box->setSuffix(tr(" s"));
        connect(box, &QDoubleSpinBox::valueChanged, this, &AnimationSheet::showChoice);
    }
    m_rate->setRange(1, mostFramesPerSecond);
    m_rate->setValue(usual.framesPerSecond);
    m_rate->setSuffix(tr(" fps"));
    m_width->setRange(narrowestFilm, widestFilm);
    m_width->setValue(usual.width);
    m_width->setSuffix(tr(" px"));
    for (QSpinBox* box : {m_rate, m_width})
        connect(box, &QSpinBox::valueChanged, this, &AnimationSheet::showChoice);
    m_format->setObjectName(QStringLiteral("animationFormat"));
    for (const auto& [format, ending] : everyFormat)
        if (canEncode(format)) m_format->addItem(formatTitle(format), static_cast<int>(format));
    for (QComboBox* box : {m_pace, m_format})
        connect(box, &QComboBox::activated, this, &AnimationSheet::showChoice);
    layout.addWidget(new LabelledRow(tr("Pace"), m_pace, this));
    layout.addWidget(new LabelledRow(tr("Length"), m_seconds, this));
    layout.addWidget(new LabelledRow(tr("Hold the end"), m_hold, this));
    layout.addWidget(new LabelledRow(tr("Rate"), m_rate, this));
    layout.addWidget(new LabelledRow(tr("Width"), m_width, this));
    layout.addWidget(new LabelledRow(tr("Format"), m_format, this));
}

void AnimationSheet::addFoot(QVBoxLayout& layout) {
    m_size->setFont(smallFont());
    m_size->setProperty("role", "muted");
    m_size->setAccessibleName(tr("Predicted size"));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much of the film is written"));
    m_export->setObjectName(QStringLiteral("exportAnimation"));
    m_cancel->setObjectName(QStringLiteral("cancelAnimation"));
    m_export->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    auto* row = new QHBoxLayout();
    row->setSpacing(Theme::grid);
    row->addWidget(m_size, 1);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_export);
    layout.addLayout(row);
    connect(m_export, &QPushButton::clicked, this, &AnimationSheet::ask);
    connect(m_cancel, &QPushButton::clicked, m_job, &FilmJob::cancel);
}

void AnimationSheet::setSubject(AnimationSubject subject, AnimationSource preferred) {
    m_subject = std::move(subject);
    m_source->clear();
    for (const auto& [source, title] :
         {std::pair(AnimationSource::Path, tr("This path")),
          std::pair(AnimationSource::Comparison, tr("The comparison")),
          std::pair(AnimationSource::Removal, tr("The removal"))})
        if (has(source)) m_source->addItem(title, static_cast<int>(source));
    if (m_source->count() == 0)
        m_source->addItem(tr("This path"), static_cast<int>(AnimationSource::Path));
    m_source->setCurrentIndex(std::max(0, m_source->findData(static_cast<int>(preferred))));
    m_source->setEnabled(m_source->count() > 1);
    showChoice();
}

bool AnimationSheet::has(AnimationSource source) const {
    switch (source) {
        case AnimationSource::Comparison:
            return canFilm(m_subject.columns);
        case AnimationSource::Removal:
            return !m_subject.removal.maps.empty();
        case AnimationSource::Path:
            break;
    }
    return m_subject.path && checkFilmable(*m_subject.path);
}

AnimationSource AnimationSheet::source() const {
    return static_cast<AnimationSource>(m_source->currentData().toInt());
}

FilmFormat AnimationSheet::format() const {
    return static_cast<FilmFormat>(m_format->currentData().toInt());
}

FilmOptions AnimationSheet::options() const {
    FilmOptions options;
    options.panes.clear();
    for (std::size_t k = 0; k < m_panes.size(); ++k)
        if (m_panes[k]->isChecked()) options.panes.push_back(static_cast<FilmPane>(k));
    options.pace = static_cast<Pace>(m_pace->currentData().toInt());
    options.seconds = m_seconds->value();
    options.hold = m_hold->value();
    options.framesPerSecond = m_rate->value();
    options.width = m_width->value();
    options.perRow = m_perRow->value();
    options.chart = static_cast<ChartPlace>(m_chart->currentData().toInt());
    options.caption = m_caption->text();
    options.display = m_subject.display;
    // Films are on paper's white, and their last pane is what the path has added up.
    options.display.ground = Ground::White;
    options.display.soFar = SoFar::Path;
    return options;
}

FilmMaker AnimationSheet::maker() const {
    const FilmOptions options = this->options();
    if (!has(source())) return {};
    if (source() == AnimationSource::Comparison)
        return [options, columns = m_subject.columns, view = m_subject.view,
                alignment = m_subject.alignment] {
            const std::shared_ptr<const Film> film =
                std::make_shared<ComparisonFilm>(columns, view, options, alignment);
            return [film] { return film; };
        };
    if (source() == AnimationSource::Removal)
        return [options, removal = m_subject.removal] {
            const std::shared_ptr<const Film> film =
                std::make_shared<RemovalFilm>(removal, options);
            return [film] { return film; };
        };
    if (options.panes.empty()) return {};
    return [options, path = m_subject.path] {
        return [options, path, basis = filmBasisOf(*path, options)] {
            return sharedFilm(std::make_unique<FilmFrames>(*path, options, basis));
        };
    };
}

void AnimationSheet::showChoice() {
    m_paneBoxes->setEnabled(source() == AnimationSource::Path);
    m_chart->setEnabled(source() == AnimationSource::Path &&
                        m_panes[static_cast<std::size_t>(FilmPane::Chart)]->isChecked());
    m_pace->setEnabled(source() != AnimationSource::Removal);
    m_export->setEnabled(!m_job->running() && maker());
    m_size->setText(tr("…"));
    if (isVisible()) m_settled->start();
}

void AnimationSheet::predict() {
    const FilmMaker make = maker();
    if (make)
        m_job->predict(make, format());
    else
        m_size->setText(tr("Nothing to film"));
}

void AnimationSheet::ask() {
    const AnimationSource asked = source();
    Q_EMIT subjectAsked();
    if (source() != asked) return;  // It is gone.
    const FilmMaker make = maker();
    const auto* chosen =
        std::ranges::find(everyFormat, format(), &std::pair<FilmFormat, const char*>::first);
    if (!make || chosen == std::end(everyFormat)) return;
    const std::string ending = chosen->second;
    const std::filesystem::path file =
        m_askFile(this, "film." + ending, {tr("Film").toStdString() + " (*." + ending + ")"});
    if (file.empty()) return;
    if (!canEncode(filmFormat(file))) {
        Q_EMIT failed(
            tr("%1: films can be written as %2")
                .arg(QString::fromStdString(file.string()), QString::fromStdString(filmEndings())));
        return;
    }
    m_progress->setRange(0, 0);
    m_job->write(make, file);
    showRunning(true);
}

void AnimationSheet::showRunning(bool running) {
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_size->setVisible(!running);
    m_export->setEnabled(!running && maker());
}

bool AnimationSheet::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QDialog::event(event);
}

void AnimationSheet::reject() {
    if (m_job->running()) return m_job->cancel();
    QDialog::reject();
}

}  // namespace sigscope::ui
