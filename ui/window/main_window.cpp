#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/compare/card_editor.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compared_columns.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/evaluate/evaluable_maps.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/film/animation_sheet.h"
#include "ui/path/path_panes.h"
#include "ui/render/figure_contents.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/style/wrapped_tool_tips.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/autosave.h"
#include "ui/window/baseline_dialogs.h"
#include "ui/window/clipboard_pictures.h"
#include "ui/window/command_palette.h"
#include "ui/window/comparison_saver.h"
#include "ui/window/compute_menus.h"
#include "ui/window/context_menus.h"
#include "ui/window/diagnostic_banner.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_export.h"
#include "ui/window/file_commands.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/filmstrip.h"
#include "ui/window/input_guard.h"
#include "ui/window/keys_sheet.h"
#include "ui/window/model_chooser.h"
#include "ui/window/palette_entries.h"
#include "ui/window/path_page.h"
#include "ui/window/region_fills.h"
#include "ui/window/restorer.h"
#include "ui/window/result_log.h"
#include "ui/window/session.h"
#include "ui/window/session_files.h"
#include "ui/window/status_line.h"
#include "ui/window/tab_order.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

namespace {

constexpr int compareTab = 1;
constexpr QSize firstSize{1280, 800};
constexpr QSize modelSize{44 * Theme::grid, 3 * Theme::grid};
/// A menu bar puts its corner widget where its size hint fits, whatever its size is.
class MenuCorner final : public QWidget {
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return modelSize; }
};

constexpr QSize windowFrame{2, 5 * Theme::grid};  ///< The desktop's title bar and border, about.

}  // namespace

MainWindow::MainWindow(Engine& engine, WindowOptions options, QWidget* parent)
    : QMainWindow(parent),
      m_engine(engine),
      m_options(withDialogs(std::move(options))),
      m_settings(settingsOf(m_options)),
      m_session(new Session(engine, requestOf(m_options), this)),
      m_actions(new WindowActions(*menuBar(), this)),
      m_panel(new RequestPanel(engine.catalogue(), this)),
      m_page(new PathPage(this)),
      m_compare(new ComparePage(engine, this)),
      m_figure(new FigureEditor(engine, this)),
      m_evaluate(new EvaluatePage(engine, this)),
      m_tabs(new QTabBar(this)),
      m_status(new StatusLine(this)),
      m_messages(new MessageBar(this)),
      m_files(new FileCommands(*this, *m_session, *m_actions, *m_messages, *m_settings, m_options,
                               *m_page)),
      m_restorer(new Restorer(*m_session, *m_messages, *m_settings, m_options, *this)),
      m_log(new ResultLog(*m_session, this)),
      m_sessions(new SessionFiles(*m_session, *m_compare, *m_log, *m_messages, *m_settings,
                                  m_options, *this)),
      m_chooser(new ModelChooser(*m_session, *m_settings, m_options, *m_actions->models,
                                 *m_messages, *this)),
      m_strip(new Filmstrip(engine, *m_log, this)),
      m_stack(new QStackedWidget(this)),
      m_model(new QToolButton(this)) {
    setWindowTitle(tr("Sigscope"));
    m_log->follow(m_compare->runs());
    assemble();
    connectPanel();
    connectSession();
    connectActions();
    m_chooser->connectTo(*m_actions->openModel, *m_panel);
    makePalette();
    connectStrip();
    qApp->installEventFilter(new InputGuard(this));
    qApp->installEventFilter(new WrappedToolTips(this));
    showClosed();
    takeFirstSize();
    // After what else listens to the session: that empties the message bar.
    m_autosave = new Autosave(
        m_options.stateFolder.empty() ? m_options.stateFolder : m_options.stateFolder / "autosave",
        *m_session, *m_log, *m_sessions, *m_messages, this);
    const QString startedBefore = QStringLiteral("startedBefore");
    const bool first = !m_settings->value(startedBefore).toBool();
    m_settings->setValue(startedBefore, true);
    if (!m_options.image.empty())
        open(m_options.image);
    else if (first && !m_options.firstResult.empty())
        open(m_options.firstResult);
}

MainWindow::~MainWindow() = default;

void MainWindow::assemble() {
    auto* centre = new QWidget(this);
    centre->setProperty("role", "surround");
    centre->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_strip);
    column->addWidget(makeViews(), 1);

    auto* work = new QWidget(this);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_panel);
    row->addWidget(centre, 1);

    auto* empty = new EmptyState(m_options.samplesFolder, this);
    connect(empty, &EmptyState::openAsked, m_actions->open, &QAction::trigger);
    connect(empty, &EmptyState::sampleChosen, this, &MainWindow::open);
    m_stack->addWidget(empty);
    m_stack->addWidget(work);

    auto* all = new QWidget(this);
    auto* layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_messages);
    layout->addWidget(m_status);
    setCentralWidget(all);

    menuBar()->setCornerWidget(makeModelButton());
}

QWidget* MainWindow::makeViews() {
    auto* views = new QStackedWidget(this);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("View"));
    for (const auto& [title, view] : {std::pair<QString, QWidget*>(tr("Path"), m_page),
                                      std::pair<QString, QWidget*>(tr("Compare"), m_compare),
                                      std::pair<QString, QWidget*>(tr("Evaluate"), m_evaluate),
                                      std::pair<QString, QWidget*>(tr("Figure"), m_figure)}) {
        m_tabs->addTab(title);
        views->addWidget(view);
    }
    connect(m_tabs, &QTabBar::currentChanged, this, [this, views](int view) {
        views->setCurrentIndex(view);
        showEdited();
        offerMaps();
    });
    connect(m_session, &Session::ended, this, &MainWindow::offerMaps);
    connect(&m_compare->runs(), &ComparisonRuns::changed, this, &MainWindow::offerMaps);
    return views;
}

void MainWindow::showView(const QWidget& view) {
    const auto* views = qobject_cast<const QStackedWidget*>(view.parentWidget());
    m_tabs->setCurrentIndex(views->indexOf(&view));
}

QWidget* MainWindow::makeModelButton() {
    m_model->setObjectName(QStringLiteral("model"));
    m_model->setFont(smallFont());
    m_model->setFocusPolicy(Qt::TabFocus);
    m_model->setPopupMode(QToolButton::InstantPopup);
    m_model->setMenu(m_actions->models);
    m_model->setToolTip(tr("The model that is explained, and the device; click for another model"));
    m_model->setAccessibleName(tr("Model"));
    auto* corner = new MenuCorner(this);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, Theme::grid, 0);
    row->addStretch();
    row->addWidget(m_model);
    // The menu bar would size it once, while it is still empty.
    corner->setFixedSize(modelSize);
    return corner;
}

void MainWindow::takeFirstSize() {
    resize(firstSize);
    restoreGeometry(m_settings->value(QStringLiteral("geometry")).toByteArray());
    const QRect available = screen()->availableGeometry();
    resize(size().boundedTo(available.size() - windowFrame));
    if (!available.contains(geometry())) move(available.topLeft());
}

void MainWindow::connectPanel() {
    connect(m_panel, &RequestPanel::classChosen, this,
            [this](int index) { edited().setTarget(index); });
    connect(m_panel, &RequestPanel::objectiveChosen, this,
            [this](const std::string& name) { edited().setObjective(name); });
    connect(m_panel, &RequestPanel::againstChosen, this,
            [this](const std::string& against) { edited().setAgainst(against); });
    new BaselineDialogs(
        m_panel->baseline(), [this]() -> RequestEditor& { return edited(); },
        m_session->catalogue(), m_options);
    connect(m_panel, &RequestPanel::methodChosen, this,
            [this](const std::string& name) { edited().setMethod(name); });
    m_panel->setForecast([this](const std::string& name) { return m_session->forecast(name); });
    connect(m_panel, &RequestPanel::parameterChanged, this,
            [this](const std::string& name, const ParameterValue& value) {
                edited().setParameter(name, value);
            });
    connect(m_panel, &RequestPanel::runAsked, this, &MainWindow::runEdited);
    connect(m_panel, &RequestPanel::cancelAsked, m_session, &Session::cancel);
}

void MainWindow::connectSession() {
    connect(m_session, &Session::submitted, this, &MainWindow::showSubmitted);
    connect(m_session, &Session::reading, this, &MainWindow::showReading);
    connect(m_session, &Session::refused, this, &MainWindow::showRefused);
    connect(m_session, &Session::restored, this, &MainWindow::showRestored);
    connect(m_session, &Session::closed, this, &MainWindow::showClosed);
    connect(m_session, &Session::started, this, &MainWindow::showStarted);
    connect(m_session, &Session::asking, this, &MainWindow::showAsking);
    connect(m_session, &Session::resumed, m_panel, &RequestPanel::showResumed);
    connect(m_session, &Session::resumed, m_status, &StatusLine::showWaiting);
    connect(m_session, &Session::progressed, m_panel, &RequestPanel::showProgress);
    connect(m_session, &Session::progressed, m_status, &StatusLine::showProgress);
    connect(m_session, &Session::progressed, this,
            [this] { m_page->setPlaceholder(m_status->progressText()); });
    connect(m_session, &Session::nodesArrived, m_page, &PathPage::addNodes);
    connect(m_session, &Session::previewArrived, m_page, &PathPage::showPreview);
    connect(m_session, &Session::ended, this, &MainWindow::showEnd);
    connect(&m_page->panes(), &PathPanes::pixelDescribed, m_status, &StatusLine::showPixel);
    connect(m_page, &PathPage::failed, this, [this](const QString& message) {
        m_messages->show(MessageBar::Kind::Error,
                         tr("This frame of the path cannot be drawn: %1").arg(message));
    });
    new RegionFills(m_engine, *m_session, m_page->panes(), this);
    // After showSubmitted, which empties the bar.
    new DiagnosticBanner(*m_session, *m_messages, this);
}

void MainWindow::connectActions() {
    const auto on = [this](QAction* action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    connect(m_files, &FileCommands::openAsked, this, &MainWindow::open);
    on(m_actions->saveSession, [this] { m_sessions->save(); });
    connect(m_log, &ResultLog::added, this, [this] { m_actions->saveSession->setEnabled(true); });
    on(m_actions->close, [this] { m_session->close(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->undo, [this] { m_session->undo(); });
    on(m_actions->redo, [this] { m_session->redo(); });
    on(m_actions->copyMap,
       [this] { m_files->clipboard().copy(m_page->panes().accumulatedImage()); });
    on(m_actions->published, [this] { m_session->takePublished(); });
    on(m_actions->run, [this] { runEdited(); });
    on(m_actions->cancel, [this] { m_session->cancel(); });
    m_page->obey(*m_actions);
    on(m_actions->figureView, [this] { showView(*m_figure); });
    new FigureExport(*m_figure, *m_session, *m_actions->exportFigure, *m_messages, m_options);
    on(m_actions->animate, [this] { showAnimation(); });
    addContextMenus(*m_page, *m_actions, *m_session, m_files->clipboard());
    on(m_actions->pathView, [this] { showView(*m_page); });
    on(m_actions->compareView, [this] { showView(*m_compare); });
    on(m_actions->evaluateView, [this] { showView(*m_evaluate); });
    connect(m_compare, &ComparePage::openAsked, this, [this](const ComparisonColumn& column) {
        m_session->restore(column.request, column.explanation->recipe, column.explanation);
        m_tabs->setCurrentIndex(0);
    });
    connect(m_compare, &ComparePage::editedChanged, this, &MainWindow::showEdited);
    new ComparisonSaver(*m_compare, m_session->catalogue(), *m_messages, m_options);
    obeyFold();
    on(m_actions->copyNumbers, [this] { QGuiApplication::clipboard()->setText(numbersText()); });
    m_actions->reducedMotion->setChecked(
        m_settings->value(QStringLiteral("reducedMotion")).toBool());
    on(m_actions->reducedMotion,
       [this](bool reduced) { m_settings->setValue(QStringLiteral("reducedMotion"), reduced); });
    new ComputeMenus(*m_actions, *m_session);
    on(m_actions->keys, [this] { (new KeysSheet(*menuBar(), this))->show(); });
    on(m_actions->about, [this] {
        m_messages->show(MessageBar::Kind::Information,
                         tr("Sigscope %1: a desktop explorer for path attributions.")
                             .arg(QStringLiteral(SIGSCOPE_VERSION)));
    });
}

void MainWindow::showAnimation() {
    if (m_animation == nullptr) {
        m_animation = new AnimationSheet(m_options.askNewFile, this);
        connect(m_animation, &AnimationSheet::failed, this,
                [this](const QString& error) { m_messages->show(MessageBar::Kind::Error, error); });
        connect(m_animation, &AnimationSheet::saved, this, [this](const QString& file) {
            m_messages->show(MessageBar::Kind::Information, tr("Saved %1").arg(file),
                             {tr("Show in folder"),
                              [this, file] { m_options.showInFolder(file.toStdString()); }},
                             MessageBar::Stay::Briefly);
        });
    }
    m_animation->show();
    m_animation->raise();
    m_animation->setSubject(
        {m_session->result(), m_page->display(), m_compare->computed(), m_compare->view()},
        m_compare->isVisible() ? AnimationSource::Comparison : AnimationSource::Path);
}

bool MainWindow::openFigure(const std::filesystem::path& file) {
    const auto opened = readPaperFigure(file);
    if (!opened) m_messages->show(MessageBar::Kind::Error, QString::fromStdString(opened.error()));
    if (!opened || !opened.value()) return false;
    m_stack->setCurrentIndex(1);
    m_figure->open(*opened.value());
    showView(*m_figure);
    return true;
}

void MainWindow::makePalette() {
    auto* entries = new PaletteEntries(
        *menuBar(), *m_session, *m_chooser, *m_log, *m_settings,
        [this](const std::filesystem::path& file) { open(file); }, this);
    auto* palette = new CommandPalette(*entries, *this);
    connect(m_actions->palette, &QAction::triggered, palette, &CommandPalette::open);
    connect(palette, &CommandPalette::comparisonAsked, this, [this](const PaletteEntry& entry) {
        ExplainRequest request = m_session->request();
        if (request.image.empty()) return;
        entry.change(request);
        m_compare->add(entry.title.toStdString(), std::move(request));
    });
}

void MainWindow::connectStrip() {
    connect(m_strip, &Filmstrip::chosen, this, [this](const std::filesystem::path& file) {
        m_figure->pick({});  // One picture takes the place of those that were picked.
        open(file);
    });
    connect(m_strip, &Filmstrip::picked, this,
            [this](const std::vector<std::filesystem::path>& files) {
                m_figure->pick(files);
                constexpr std::size_t fewest = 2;  // One alone is no comparison.
                if (files.size() >= fewest)
                    m_compare->compare(columnsByPicture(m_session->request(), files));
            });
    connect(&m_evaluate->runs(), &EvaluationRuns::changed, m_strip,
            [this] { m_strip->showMeasured(m_evaluate->runs().maps()); });
    const auto walkable = [this] {
        for (QAction* action : {m_actions->previousPicture, m_actions->nextPicture})
            action->setEnabled(!m_strip->isHidden());
    };
    connect(m_strip, &Filmstrip::closed, this, walkable);
    connect(m_files, &FileCommands::severalAsked, this, &MainWindow::openSeveral);
    connect(m_actions->previousPicture, &QAction::triggered, m_strip,
            [this] { m_strip->walk(-1); });
    connect(m_actions->nextPicture, &QAction::triggered, m_strip, [this] { m_strip->walk(1); });
    walkable();
}

void MainWindow::openSeveral(const std::vector<std::filesystem::path>& places) {
    auto pictures = stripPictures(places);
    if (!pictures)
        return m_messages->show(MessageBar::Kind::Error, QString::fromStdString(pictures.error()));
    const std::filesystem::path first = pictures.value().front().file;
    m_strip->setPictures(std::move(pictures).value());
    for (QAction* action : {m_actions->previousPicture, m_actions->nextPicture})
        action->setEnabled(true);
    open(first);
}

void MainWindow::offerMaps() {
    if (m_evaluate->isVisible())
        m_evaluate->offer(evaluableMaps(m_session->catalogue(), m_session->request(),
                                        m_session->result(), m_compare->runs().columns()));
}

void MainWindow::obeyFold() {
    const QString folded = QStringLiteral("panelFolded");
    connect(m_actions->foldPanel, &QAction::toggled, this, [this, folded](bool on) {
        m_panel->setFold(on ? RequestPanel::Fold::Folded : RequestPanel::Fold::Open);
        m_settings->setValue(folded, on);
    });
    connect(m_panel, &RequestPanel::openAsked, m_actions->foldPanel, &QAction::toggle);
    m_actions->foldPanel->setChecked(m_settings->value(folded).toBool());
}

QString MainWindow::numbersText() const {
    QStringList lines{m_page->panes().numbersText(), m_page->sentence(), m_status->pixelText(),
                      m_status->gapText(), m_status->progressText()};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

void MainWindow::open(const std::filesystem::path& file) {
    if (std::error_code ignored; std::filesystem::is_directory(file, ignored))
        return openSeveral({file});
    if (openFigure(file)) return;
    if (!m_chooser->offer(file) && !m_sessions->open(file) && !m_restorer->restore(file))
        m_session->open(file);
}

void MainWindow::showPicture(const std::filesystem::path& image) {
    if (image == m_picture) return;
    m_picture = image;
    m_page->cursor().reset();
    m_page->forgetPicture();
    setWindowTitle(tr("%1 – Sigscope").arg(QString::fromStdString(image.filename().string())));
}

void MainWindow::showRequest() {
    const ExplainRequest& request = m_session->request();
    showPicture(request.image);
    m_panel->showRequest(edited().request());
    const MethodSpec* method = m_session->catalogue().method(request.method);
    m_page->setUnit(QString::fromStdString(objectiveOf(method, request.objective)));
    m_page->setTraits(method != nullptr ? method->traits : MethodTraits());
    m_compare->setSubject(request, nullptr);
    m_figure->setSubject(request);
    m_strip->setRequest(request);
    m_strip->setCurrent(request.image);
    // The form's fields may be other ones.
    setTabOrderOf({m_panel, m_strip, &m_page->panes(), &m_page->chart(), &m_page->sideCharts(),
                   &m_page->slider(), m_page->findChild<TransportBar*>(), m_messages});
}

RequestEditor& MainWindow::edited() {
    RequestEditor* card = editedCard();
    return card != nullptr ? *card : *m_session;
}

CardEditor* MainWindow::editedCard() {
    return m_tabs->currentIndex() == compareTab ? m_compare->editor() : nullptr;
}

void MainWindow::showEdited() {
    m_panel->showRequest(edited().request());
    if (m_session->running()) return;
    const CardEditor* card = editedCard();
    std::shared_ptr<const Scene> scene = card != nullptr ? card->scene() : nullptr;
    if (const auto result = m_session->result(); result && !scene) scene = result->scene;
    if (scene) m_panel->showScene(std::move(scene));
}

void MainWindow::runEdited() {
    if (CardEditor* card = editedCard(); card != nullptr)
        card->compute();
    else
        m_session->restart();
}

void MainWindow::showSubmitted(bool sameScene) {
    m_stack->setCurrentIndex(1);
    m_status->setVisible(true);
    m_messages->forget();
    m_page->beginRun(m_session->run(), PathPage::Before::Dimmed);
    showRequest();
    m_panel->showSubmitted(sameScene);
    if (!sameScene) nameModel({});
    m_status->showWaiting();
    m_actions->enableFor(*m_session);
}

void MainWindow::showReading() {
    m_messages->forgetError();
    constexpr bool sameScene = true;  // Until it is read.
    m_panel->showSubmitted(sameScene);
    m_status->showWaiting();
    m_actions->enableFor(*m_session);
}

void MainWindow::showRefused(const std::string& error) {
    m_panel->showRequest(edited().request());
    if (const auto& end = m_session->end()) {
        m_panel->showEnd();
        m_status->showEnd(*end);
    }
    m_actions->enableFor(*m_session);
    if (!error.empty()) m_messages->show(MessageBar::Kind::Error, QString::fromStdString(error));
}

void MainWindow::showRestored() {
    const ExplainRequest& request = m_session->request();
    m_messages->hide();
    m_stack->setCurrentIndex(1);
    nameModel({});
    m_status->clear();
    m_status->setVisible(true);
    m_page->beginRun(m_session->run());
    showRequest();
    m_panel->showReady(
        tr("%1, not computed yet").arg(QString::fromStdString(request.image.filename().string())));
    m_page->cursor().reset();
    m_page->setPlaceholder(tr("Press Run to compute this"));
    m_actions->enableFor(*m_session);
}

void MainWindow::showClosed() {
    m_picture.clear();
    setWindowTitle(tr("Sigscope"));
    m_stack->setCurrentIndex(0);
    m_page->beginRun(0);
    m_status->clear();
    m_status->setVisible(false);
    m_messages->hide();
    nameModel({});
    m_actions->enableFor(*m_session);
}

void MainWindow::nameModel(const QString& name) {
    m_model->setText((name.isEmpty() ? tr("Model") : name) + QStringLiteral(" ▾"));
}

void MainWindow::showAsking(double seconds) {
    m_panel->showAsking(seconds);
    m_status->showAsking(seconds);
    m_page->setPlaceholder(
        tr("This takes %1: press Run to compute it").arg(predictionText(seconds)));
}

void MainWindow::showStarted(const Plan& plan, std::shared_ptr<const Scene> scene) {
    QStringList facts{QString::fromStdString(scene->modelTitle),
                      QString::fromStdString(scene->device)};
    if (const std::string& precision = m_session->request().precision;
        precision != ExplainRequest().precision)
        facts << QString::fromStdString(precision);
    nameModel(facts.join(QStringLiteral(" · ")));
    m_files->remember(m_session->request().image);
    m_page->setScene(scene);
    m_compare->setSubject(m_session->request(), scene);
    m_panel->showScene(std::move(scene));
    m_status->showPlan(plan);
}

void MainWindow::showEnd(const RunEnd& end) {
    m_panel->showEnd();
    m_status->showEnd(end);
    if (end.kind == RunEnd::Kind::Failed && !end.question && !end.outputQuestion)
        m_messages->show(MessageBar::Kind::Error, QString::fromStdString(end.error));
    m_page->showResult(end.explanation, m_status->progressText());
    m_figure->refresh();
    m_actions->enableFor(*m_session);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings->setValue(QStringLiteral("geometry"), saveGeometry());
    event->accept();
}

}  // namespace sigscope::ui
