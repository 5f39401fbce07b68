#include "ui/compare/comparison_runs.h"

#include <algorithm>
#include <utility>

#include "ui/window/event_notifier.h"

namespace sigscope::ui {

namespace {

using State = ComparedColumn::State;

bool isOver(const ComparedColumn& column) {
    return column.state != State::Waiting && column.state != State::Running;
}

State stateOf(const RunEnd& end) {
    if (end.kind == RunEnd::Kind::Failed) return State::Failed;
    if (end.kind == RunEnd::Kind::Completed) return State::Done;
    return end.explanation ? State::Partial : State::Cancelled;
}

}  // namespace

ComparisonRuns::ComparisonRuns(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_notifier(std::make_shared<EventNotifier>(*this, [this] { takeEvents(); })) {}

ComparisonRuns::~ComparisonRuns() {
    m_notifier->mute();
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.cancel(followed.run);
}

void ComparisonRuns::start(std::vector<ComparisonColumn> columns) {
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.cancel(followed.run);
    m_columns.clear();
    m_followed.clear();
    m_paused = false;
    const auto count = static_cast<std::int64_t>(columns.size());
    for (ComparisonColumn& column : columns) {
        column.request.tracing = Tracing::Path;
        column.request.traceBudget = std::min(column.request.traceBudget, traceBudget / count);
        m_columns.push_back({std::move(column)});
    }
    m_followed.resize(m_columns.size());
    Q_EMIT reset();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (!m_columns[i].column.explanation) {
            submit(i);
            continue;
        }
        m_columns[i].state = State::Done;
        Q_EMIT changed(i);
    }
}

void ComparisonRuns::add(ComparisonColumn column) {
    const auto count = static_cast<std::int64_t>(m_columns.size()) + 1;
    column.request.tracing = Tracing::Path;
    column.request.traceBudget = std::min(column.request.traceBudget, traceBudget / count);
    m_columns.push_back({std::move(column)});
    m_followed.emplace_back();
    Q_EMIT reset();
    submit(m_columns.size() - 1);
}

void ComparisonRuns::submit(std::size_t column) {
    ComparedColumn& compared = m_columns[column];
    compared.state = State::Waiting;
    compared.progress.reset();
    compared.column.failure.clear();
    const bool mayReuse = compared.column.request.reuse == Reuse::Allowed;
    if (const auto known =
            mayReuse ? m_engine.results().find(compared.column.request) : std::nullopt) {
        compared.column.explanation = known->explanation;
        compared.state = State::Done;
        Q_EMIT changed(column);
        return;
    }
    Followed& followed = m_followed[column];
    followed.events =
        std::make_shared<RunEventQueue>([notifier = m_notifier] { notifier->ring(); });
    followed.run = m_engine.submit(compared.column.request, followed.events, Lane::Queue);
    if (m_paused) m_engine.pause(followed.run);
    Q_EMIT changed(column);
}

void ComparisonRuns::compute(std::size_t column) {
    if (m_followed[column].run != 0) return;
    m_followed[column].asked = true;
    submit(column);
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

void ComparisonRuns::takeEvents() {
    for (std::size_t i = 0; i < m_followed.size(); ++i) {
        if (!m_followed[i].events) continue;
        if (const auto events = m_followed[i].events->take()) take(i, *events);
    }
}

void ComparisonRuns::take(std::size_t column, const RunEvents& events) {
    ComparedColumn& compared = m_columns[column];
    Followed& followed = m_followed[column];
    if (events.plan) {
        compared.seconds = predicted(*events.plan);
        const bool isLong = compared.seconds && *compared.seconds > longestUnasked;
        if (isLong && !followed.asked && !events.end) {
            compared.state = State::TooLong;
            m_engine.cancel(std::exchange(followed.run, 0));
            followed.events.reset();
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
    compared.state = stateOf(end);
    compared.column.explanation = end.explanation;
    compared.column.failure = end.error;
    compared.progress.reset();
    m_followed[column] = {};
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
