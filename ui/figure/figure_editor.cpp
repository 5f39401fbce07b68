#include "ui/figure/figure_editor.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/controls/muted_label.h"
#include "ui/figure/figure_preview.h"
#include "ui/figure/figure_settings.h"
#include "ui/figure/picture_choice.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int kindsWidth = 11 * Theme::grid;
constexpr int kindHeight = 4 * Theme::grid;
constexpr int settingsWidth = 31 * Theme::grid;
constexpr int narrowSettingsWidth = 27 * Theme::grid;
constexpr int captionHeight = 9 * Theme::grid;

QLabel* wrappedLabel(const char* name, QWidget* parent) {
    QLabel* label = mutedLabel({}, parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}  // namespace

FigureEditor::FigureEditor(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_sources(new FigureSources(engine, this)),
      m_settings(new FigureSettings(engine.catalogue(), this)) {
    assemble();
    connectParts();
    setKind(PaperFigureKind::Strips);
}

FigureEditor::~FigureEditor() = default;

void FigureEditor::assemble() {
    m_side = new QScrollArea(this);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setFixedWidth(settingsWidth);
    m_side->setWidget(m_settings);
    m_side->setAccessibleName(tr("Settings of the figure"));
    m_row = new QHBoxLayout();
    m_row->setSpacing(Theme::grid);
    m_row->addWidget(makeKinds());
    m_row->addWidget(makePreview(), 1);
    m_row->addWidget(m_side);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    m_column->setSpacing(Theme::grid);
    m_column->addLayout(m_row, 1);
    m_column->addWidget(makeCaption());
    m_column->addWidget(makeFoot());
    setMinimumSize(64 * Theme::grid, 48 * Theme::grid);
}

void FigureEditor::connectParts() {
    connect(m_settings, &FigureSettings::contentChanged, this, &FigureEditor::changeContent);
    connect(m_settings, &FigureSettings::pageChanged, this, &FigureEditor::changePage);
    connect(&m_settings->pictures(), &PictureChoice::picked, this,
            [this](const std::vector<std::filesystem::path>& pictures) {
                usePictures(pictures);
                changeContent();
            });
    connect(&m_settings->pictures(), &PictureChoice::addAsked, this,
            &FigureEditor::addPictureAsked);
    connect(m_preview, &FigurePreview::partClicked, this, [this](FigurePart part) {
        // A figure from a file was not made with these settings.
        if (m_opened && part != FigurePart::Heading) return;
        m_side->ensureWidgetVisible(m_settings->select(part));
    });
    connect(m_preview, &FigurePreview::columnMoved, this, [this](std::size_t from, std::size_t to) {
        if (!m_opened) m_settings->moveColumn(from, to);
    });
    connect(m_preview, &FigurePreview::textEdited, this, &FigureEditor::editText);
    connect(m_sources, &FigureSources::changed, this, [this] {
        if (!m_opened && m_sources->ready()) return make();
        showState();
    });
}

QWidget* FigureEditor::makeKinds() {
    m_kinds = new QListWidget(this);
    m_kinds->setObjectName(QStringLiteral("figureKinds"));
    m_kinds->setAccessibleName(tr("Kind of figure"));
    m_kinds->setFixedWidth(kindsWidth);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const std::pair<PaperFigureKind, QString> kinds[] = {{PaperFigureKind::Surface, tr("Surface")},
                                                         {PaperFigureKind::Strips, tr("Strips")},
                                                         {PaperFigureKind::Spectra, tr("Spectra")},
                                                         {PaperFigureKind::Paths, tr("Paths")},
                                                         {PaperFigureKind::Grid, tr("Grid")}};
    const QString helps[] = {
        tr("f over the plane through baseline, picture and a path, with the path on it"),
        tr("x(α) over the map accumulated so far"), tr("Fourier magnitudes along the paths"),
        tr("Picture, step and map of several methods, and the curves of f and ΣA"),
        tr("The maps of several methods beside each other")};
    for (std::size_t k = 0; k < std::size(kinds); ++k) {
        auto* item = new QListWidgetItem(kinds[k].second, m_kinds);
        item->setData(Qt::UserRole, static_cast<int>(kinds[k].first));
        item->setToolTip(helps[k]);
        item->setSizeHint({kindsWidth, kindHeight});
    }
    connect(m_kinds, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0) return;
        m_settings->setKind(
            static_cast<PaperFigureKind>(m_kinds->item(row)->data(Qt::UserRole).toInt()));
        changeContent();
    });
    // The kind of a figure from a file is chosen already: a click makes it anew.
    connect(m_kinds, &QListWidget::itemClicked, this, [this] {
        if (m_opened) changeContent();
    });
    return m_kinds;
}

QWidget* FigureEditor::makePreview() {
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    m_empty = wrappedLabel("figureEmpty", middle);
    m_empty->setAlignment(Qt::AlignCenter);
    m_preview = new FigurePreview(this);
    m_paper = new QScrollArea(middle);
    m_paper->setAlignment(Qt::AlignCenter);
    m_paper->setWidget(m_preview);
    m_paper->setAccessibleName(tr("The figure at print size"));
    column->addWidget(m_empty, 1);
    column->addWidget(m_paper, 1);
    return middle;
}

QWidget* FigureEditor::makeCaption() {
    auto* row = new QWidget(this);
    auto* caption = new QHBoxLayout(row);
    caption->setContentsMargins(0, 0, 0, 0);
    caption->setSpacing(Theme::grid);
    m_caption = wrappedLabel("figureCaption", row);
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* text = new QScrollArea(row);
    text->setWidgetResizable(true);
    text->setFixedHeight(captionHeight);
    text->setWidget(m_caption);
    text->setAccessibleName(tr("Caption"));
    m_copy = new QPushButton(tr("Copy"), row);
    m_copy->setObjectName(QStringLiteral("copyCaption"));
    m_copy->setToolTip(tr("Copies the caption"));
    caption->addWidget(text, 1);
    caption->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_caption->text()); });
    return row;
}

QWidget* FigureEditor::makeFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid);
    m_state = wrappedLabel("figureState", foot);
    m_compute = new QPushButton(tr("Compute"), foot);
    m_compute->setObjectName(QStringLiteral("computeFigure"));
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_export = new QPushButton(tr("Export …"), foot);
    m_export->setObjectName(QStringLiteral("exportFigure"));
    row->addWidget(m_state, 1);
    for (QPushButton* button : {m_compute, m_cancel, m_export}) row->addWidget(button);
    connect(m_compute, &QPushButton::clicked, m_sources, &FigureSources::compute);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_sources->cancel();
        showState();
    });
    connect(m_export, &QPushButton::clicked, this, &FigureEditor::exportAsked);
    return foot;
}

FigureEditor::Width FigureEditor::widthFor(int pixels) const {
    const int page = m_preview->widthOf({.width = singleColumn}) +
                     m_paper->verticalScrollBar()->sizeHint().width();
    const QMargins margins = m_column->contentsMargins();
    const int beside = margins.left() + kindsWidth + settingsWidth + margins.right();
    return pixels < beside + page + 2 * m_row->spacing() ? Width::Narrow : Width::Roomy;
}

/// Where it is narrow, the kinds go above the figure, and the settings take less.
void FigureEditor::arrange(Width width) {
    if (width == m_arranged) return;
    m_arranged = width;
    const bool isNarrow = width == Width::Narrow;
    m_kinds->setFlow(isNarrow ? QListView::LeftToRight : QListView::TopToBottom);
    m_kinds->setMinimumSize(isNarrow ? QSize(0, kindHeight) : QSize(kindsWidth, 0));
    m_kinds->setMaximumSize(isNarrow ? QSize(QWIDGETSIZE_MAX, kindHeight)
                                     : QSize(kindsWidth, QWIDGETSIZE_MAX));
    m_side->setFixedWidth(isNarrow ? narrowSettingsWidth : settingsWidth);
    if (isNarrow) {
        m_row->removeWidget(m_kinds);
        m_column->insertWidget(0, m_kinds);
    } else {
        m_column->removeWidget(m_kinds);
        m_row->insertWidget(0, m_kinds);
    }
}

void FigureEditor::setKind(PaperFigureKind kind) {
    for (int row = 0; row < m_kinds->count(); ++row)
        if (m_kinds->item(row)->data(Qt::UserRole).toInt() == static_cast<int>(kind))
            m_kinds->setCurrentRow(row);
}

PrintOptions FigureEditor::print() const {
    return m_settings->choice().options.print;
}

void FigureEditor::setSubject(const ExplainRequest& request) {
    if (request == m_subject) return;
    m_subject = request;
    m_texts.clear();
    m_settings->pictures().setOpen(request.image);
    refresh();
}

void FigureEditor::pick(std::vector<std::filesystem::path> pictures) {
    usePictures(std::move(pictures));
    refresh();
}

void FigureEditor::usePictures(std::vector<std::filesystem::path> pictures) {
    m_settings->pictures().showPicked(pictures);
    m_sources->pick(std::move(pictures));
}

void FigureEditor::offerPictures(std::vector<std::filesystem::path> pictures) {
    m_settings->pictures().offer(std::move(pictures));
}

void FigureEditor::addPicture(const std::filesystem::path& picture) {
    std::vector<std::filesystem::path> pictures = m_settings->pictures().chosen();
    if (std::ranges::find(pictures, picture) != pictures.end()) return;
    pictures.push_back(picture);
    usePictures(std::move(pictures));
    changeContent();
}

void FigureEditor::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void FigureEditor::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange(widthFor(width()));
}

/// What is not seen is made when it is.
void FigureEditor::refresh() {
    if (m_opened || !isVisible()) return;
    if (!m_settings->problem().isEmpty()) return showNothing();
    m_sources->choose(m_subject, m_settings->choice());
    if (m_sources->ready())
        make();
    else
        showNothing();
}

void FigureEditor::changeContent() {
    m_opened.reset();
    m_texts.clear();
    refresh();
}

void FigureEditor::editText(FigurePart part, std::size_t index, const QString& text) {
    if (part == FigurePart::Heading) return m_settings->setHeading(text);
    std::optional<PaperFigure>& edited = m_opened ? m_opened : m_figure;
    if (!edited) return;
    edited->setText(part, index, text);
    if (!m_opened) m_texts.push_back({part, index, text});
    showFigure(*edited);
}

void FigureEditor::changePage() {
    if (m_opened) {
        m_opened->heading = m_settings->choice().options.heading;
        return showFigure(*m_opened);
    }
    refresh();
}

void FigureEditor::make() {
    m_worker.forget();
    m_worker.start([this, maker = m_sources->maker(m_settings->choice().options)](
                       const std::stop_token&) -> OrderedWorker::Tell {
        Outcome<PaperFigure> made = attempt(maker);
        if (made)
            return [this, figure = std::move(made).value()]() mutable {
                for (const EditedText& edited : m_texts)
                    figure.setText(edited.part, edited.index, edited.text);
                showFigure(std::move(figure));
            };
        return [this, error = QString::fromStdString(made.error())] {
            showNothing();
            m_state->setText(error);
        };
    });
    showState();
}

void FigureEditor::open(const OpenedFigure& opened) {
    m_worker.forget();
    m_opened = opened.figure;
    {
        const QSignalBlocker blocker(m_kinds);
        setKind(opened.figure.kind);
    }
    m_settings->showPage(opened.figure, opened.print);
    showFigure(opened.figure);
}

void FigureEditor::showFigure(PaperFigure figure) {
    m_preview->show(figure, print());
    m_caption->setText(figure.caption);
    m_figure = std::move(figure);
    showState();
}

void FigureEditor::showNothing() {
    m_worker.forget();
    m_figure.reset();
    m_preview->clear();
    m_caption->clear();
    showState();
}

void FigureEditor::showState() {
    const QString problem = m_opened ? QString() : m_settings->problem();
    const QString missing =
        m_opened ? tr("From a file; click its kind to make one of the picture that is open")
                 : m_sources->stateText();
    const QString state = problem.isEmpty() ? missing : problem;
    const bool isThere = m_figure.has_value();
    const bool running = m_sources->running();
    m_state->setText(state);
    const bool canCompute = problem.isEmpty() && !missing.isEmpty() && !m_subject.image.empty();
    QString empty = state.isEmpty() ? tr("The figure is drawn …") : state;
    if (canCompute && !running)
        empty += QLatin1Char('\n') + tr("“Compute”, below, makes the figure");
    m_empty->setText(empty);
    m_empty->setVisible(!isThere);
    m_paper->setVisible(isThere);
    m_compute->setVisible(!m_opened && !running);
    m_compute->setEnabled(canCompute);
    m_cancel->setVisible(running);
    m_export->setEnabled(isThere);
    m_copy->setVisible(isThere);
    Q_EMIT figureChanged(isThere);
}

}  // namespace sigscope::ui
