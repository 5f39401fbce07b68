#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/charts/path_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/evaluate/evaluable_maps.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/path/path_panes.h"
#include "ui/render/figure_contents.h"
#include "ui/style/value_text.h"
#include "ui/style/wrapped_tool_tips.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/animation_command.h"
#include "ui/window/autosave.h"
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
#include "ui/window/model_button.h"
#include "ui/window/model_chooser.h"
#include "ui/window/palette_entries.h"
#include "ui/window/panel_edits.h"
#include "ui/window/path_page.h"
#include "ui/window/region_fills.h"
#include "ui/window/restorer.h"
#include "ui/window/result_log.h"
#include "ui/window/session.h"
#include "ui/window/session_files.h"
#include "ui/window/status_line.h"
#include "ui/window/strip_commands.h"
#include "ui/window/tab_order.h"
#include "ui/window/view_tabs.h"
#include "ui/window/window_actions.h"
#include "ui/window/window_place.h"

namespace sigscope::ui {

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
      m_views(new ViewTabs(*m_strip, this)),
      m_stack(new QStackedWidget(this)) {
    setWindowTitle(tr("Sigscope"));
    m_log->follow(m_compare->runs());
    m_log->follow(m_evaluate->overStrip().explanations());
    assemble();
    m_edits = new PanelEdits(*m_panel, *m_session, *m_compare, *m_views, m_options);
    connectViews();
    connectSession();
    connectActions();
    m_chooser->connectTo(*m_actions->openModel, *m_panel);
    makePalette();
    connectStrip();
    qApp->installEventFilter(new InputGuard(this));
    qApp->installEventFilter(new WrappedToolTips(this));
    showClosed();
    takePlace(*this, *m_settings);
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
        openExample(m_options.firstResult);
}

MainWindow::~MainWindow() = default;

void MainWindow::assemble() {
    auto* model = new ModelButton(*m_actions->models, this);
    model->follow(*m_session);
    menuBar()->setCornerWidget(model);
    m_views->add(tr("Path"), *m_page);
    m_views->add(tr("Compare"), *m_compare);
    m_views->add(tr("Evaluate"), *m_evaluate);
    m_views->add(tr("Figure"), *m_figure);

    auto* work = new QWidget(this);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_panel);
    row->addWidget(m_views, 1);

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
}

void MainWindow::connectViews() {
    connect(m_views, &ViewTabs::changed, this, &MainWindow::offerMaps);
    connect(m_session, &Session::ended, this, &MainWindow::offerMaps);
    connect(&m_compare->runs(), &ComparisonRuns::changed, this, &MainWindow::offerMaps);
    connect(m_compare, &ComparePage::openAsked, this, [this](const ComparisonColumn& column) {
        m_session->restore(column.request, column.explanation->recipe, column.explanation);
        m_views->showView(*m_page);
    });
    new ComparisonSaver(*m_compare, m_session->catalogue(), *m_messages, m_options);
    new FigureExport(*m_figure, *m_session, *m_actions->exportFigure, *m_messages, m_options);
    connect(m_figure, &FigureEditor::addPictureAsked, this, [this] {
        if (const auto file = m_options.askOpenFile(this); !file.empty())
            m_figure->addPicture(file);
    });
}

void MainWindow::connectSession() {
    m_status->follow(*m_session);
    m_actions->follow(*m_session);
    connect(m_session, &Session::submitted, this, &MainWindow::showSubmitted);
    connect(m_session, &Session::reading, m_messages, &MessageBar::forgetError);
    connect(m_session, &Session::refused, this, &MainWindow::showRefused);
    connect(m_session, &Session::restored, this, &MainWindow::showRestored);
    connect(m_session, &Session::closed, this, &MainWindow::showClosed);
    connect(m_session, &Session::started, this, &MainWindow::showStarted);
    connect(m_session, &Session::asking, this, &MainWindow::showAsking);
    connect(m_session, &Session::progressed, this,
            [this] { m_page->setPlaceholder(m_status->progressText()); });
    connect(m_session, &Session::nodesArrived, m_page, &PathPage::addNodes);
    connect(m_session, &Session::previewArrived, m_page, &PathPage::showPreview);
    connect(m_session, &Session::ended, this, &MainWindow::showEnd);
    connect(m_session, &Session::pathRestored, this, [this](const auto& result) {
        m_page->showResult(result, {});
        m_figure->refresh();
    });
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
    on(m_actions->run, [this] { m_edits->run(); });
    on(m_actions->cancel, [this] { m_session->cancel(); });
    m_page->obey(*m_actions);
    new AnimationCommand(*m_actions->animate, *m_session, *m_page, *m_compare, *m_evaluate,
                         *m_messages, m_options, *this);
    addContextMenus(*m_page, *m_actions, *m_session, m_files->clipboard());
    on(m_actions->pathView, [this] { m_views->showView(*m_page); });
    on(m_actions->compareView, [this] { m_views->showView(*m_compare); });
    on(m_actions->evaluateView, [this] { m_views->showView(*m_evaluate); });
    on(m_actions->figureView, [this] { m_views->showView(*m_figure); });
    keepSwitches();
    on(m_actions->copyNumbers, [this] { QGuiApplication::clipboard()->setText(numbersText()); });
    new ComputeMenus(*m_actions, *m_session);
    on(m_actions->keys, [this] { (new KeysSheet(*menuBar(), this))->show(); });
    on(m_actions->about, [this] {
        m_messages->show(MessageBar::Kind::Information,
                         tr("Sigscope %1: a desktop explorer for path attributions.")
                             .arg(QStringLiteral(SIGSCOPE_VERSION)));
    });
}

bool MainWindow::openFigure(const std::filesystem::path& file) {
    const auto opened = readPaperFigure(file);
    if (!opened) m_messages->show(MessageBar::Kind::Error, QString::fromStdString(opened.error()));
    if (!opened || !opened.value()) return false;
    showWork();
    m_figure->open(*opened.value());
    m_views->showView(*m_figure);
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
    m_strips = new StripCommands(*m_strip, *m_session, {*m_compare, *m_evaluate, *m_figure},
                                 *m_actions, *m_messages);
    connect(m_strips, &StripCommands::openAsked, this, &MainWindow::open);
    connect(m_files, &FileCommands::severalAsked, m_strips, &StripCommands::openSeveral);
}

void MainWindow::openSeveral(const std::vector<std::filesystem::path>& places) {
    m_strips->openSeveral(places);
}

void MainWindow::offerMaps() {
    if (m_evaluate->isVisible())
        m_evaluate->offer(evaluableMaps(m_session->catalogue(), m_session->request(),
                                        m_session->result(), m_compare->runs().columns()));
}

void MainWindow::keepSwitches() {
    const QString folded = QStringLiteral("panelFolded");
    connect(m_actions->foldPanel, &QAction::toggled, this, [this, folded](bool on) {
        m_panel->setFold(on ? RequestPanel::Fold::Folded : RequestPanel::Fold::Open);
        m_settings->setValue(folded, on);
    });
    connect(m_panel, &RequestPanel::openAsked, m_actions->foldPanel, &QAction::toggle);
    m_actions->foldPanel->setChecked(m_settings->value(folded).toBool());
    const QString reducedMotion = QStringLiteral("reducedMotion");
    m_actions->reducedMotion->setChecked(m_settings->value(reducedMotion).toBool());
    connect(m_actions->reducedMotion, &QAction::triggered, this,
            [this, reducedMotion](bool on) { m_settings->setValue(reducedMotion, on); });
}

QString MainWindow::numbersText() const {
    QStringList lines{m_page->panes().numbersText(), m_page->sentence(),  m_page->chartsText(),
                      m_status->pixelText(),         m_status->gapText(), m_status->progressText()};
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

void MainWindow::openExample(const std::filesystem::path& file) {
    // What is wrong with a result is said before where it comes from.
    const auto sayWhatItIs = [this] {
        if (m_session->recipe().empty() || !m_messages->message().isEmpty()) return;
        m_messages->show(MessageBar::Kind::Information,
                         tr("An example that comes with Sigscope, computed before. Open a "
                            "photograph of your own, or drop it here."),
                         {tr("Open …"), [this] { m_actions->open->trigger(); }});
    };
    connect(m_session, &Session::ended, this, sayWhatItIs, Qt::SingleShotConnection);
    open(file);
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

void MainWindow::showWork() {
    if (m_stack->currentIndex() == 1) return;
    m_stack->setCurrentIndex(1);
    // Tab begins at the panel; until it is pressed no control looks chosen.
    m_panel->setFocus();
}

void MainWindow::showSubmitted() {
    showWork();
    m_messages->forget();
    m_page->beginRun(m_session->run(), PathPage::Before::Dimmed);
    showRequest();
}

void MainWindow::showRefused(const std::string& error) {
    if (!error.empty()) m_messages->show(MessageBar::Kind::Error, QString::fromStdString(error));
}

void MainWindow::showRestored() {
    m_messages->hide();
    showWork();
    m_page->beginRun(m_session->run());
    showRequest();
    m_page->cursor().reset();
    m_page->setPlaceholder(tr("Press Run to compute this"));
}

void MainWindow::showClosed() {
    m_picture.clear();
    setWindowTitle(tr("Sigscope"));
    m_stack->setCurrentIndex(0);
    m_page->beginRun(0);
    m_messages->hide();
}

void MainWindow::showAsking(double seconds) {
    m_page->setPlaceholder(
        tr("This takes %1: press Run to compute it").arg(predictionText(seconds)));
}

void MainWindow::showStarted(const Plan&, const std::shared_ptr<const Scene>& scene) {
    m_files->remember(m_session->request().image);
    m_page->setScene(scene);
    m_compare->setSubject(m_session->request(), scene);
}

void MainWindow::showEnd(const RunEnd& end) {
    if (end.kind == RunEnd::Kind::Failed && !end.asks())
        m_messages->show(MessageBar::Kind::Error, QString::fromStdString(end.error));
    m_page->showResult(end.explanation, m_status->progressText());
    m_figure->refresh();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    keepPlace(*this, *m_settings);
    event->accept();
}

}  // namespace sigscope::ui
