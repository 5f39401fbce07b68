#include "ui/window/session.h"

#include <algorithm>
#include <utility>

#include "engine/api/baseline_list.h"
#include "engine/api/request_field.h"
#include "ui/window/mail_bell.h"

namespace sigscope::ui {

namespace {

constexpr int deliveryInterval = 33;  ///< ms between deliveries, at least.
constexpr std::size_t longestHistory = 100;

}  // namespace

Session::Session(Engine& engine, ExplainRequest initial, QObject* parent)
    : QObject(parent), m_engine(engine), m_request(std::move(initial)) {
    m_request.tracing = Tracing::Path;
    m_bell = std::make_shared<MailBell>(*this, [this] { mailArrived(); });
    // The engine may hold the mailbox longer than this lives, hence the bell of its own.
    m_mailbox = std::make_shared<RunMailbox>([bell = m_bell] { bell->ring(); });
    m_deliveryTimer.setSingleShot(true);
    m_deliveryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_deliveryTimer, &QTimer::timeout, this, &Session::deliverMail);
}

Session::~Session() {
    m_bell->mute();
    if (m_running) m_engine.cancel(m_run);
}

void Session::open(const std::filesystem::path& image) {
    const bool first = m_request.image.empty();
    m_request.image = image;
    if (!first) {
        m_request.target = ExplainRequest().target;
        m_request.against = ExplainRequest().against;
    }
    m_recipe.clear();
    m_history.clear();
    m_lastChange.clear();
    submit(false);
}

void Session::restore(ExplainRequest request, const std::string& recipe) {
    forgetRun();
    request.tracing = Tracing::Path;
    m_request = std::move(request);
    m_recipe = recipe;
    m_parametersOfMethod.clear();
    m_lastChange.clear();
    Q_EMIT restored();
}

void Session::close() {
    if (m_request.image.empty()) return;
    forgetRun();
    m_request.image.clear();
    m_request.target = ExplainRequest().target;
    m_request.against = ExplainRequest().against;
    Q_EMIT closed();
}

void Session::forgetRun() {
    if (m_running) m_engine.cancel(m_run);
    m_mailbox->expect(m_run + 1);
    m_recipe.clear();
    m_history.clear();
    m_run = 0;
    m_running = false;
    m_result.reset();
}

void Session::setModel(const std::string& nameOrFile, ModelCode code) {
    ExplainRequest request = m_request;
    request.model = nameOrFile;
    request.modelCode = code;
    request.preprocessing.clear();
    request.output.clear();
    request.target = ExplainRequest().target;
    change(std::move(request));
}

void Session::setPreprocessing(const ParameterValues& values) {
    ExplainRequest request = m_request;
    request.preprocessing = values;
    change(std::move(request));
}

void Session::setOutput(const std::string& name) {
    ExplainRequest request = m_request;
    request.output = name;
    change(std::move(request));
}

void Session::setTarget(int classIndex) {
    ExplainRequest request = m_request;
    request.target = classOfIndex(classIndex);
    change(std::move(request));
}

void Session::setObjective(const std::string& name) {
    ExplainRequest request = m_request;
    request.objective = name;
    change(std::move(request));
}

void Session::setBaseline(const BaselineSpec& baseline) {
    setBaselines({baseline});
}

void Session::setBaselines(const std::vector<BaselineSpec>& baselines) {
    ExplainRequest request = m_request;
    sigscope::setBaselines(request, baselines);
    change(std::move(request));
}

void Session::setBaselineCount(int count) {
    ExplainRequest request = m_request;
    request.baselineCount = count;
    change(std::move(request));
}

void Session::setAgainst(const std::string& against) {
    ExplainRequest request = m_request;
    request.against = against;
    change(std::move(request));
}

void Session::setSeed(std::int64_t seed) {
    ExplainRequest request = m_request;
    request.seed = seed;
    change(std::move(request));
}

void Session::setDevice(const std::string& name) {
    ExplainRequest request = m_request;
    request.device = name;
    change(std::move(request));
}

void Session::setPrecision(const std::string& name) {
    ExplainRequest request = m_request;
    request.precision = name;
    change(std::move(request));
}

void Session::setMethod(const std::string& name) {
    m_parametersOfMethod[m_request.method] = m_request.parameters;
    ExplainRequest request = m_request;
    request.method = name;
    request.parameters = m_parametersOfMethod[name];
    change(std::move(request));
}

void Session::setParameter(const std::string& name, const ParameterValue& value) {
    ExplainRequest request = m_request;
    request.parameters[name] = value;
    change(std::move(request));
}

void Session::takePublished() {
    const MethodSpec* method = catalogue().method(m_request.method);
    if (!method) return;
    ExplainRequest request = m_request;
    // Where the two agree, what is absent has the program's value.
    request.parameters = method->parity;
    for (const ParameterSpec& spec : method->parameters)
        if (const auto file = m_request.parameters.find(spec.name);
            spec.namesFiles() && file != m_request.parameters.end())
            request.parameters.insert(*file);
    m_lastChange.clear();  // A step of its own, even where it is of one parameter.
    change(std::move(request));
    m_lastChange.clear();
}

void Session::change(ExplainRequest request) {
    const std::vector<RequestField> fields = requestFields(catalogue());
    if (sameRequest(fields, request, m_request)) return;
    const std::string change = changeOf(fields, m_request, request);
    if (m_lastChange != change || !change.starts_with("parameter ")) {
        m_history.push_back(m_request);
        if (m_history.size() > longestHistory) m_history.erase(m_history.begin());
    }
    m_lastChange = change;
    const bool same = sameScene(fields, request, m_request);
    m_request = std::move(request);
    m_recipe.clear();
    submit(same);
}

void Session::undo() {
    if (!canUndo()) return;
    const bool same = sameScene(requestFields(catalogue()), m_history.back(), m_request);
    m_request = std::move(m_history.back());
    m_history.pop_back();
    m_lastChange.clear();
    submit(same);
}

void Session::restart() {
    submit(true);
}

void Session::cancel() {
    if (m_running) m_engine.cancel(m_run);
}

void Session::submit(bool sameScene) {
    if (m_request.image.empty()) return;
    m_result.reset();
    const bool hadScene = m_run != 0;
    m_run = m_engine.submit(m_request, m_mailbox);
    m_mailbox->expect(m_run);
    m_running = true;
    Q_EMIT submitted(sameScene && hadScene);
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
    const auto mail = m_mailbox->take();
    // A listener may submit anew: from then on the rest of this mail is of the past.
    const auto current = [this, &mail] { return mail->run == m_run; };
    if (!mail || !current()) return;
    m_sinceDelivery.start();
    if (mail->scene) Q_EMIT started(mail->plan.value_or(Plan()), mail->scene);
    if (mail->progress && current()) Q_EMIT progressed(*mail->progress);
    if (!mail->nodes.empty() && current()) Q_EMIT nodesArrived(mail->nodes);
    if (mail->preview && current()) Q_EMIT previewArrived(*mail->preview);
    if (!mail->end || !current()) return;
    m_running = false;
    m_result = mail->end->explanation;
    Q_EMIT ended(*mail->end);
}

}  // namespace sigscope::ui
