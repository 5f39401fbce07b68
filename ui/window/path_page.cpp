#include "ui/window/path_page.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <algorithm>
#include <limits>
#include <utility>

#include "ui/charts/gate_chart.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/radial_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/charts/strength_chart.h"
#include "ui/path/moment_trace.h"
#include "ui/path/path_panes.h"
#include "ui/path/side_numbers_text.h"
#include "ui/path/still_trace.h"
#include "ui/style/theme.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/moment_text.h"
#include "ui/transport/path_story.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/window_actions.h"

namespace sigscope::ui {

namespace {

QString noPathText() {
    return PathPage::tr("This method has no path: its map is made at the picture itself.");
}

/// Why the path of a result is not there, where it is not; empty where it is or there is none.
QString absenceOfPath(const Explanation& explanation) {
    if (awaitsPath(explanation)) return PathPage::tr("The path is being laid out …");
    if (!lacksTrace(explanation)) return {};
    return PathPage::tr("The path is not kept with this result; it can be computed again.");
}

/// A map as it grows, of a run that keeps no trace.
std::shared_ptr<const PathTrace> stillOf(const Preview& preview,
                                         const std::shared_ptr<const Scene>& scene) {
    auto soFar = std::make_shared<Explanation>();
    soFar->scene = scene;
    soFar->attribution = preview.attribution;
    soFar->completeness.fInput = std::numeric_limits<double>::quiet_NaN();  // Not told yet.
    soFar->completeness.attributionSum = preview.attributionSum;
    return std::make_shared<StillTrace>(std::move(soFar));
}

}  // namespace

PathPage::PathPage(QWidget* parent)
    : QWidget(parent),
      m_cursor(new PathCursor(this)),
      m_worker(new FrameWorker(this)),
      m_panes(new PathPanes(this)),
      m_chart(new PathChart(this)),
      m_side(new SideCharts(this)),
      m_slider(new AlphaSlider(this)),
      m_transport(new TransportBar(*m_cursor, this)),
      m_sentence(new QLabel(this)),
      m_story(new PathStory(*m_cursor, *m_slider, *m_transport, *m_sentence, this)),
      m_noPath(new QLabel(noPathText(), this)),
      m_layout({*m_panes, *m_chart, *m_side, *m_slider, *m_transport, *m_sentence, *m_noPath}) {
    m_noPath->setObjectName(QStringLiteral("noPath"));
    m_noPath->setAlignment(Qt::AlignCenter);
    m_noPath->setWordWrap(true);
    m_noPath->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noPath->hide();
    setMinimumSize(64 * Theme::grid, 50 * Theme::grid);
    connectParts();
}

void PathPage::connectParts() {
    connect(m_cursor, &PathCursor::alphaChanged, this, &PathPage::showAlpha);
    connect(m_slider, &AlphaSlider::alphaDragged, this, &PathPage::dragTo);
    for (const AlphaChart* chart :
         {static_cast<AlphaChart*>(m_chart), static_cast<AlphaChart*>(&m_side->gates())}) {
        connect(chart, &AlphaChart::alphaDragged, this, &PathPage::dragTo);
        connect(chart, &AlphaChart::alphaRangeChanged, this, &PathPage::showAlphaRange);
    }
    connect(&m_side->strengths(), &StrengthChart::bandChanged, this, &PathPage::compose);
    connect(m_panes, &PathPanes::displayChosen, this, &PathPage::chooseDisplay);
    connect(m_panes, &PathPanes::proportionsChanged, this, &PathPage::arrange);
    connect(m_worker, &FrameWorker::frameReady, this, &PathPage::showFrame);
    connect(m_worker, &FrameWorker::failed, this, &PathPage::failed);
    connect(m_worker, &FrameWorker::measured, m_story, &PathStory::setLength);
}

void PathPage::obey(const WindowActions& actions) {
    const auto on = [](const QAction* action, auto* receiver, auto slot) {
        connect(action, &QAction::triggered, receiver, slot);
    };
    on(actions.fit, m_panes, &PathPanes::fit);
    on(actions.actualSize, m_panes, &PathPanes::showActualSize);
    on(actions.zoomIn, m_panes, [this] { m_panes->zoomBy(2); });
    on(actions.zoomOut, m_panes, [this] { m_panes->zoomBy(0.5); });
    on(actions.nameRegion, m_panes, &PathPanes::nameRegion);
    on(actions.absolute, this, [this](bool absolute) {
        MapDisplay display = m_display;
        display.reduction = absolute ? Reduction::Absolute : Reduction::Signed;
        setDisplay(display);
    });
    connect(this, &PathPage::displayChanged, actions.absolute, [&actions](const MapDisplay& shown) {
        actions.absolute->setChecked(shown.reduction == Reduction::Absolute);
    });
    connect(actions.reducedMotion, &QAction::toggled, m_story,
            [this](bool reduced) { m_story->setMotion(reduced ? Motion::Reduced : Motion::Full); });
    on(actions.play, m_cursor, &PathCursor::togglePlaying);
    on(actions.previousNode, m_cursor, &PathCursor::toPreviousNode);
    on(actions.nextNode, m_cursor, &PathCursor::toNextNode);
    on(actions.first, m_cursor, &PathCursor::toFirst);
    on(actions.last, m_cursor, &PathCursor::toLast);
    on(actions.previousChapter, m_story, &PathStory::toPrevious);
    on(actions.nextChapter, m_story, &PathStory::toNext);
}

void PathPage::beginRun(RunId run, Before before) {
    m_run = run;
    m_scene.reset();
    m_path.reset();
    m_trace.reset();
    setBaselines({});
    m_curves.clear();
    setMoments(nullptr);
    setScrubbable(true);
    setAbsence({});
    m_worker->expect(run);
    m_cursor->stop();
    if (before == Before::Dimmed)
        m_panes->dim();
    else
        m_panes->clear({});
    m_side->clear();
    m_chart->setPlaceholder({});
    m_chart->setCurves(m_curves);
    showNodes();
    m_story->begin();
}

void PathPage::setDisplay(const MapDisplay& display) {
    if (display == m_display) return;
    m_display = display;
    compose();
    Q_EMIT displayChanged(display);
}

void PathPage::chooseDisplay(MapDisplay display) {
    // A map that stands in for the wanted one, which there is not now, was not chosen.
    if (display.soFar == m_maps.nearest(m_display.soFar)) display.soFar = m_display.soFar;
    setDisplay(display);
}

void PathPage::forgetPicture() {
    m_panes->forgetRegions();
    MapDisplay display = m_display;
    display.spectrumLimit = display.stepLimit = display.mapLimit = std::nullopt;
    setDisplay(display);
}

void PathPage::setUnit(const QString& unit) {
    m_unit = unit;
    m_panes->setObjective(unit);
    m_story->setObjective(unit);
    showUnit();
}

void PathPage::showUnit() {
    const QString origin = m_maps.origin();
    m_chart->setUnit(origin.isEmpty() ? m_unit : m_unit + QLatin1Char(' ') + origin);
}

void PathPage::setTraits(const MethodTraits& traits) {
    if (traits == m_traits) return;
    m_traits = traits;
    const bool path = traits.hasPath();
    for (QWidget* ofPath : {static_cast<QWidget*>(m_chart), static_cast<QWidget*>(m_side),
                            static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_transport),
                            static_cast<QWidget*>(m_sentence)})
        ofPath->setVisible(path);
    m_noPath->setVisible(!path);
    m_panes->setTraits(traits);
    m_panes->setGrowth(path ? MapGrowth::BuildsUp : MapGrowth::Whole);
    arrange();
}

void PathPage::setScene(std::shared_ptr<const Scene> scene) {
    m_scene = std::move(scene);
    setBaselines(m_scene->baselines);
}

void PathPage::setBaselines(const std::vector<std::string>& titles) {
    m_maps.begin(titles);
    m_panes->setOrigin(m_maps.origin());
    showUnit();
    compose();
}

QString PathPage::sentence() const {
    return m_traits.hasPath() ? m_sentence->text() : QString();
}

QString PathPage::chartsText() const {
    QStringList lines;
    for (const PlotView* chart :
         {static_cast<const PlotView*>(m_chart), static_cast<const PlotView*>(&m_side->strengths()),
          static_cast<const PlotView*>(&m_side->radial())})
        if (chart->isVisible() && chart->placeholder().isEmpty())
            lines << chart->accessibleName() + QLatin1Char('\t') + chart->reading();
    return lines.join(QLatin1Char('\n'));
}

void PathPage::setPlaceholder(const QString& text) {
    m_panes->setPlaceholder(text);
}

void PathPage::addNodes(const std::vector<PathNode>& nodes) {
    m_curves.addNodes(nodes);
    m_chart->streamCurves(m_curves);
    showNodes();
}

void PathPage::showPreview(const Preview& preview) {
    m_maps.take(preview);
    if (!preview.trace && !m_scene) return;
    showPath(preview.trace ? preview.trace : stillOf(preview, m_scene));
    m_chart->streamCurves(m_curves);
}

void PathPage::showPath(std::shared_ptr<const PathTrace> path) {
    m_path = std::move(path);
    m_curves.setTrace(*m_path, m_traits.sum);
    m_side->showTrace(*m_path);
    showNodes();
    compose();
}

void PathPage::compose() {
    MapDisplay display = m_display;
    // A band has a part in the path's own map, whatever there is over several baselines.
    display.soFar = m_side->strengths().band() ? SoFar::Path : m_maps.nearest(m_display.soFar);
    display.ground = groundOf(Theme::current());
    m_worker->setDisplay(display);
    m_panes->offerMaps(m_maps.choices(), display.soFar);
    if (m_path) m_trace = m_maps.traceOf(m_path, display.soFar);
    requestFrame();
}

void PathPage::showResult(const std::shared_ptr<const Explanation>& explanation,
                          const QString& placeholder) {
    if (!explanation) {
        // What a run that failed had drawn is no result.
        m_path.reset();
        m_trace.reset();
        m_curves.clear();
        setMoments(nullptr);
        m_panes->clear(placeholder);
        m_side->clear();
        m_chart->setCurves(m_curves);
        m_story->begin();
        return showNodes();
    }
    const auto& several = explanation->perBaseline;
    const Completeness& first = several.empty() ? explanation->completeness : several.front();
    setScrubbable(explanation->trace || explanation->moments);
    if (explanation->traits.hasPath()) m_curves.setStart(first.fPathStart);
    setAbsence(absenceOfPath(*explanation));
    m_maps.take(*explanation);
    m_panes->setRelativeSpread(m_maps.relativeSpread());
    m_panes->markMap(explanation->partial ? tr("partial") : QString());
    showPath(explanation->trace ? explanation->trace : std::make_shared<StillTrace>(explanation));
    m_chart->setCurves(m_curves);
    m_side->setFinished(m_path);
    m_story->setPath(m_curves.f());
    if (explanation->moments) setMoments(explanation);
    showSideNumbers(*explanation);
    if (!explanation->trace) return;
    if (!explanation->partial) m_story->announce();
    m_worker->measure(m_run, m_path);
}

void PathPage::setMoments(std::shared_ptr<const Explanation> explanation) {
    m_row = std::move(explanation);
    const auto moments = m_row ? m_row->moments : nullptr;
    m_slider->setMoments(moments);
    // A path's chart may be zoomed, and the scrubber with it.
    m_slider->setRange(moments ? 0 : m_chart->lowestAlpha(), moments ? 1 : m_chart->highestAlpha());
    m_transport->setMoments(moments);
    m_transport->setShares({}, {});
    m_noPath->setText(moments ? momentsSentence(moments->kind()) : noPathText());
    if (m_traits.hasPath()) return;
    m_slider->setVisible(moments != nullptr);
    m_transport->setVisible(moments != nullptr);
    m_panes->setGrowth(moments ? MapGrowth::BuildsUp : MapGrowth::Whole);
    arrange();
    if (!moments) return;
    const std::vector<double> positions = positionsOf(*moments);
    m_cursor->setNodes(positions);
    m_slider->setNodes(positions);
    m_cursor->setAlpha(positions[moments->result]);
    m_path = momentTrace();
    compose();
}

void PathPage::showSideNumbers(const Explanation& explanation) {
    if (explanation.traits.hasPath()) return showShares(explanation);
    const QString numbers = sideNumbersText(explanation.sideNumbers);
    if (numbers.isEmpty()) return;
    m_noPath->setText(m_noPath->text() + QLatin1Char('\n') + numbers);
    arrange();
}

/// A number for each node of a path is told beside α.
void PathPage::showShares(const Explanation& explanation) {
    const auto along = std::ranges::find_if(explanation.sideNumbers, [&](const SideNumbers& one) {
        return one.values.size() == explanation.alphas.size();
    });
    if (along == explanation.sideNumbers.end()) return m_transport->setShares({}, {});
    m_transport->setShares(explanation.alphas, *along);
}

std::shared_ptr<const PathTrace> PathPage::momentTrace() const {
    return std::make_shared<MomentTrace>(m_row, m_cursor->alpha());
}

void PathPage::setAbsence(const QString& why) {
    m_panes->setAbsence(why);
    m_side->setAbsence(why);
}

void PathPage::setScrubbable(bool scrubbable) {
    if (!scrubbable) m_cursor->toLast();
    m_slider->setEnabled(scrubbable);
    m_transport->setEnabled(scrubbable);
}

void PathPage::dragTo(double alpha, Qt::KeyboardModifiers modifiers) {
    if (!m_slider->isEnabled()) return;
    m_cursor->stop();
    m_cursor->setAlpha(modifiers & Qt::ShiftModifier ? m_cursor->snapped(alpha) : alpha);
}

void PathPage::showAlpha(double alpha) {
    m_slider->setAlpha(alpha);
    m_chart->setAlpha(alpha);
    m_side->setAlpha(alpha);
    // Of layers each is a trace of its own.
    if (m_row && m_row->moments->kind() == MomentKind::Layers) m_trace = m_path = momentTrace();
    requestFrame();
}

void PathPage::showAlphaRange(double low, double high) {
    m_chart->showAlphaRange(low, high);
    m_side->gates().showAlphaRange(low, high);
    m_slider->setRange(low, high);
}

void PathPage::requestFrame() {
    if (m_trace) m_worker->request(m_run, m_trace, m_cursor->alpha(), m_side->strengths().band());
}

void PathPage::showFrame(std::shared_ptr<const PathFrame> frame) {
    if (frame->run != m_run || !m_trace) return;
    m_side->showFrame(*frame);
    const bool ofPath = frame->display.soFar == SoFar::Path;
    m_panes->show(std::move(frame));
    const bool known = m_traits.hasPath() && m_traits.isComplete();
    const auto expected = ofPath ? m_curves.wholeChange() : m_maps.meanChange();
    m_panes->setExpectedSum(known ? expected : std::nullopt);
}

void PathPage::showNodes() {
    m_cursor->setNodes(m_curves.alphas());
    m_slider->setNodes(m_curves.alphas());
}

void PathPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) compose();
}

void PathPage::resizeEvent(QResizeEvent*) {
    arrange();
}

void PathPage::arrange() {
    if (m_traits.hasPath()) return m_layout.arrange(rect());
    m_layout.arrangeStill(rect(), m_row ? PathLayout::Still::Moments : PathLayout::Still::Alone);
}

}  // namespace sigscope::ui
