#include "ui/window/session.h"

#include <algorithm>
#include <utility>

#include "engine/api/request_field.h"
#include "ui/window/event_notifier.h"
#include "ui/window/long_runs.h"
#include "ui/window/path_restoring.h"

namespace sigscope::ui {

namespace {

constexpr int deliveryInterval = 33;  ///< ms between deliveries, at least.
constexpr std::size_t longestHistory = 100;

/// Evaluations after which the first pace is known well enough to predict by.
constexpr int evaluationsToPredictBy = 8;

/// Seconds that a run is predicted to take from here; nothing where it is not known yet.
std::optional<double> predictedSeconds(const RunEvents& events) {
    if (const auto& progress = events.progress;
        progress && progress->stage == Stage::Integrate && progress->step >= evaluationsToPredictBy)
        return progress->eta;
    return events.plan ? events.plan->seconds : std::nullopt;
}

/// Whether what is read to know the scene lies in other files.
bool otherFilesIn(const ExplainRequest& a, const ExplainRequest& b) {
    return a.image != b.image || a.model != b.model;
}

}  // namespace

Session::Session(Engine& engine, ExplainRequest initial, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_fields(requestFields(engine.catalogue())),
      m_paths(new PathRestoring(engine, this)) {
    m_now.request = std::move(initial);
    m_now.request.tracing = Tracing::Path;
    m_notifier = std::make_shared<EventNotifier>(*this, [this] { mailArrived(); });
    // The engine may hold the event queue longer than this lives, hence the notifier of its own.
    m_eventQueue = std::make_shared<RunEventQueue>([notifier = m_notifier] { notifier->ring(); });
    m_deliveryTimer.setSingleShot(true);
    m_deliveryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_deliveryTimer, &QTimer::timeout, this, &Session::deliverMail);
    connect(m_paths, &PathRestoring::finished, this, &Session::takePath);
}

Session::~Session() {
    m_notifier->mute();
    cancel();
}

std::shared_ptr<const Explanation> Session::result() const {
    return end() ? end()->explanation : nullptr;
}

void Session::open(const std::filesystem::path& image) {
    Standing next;
    next.request = m_now.request;
    next.request.image = image;
    if (!m_now.request.image.empty()) {
        next.request.target = ExplainRequest().target;
        next.request.against = ExplainRequest().against;
    }
    take(std::move(next));
}

void Session::restore(ExplainRequest request, const std::string& recipe,
                      const std::shared_ptr<const Explanation>& result, const QDate& saved) {
    forgetRun();
    m_now.request = std::move(request);
    m_now.request.tracing = Tracing::Path;
    m_now.recipe = recipe;
    m_now.saved = saved;
    forgetParameters();
    if (result) {
        auto numbered = std::make_shared<Explanation>(*result);
        numbered->run = m_now.run = m_nextRead--;
        m_now.end = RunEnd{
            result->partial ? RunEnd::Kind::Cancelled : RunEnd::Kind::Completed, numbered, {}};
    }
    const RunId run = m_now.run;
    Q_EMIT restored();
    if (result) announce({});
    // A listener may have submitted anew.
    if (result && run == m_now.run && awaitsPath(*m_now.end->explanation))
        m_paths->start(m_now.request, m_now.end->explanation);
}

void Session::takePath(RunId run, std::shared_ptr<const PathTrace> trace) {
    for (Standing* standing : {&m_now, m_before ? &*m_before : nullptr}) {
        if (standing == nullptr || standing->run != run || !standing->end) continue;
        auto result = std::make_shared<Explanation>(*standing->end->explanation);
        result->trace = trace;
        if (!trace) result->pathMaps.reset();
        standing->end->explanation = result;
        if (standing == &shown()) Q_EMIT pathRestored(result);
        return;
    }
}

void Session::close() {
    if (m_now.request.image.empty()) return;
    ExplainRequest request = m_now.request;
    request.image.clear();
    request.target = ExplainRequest().target;
    request.against = ExplainRequest().against;
    forgetRun();
    m_now.request = std::move(request);
    Q_EMIT closed();
}

void Session::forgetRun() {
    cancel();
    m_held = false;
    m_eventQueue->expect(m_newest + 1);
    m_paths->forget();
    m_before.reset();
    m_now = {};
}

void Session::setModel(const std::string& nameOrFile, ModelCode code) {
    ExplainRequest request = m_now.request;
    request.model = nameOrFile;
    request.modelCode = code;
    request.preprocessing.clear();
    request.output.clear();
    request.target = ExplainRequest().target;
    change(std::move(request));
}

void Session::setPreprocessing(const ParameterValues& values) {
    ExplainRequest request = m_now.request;
    request.preprocessing = values;
    change(std::move(request));
}

void Session::setOutput(const std::string& name) {
    ExplainRequest request = m_now.request;
    request.output = name;
    change(std::move(request));
}

void Session::setDevice(const std::string& name) {
    ExplainRequest request = m_now.request;
    request.device = name;
    change(std::move(request));
}

void Session::setPrecision(const std::string& name) {
    ExplainRequest request = m_now.request;
    request.precision = name;
    change(std::move(request));
}

Forecast Session::forecast(const std::string& method) const {
    return m_engine.forecast(requestWith(method));
}

void Session::takePublished() {
    const MethodSpec* method = catalogue().method(m_now.request.method);
    if (!method) return;
    ExplainRequest request = m_now.request;
    // Where the two agree, what is absent has the program's value.
    request.parameters = method->parity;
    for (const ParameterSpec& spec : method->parameters)
        if (const auto file = m_now.request.parameters.find(spec.name);
            spec.namesFiles() && file != m_now.request.parameters.end())
            request.parameters.insert(*file);
    m_now.lastChange.clear();  // A step of its own, even where it is of one parameter.
    change(std::move(request));
    m_now.lastChange.clear();
}

void Session::change(ExplainRequest request) {
    const std::string change = changeOf(m_fields, m_now.request, request);
    if (change.empty()) return;
    Standing next = m_now;
    if (m_now.lastChange != change || !change.starts_with("parameter ")) {
        next.history.push_back(m_now.request);
        if (next.history.size() > longestHistory) next.history.erase(next.history.begin());
    }
    next.undone.clear();
    next.lastChange = change;
    next.request = std::move(request);
    next.recipe.clear();
    take(std::move(next));
}

void Session::step(std::vector<ExplainRequest> Standing::*from,
                   std::vector<ExplainRequest> Standing::*to) {
    Standing next = m_now;
    (next.*to).push_back(m_now.request);
    next.request = (next.*from).back();
    (next.*from).pop_back();
    next.lastChange.clear();
    take(std::move(next));
}

void Session::undo() {
    if (canUndo()) step(&Standing::history, &Standing::undone);
}

bool Session::canUndo() const {
    return !m_now.history.empty() && !m_now.request.image.empty();
}

void Session::redo() {
    if (canRedo()) step(&Standing::undone, &Standing::history);
}

bool Session::canRedo() const {
    return !m_now.undone.empty() && !m_now.request.image.empty();
}

void Session::restart() {
    if (m_held) {
        m_held = false;
        m_consent = Consent::Given;
        m_engine.resume(m_now.run);
        Q_EMIT resumed();
        return;
    }
    take(m_now, Reuse::Refused);
}

void Session::cancel() {
    if (running()) m_engine.cancel(m_now.run);
}

void Session::take(Standing next, Reuse reuse) {
    next.saved = {};
    const bool nothing = next.request.image.empty();
    const ExplainRequest before = shown().request;
    const bool somethingShown = shown().run != 0;
    const auto known =
        nothing || reuse == Reuse::Refused ? std::nullopt : m_engine.results().find(next.request);
    if (known) cancel();
    if (!somethingShown || known || !otherFilesIn(next.request, before))
        m_before.reset();
    else if (!m_before)
        m_before = std::move(m_now);
    m_now = std::move(next);
    if (nothing) return;
    const bool sameScene = somethingShown && sigscope::sameScene(m_fields, m_now.request, before);
    if (known)
        showRemembered(*known, sameScene);
    else
        submit(sameScene, reuse);
}

void Session::showRemembered(const StoredResult& result, bool sameScene) {
    m_eventQueue->expect(m_newest + 1);
    m_held = false;
    m_now.run = result.explanation->run;
    m_now.end = RunEnd{RunEnd::Kind::Completed, result.explanation, {}};
    Q_EMIT submitted(sameScene);
    announce(result.plan);
}

void Session::announce(const Plan& plan) {
    // A listener may submit anew.
    const RunEnd end = *m_now.end;
    const RunId run = m_now.run;
    Q_EMIT started(plan, end.explanation->scene);
    if (run == m_now.run) Q_EMIT ended(end);
}

void Session::submit(bool sameScene, Reuse reuse) {
    ExplainRequest request = m_now.request;
    request.reuse = reuse;
    m_held = false;
    m_consent = reuse == Reuse::Refused ? Consent::Given : Consent::Unasked;
    m_newest = m_engine.submit(std::move(request), m_eventQueue);
    m_eventQueue->expect(m_newest);
    m_now.run = m_newest;
    m_now.end.reset();
    if (m_before)
        Q_EMIT reading();
    else
        Q_EMIT submitted(sameScene);
}

void Session::mailArrived() {
    if (m_deliveryTimer.isActive()) return;
    const auto since = m_sinceDelivery.isValid() ? m_sinceDelivery.elapsed() : deliveryInterval;
    if (since >= deliveryInterval)
        deliverMail();
    else
        m_deliveryTimer.start(static_cast<int>(deliveryInterval - since));
}

void Session::deliverMail() {
    const auto mail = m_eventQueue->take();
    // A listener may submit anew: from then on the rest of this mail is of the past.
    const auto current = [this, &mail] { return mail->run == m_now.run; };
    if (!mail || !current()) return;
    m_sinceDelivery.start();
    if (m_before) judge(*mail);
    if (mail->scene && current()) Q_EMIT started(mail->plan.value_or(Plan()), mail->scene);
    if (current()) holdIfLong(*mail);
    if (mail->progress && current() && !m_held) Q_EMIT progressed(*mail->progress);
    if (!mail->nodes.empty() && current()) Q_EMIT nodesArrived(mail->nodes);
    if (mail->preview && current()) Q_EMIT previewArrived(*mail->preview);
    if (!mail->end || !current()) return;
    m_held = false;
    m_now.end = mail->end;
    Q_EMIT ended(*mail->end);
}

void Session::holdIfLong(const RunEvents& events) {
    if (m_held || m_consent == Consent::Given || events.end) return;
    const auto seconds = predictedSeconds(events);
    if (!seconds || *seconds <= longestUnasked) return;
    m_held = true;
    m_engine.pause(m_now.run);
    Q_EMIT asking(*seconds);
}

void Session::judge(const RunEvents& mail) {
    const bool asks = mail.end && mail.end->asks();
    if (mail.scene || asks) {
        const bool sameScene = sigscope::sameScene(m_fields, m_now.request, m_before->request);
        m_before.reset();
        Q_EMIT submitted(sameScene);
    } else if (mail.end) {
        goBack(mail.end->error);
    }
}

void Session::goBack(const std::string& error) {
    m_now = std::move(*m_before);
    m_before.reset();
    // The engine dropped it for what was refused.
    if (running()) take(m_now);
    Q_EMIT refused(error);
}

}  // namespace sigscope::ui
