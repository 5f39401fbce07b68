#include "ui/compare/comparison_runs.h"

#include <algorithm>
#include <utility>

#include "ui/window/event_notifier.h"
#include "ui/window/long_runs.h"

namespace sigscope::ui {

namespace {

using State = ComparedColumn::State;

/// A trace keeps gradients in half precision within its budget, and beside them as many points of
/// the path in single precision: three times as much.
constexpr std::int64_t traceBytesPerBudget = 3;

bool isOver(const ComparedColumn& column) {
    return column.state != State::Waiting && column.state != State::Running;
}

State stateOf(const RunEnd& end) {
    if (end.kind == RunEnd::Kind::Failed) return State::Failed;
    if (end.kind == RunEnd::Kind::Completed) return State::Done;
    return end.explanation ? State::Partial : State::Cancelled;
}

ComparedColumn columnToCompute(ComparisonColumn column) {
    column.request.tracing = Tracing::Path;
    column.explanation.reset();
    column.failure.clear();
    return {std::move(column)};
}

}  // namespace

ComparisonRuns::ComparisonRuns(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_notifier(std::make_shared<EventNotifier>(*this, [this] { takeEvents(); })) {}

ComparisonRuns::~ComparisonRuns() {
    m_notifier->mute();
    cancel();
}

void ComparisonRuns::start(std::vector<ComparisonColumn> columns) {
    cancel();
    m_columns.clear();
    m_followed.clear();
    m_paused = false;
    for (ComparisonColumn& column : columns) {
        const std::shared_ptr<const Explanation> known = column.explanation;
        m_columns.push_back(columnToCompute(std::move(column)));
        if (!known) continue;
        m_columns.back().column.explanation = known;
        m_columns.back().state = State::Done;
    }
    m_followed.resize(m_columns.size());
    Q_EMIT reset();
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].column.explanation)
            Q_EMIT changed(i);
        else
            submit(i);
}

void ComparisonRuns::add(ComparisonColumn column) {
    m_columns.push_back(columnToCompute(std::move(column)));
    m_followed.emplace_back();
    Q_EMIT added();
    submit(m_columns.size() - 1);
}

void ComparisonRuns::replace(std::size_t column, ComparisonColumn other) {
    forgetRun(column);
    m_columns[column] = columnToCompute(std::move(other));
    submit(column);
}

void ComparisonRuns::remove(std::size_t column) {
    forgetRun(column);
    m_columns.erase(m_columns.begin() + static_cast<std::ptrdiff_t>(column));
    m_followed.erase(m_followed.begin() + static_cast<std::ptrdiff_t>(column));
    Q_EMIT removed(column);
}

void ComparisonRuns::reorder(const std::vector<std::size_t>& order) {
    std::vector<ComparedColumn> columns;
    std::vector<Followed> followed;
    for (const std::size_t column : order) {
        columns.push_back(std::move(m_columns[column]));
        followed.push_back(std::move(m_followed[column]));
    }
    m_columns = std::move(columns);
    m_followed = std::move(followed);
}

void ComparisonRuns::forgetRun(std::size_t column) {
    const Followed followed = std::exchange(m_followed[column], {});
    if (followed.run != 0) m_engine.cancel(followed.run);
}

void ComparisonRuns::submit(std::size_t column) {
    ComparedColumn& compared = m_columns[column];
    compared.state = State::Waiting;
    compared.progress.reset();
    compared.column.failure.clear();
    const ExplainRequest& asked = compared.column.request;
    if (const auto known =
            asked.reuse == Reuse::Allowed ? m_engine.results().find(asked) : std::nullopt) {
        compared.column.explanation = withinBudget(column, known->explanation);
        compared.state = State::Done;
        Q_EMIT changed(column);
        return;
    }
    Followed& followed = m_followed[column];
    const auto columns = static_cast<std::int64_t>(m_columns.size());
    followed.traceBytes =
        std::min(traceBytesLeft(column), traceBudget / std::max(columns, columnsInBudget));
    ExplainRequest request = asked;
    request.traceBudget = std::min(request.traceBudget, followed.traceBytes / traceBytesPerBudget);
    followed.events =
        std::make_shared<RunEventQueue>([notifier = m_notifier] { notifier->ring(); });
    const Forecast forecast = m_engine.forecast(request);
    compared.seconds = forecast.kind == Forecast::Kind::Expected ? forecast.seconds : std::nullopt;
    followed.run = m_engine.submit(std::move(request), followed.events, Lane::Queue);
    if (m_paused) m_engine.pause(followed.run);
    Q_EMIT changed(column);
}

void ComparisonRuns::compute(std::size_t column) {
    if (m_followed[column].run != 0) return;
    m_followed[column].asked = true;
    submit(column);
}

void ComparisonRuns::computeSmaller(std::size_t column) {
    ExplainRequest& request = m_columns[column].column.request;
    request.memoryBudget /= 2;
    request.traceBudget /= 2;
    compute(column);
}

void ComparisonRuns::prefer(std::size_t column) {
    if (m_columns[column].state == State::Waiting && m_followed[column].run != 0)
        m_engine.prefer(m_followed[column].run);
}

void ComparisonRuns::cancel() {
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.cancel(followed.run);
}

void ComparisonRuns::pause() {
    m_paused = true;
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.pause(followed.run);
}

void ComparisonRuns::resume() {
    m_paused = false;
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.resume(followed.run);
}

std::size_t ComparisonRuns::ended() const {
    return static_cast<std::size_t>(std::ranges::count_if(m_columns, isOver));
}

std::optional<double> ComparisonRuns::secondsLeft() const {
    double left = 0;
    for (const ComparedColumn& column : m_columns) {
        if (isOver(column)) continue;
        const bool isKnown = column.progress && column.progress->eta;
        const std::optional<double> seconds = isKnown ? column.progress->eta : column.seconds;
        if (!seconds) return std::nullopt;
        left += *seconds;
    }
    return left;
}

std::int64_t ComparisonRuns::traceBytesOf(std::size_t column) const {
    if (m_followed[column].run != 0) return m_followed[column].traceBytes;
    const auto& explanation = m_columns[column].column.explanation;
    return explanation && explanation->trace ? explanation->trace->bytes() : 0;
}

std::int64_t ComparisonRuns::traceBytes() const {
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) bytes += traceBytesOf(i);
    return bytes;
}

std::int64_t ComparisonRuns::traceBytesLeft(std::size_t column) const {
    return std::max<std::int64_t>(traceBudget - traceBytes() + traceBytesOf(column), 0);
}

std::shared_ptr<const Explanation> ComparisonRuns::withinBudget(
    std::size_t column, std::shared_ptr<const Explanation> explanation) const {
    if (!explanation || !explanation->trace ||
        explanation->trace->bytes() <= traceBytesLeft(column))
        return explanation;
    auto still = std::make_shared<Explanation>(*explanation);
    still->trace.reset();
    return still;
}

void ComparisonRuns::takeEvents() {
    for (std::size_t i = 0; i < m_followed.size(); ++i) {
        if (!m_followed[i].events) continue;
        if (const auto events = m_followed[i].events->take()) take(i, *events);
    }
}

void ComparisonRuns::take(std::size_t column, const RunEvents& events) {
    ComparedColumn& compared = m_columns[column];
    if (events.plan) {
        const std::optional<double> seconds = predicted(*events.plan);
        if (seconds) compared.seconds = seconds;
        const bool isLong = seconds && *seconds > longestUnasked;
        if (isLong && !m_followed[column].asked && !events.end) {
            compared.state = State::TooLong;
            forgetRun(column);
            Q_EMIT changed(column);
            return;
        }
    }
    if (events.progress) {
        compared.state = State::Running;
        compared.progress = events.progress;
    }
    if (events.preview) {
        auto preview = std::make_shared<Explanation>();
        preview->attribution = events.preview->attribution;
        preview->partial = true;
        compared.column.explanation = std::move(preview);
    }
    if (events.end) end(column, *events.end);
    Q_EMIT changed(column);
}

void ComparisonRuns::end(std::size_t column, const RunEnd& end) {
    ComparedColumn& compared = m_columns[column];
    m_followed[column] = {};
    compared.state = stateOf(end);
    compared.cause = end.cause;
    compared.column.explanation = withinBudget(column, end.explanation);
    compared.column.failure = end.error;
    compared.progress.reset();
    if (end.explanation && end.explanation->evaluations > 0 && end.explanation->seconds > 0)
        m_secondsPerEvaluation = end.explanation->seconds / end.explanation->evaluations;
}

std::optional<double> ComparisonRuns::predicted(const Plan& plan) const {
    if (plan.seconds) return plan.seconds;
    // What ends by a tolerance mostly takes far fewer than it may.
    if (!plan.exact || !m_secondsPerEvaluation) return std::nullopt;
    return plan.evaluations * *m_secondsPerEvaluation;
}

}  // namespace sigscope::ui
