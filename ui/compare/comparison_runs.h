#pragma once

#include <QObject>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"

namespace sigscope::ui {

class EventNotifier;

/// One of the explanations that are compared, and how far it is.
struct ComparedColumn {
    enum class State {
        Waiting,
        Running,
        TooLong,  ///< Predicted to take more than a minute: it waits to be asked for.
        Done,
        Partial,    ///< Cancelled, with the map of what there was.
        Cancelled,  ///< Before there was a map.
        Failed,
    };

    ComparisonColumn column{};
    State state = State::Waiting;
    std::optional<Progress> progress{};
    std::optional<double> seconds{};  ///< Predicted, of the whole run.
};

/// The runs of a comparison, on the engine's queue, the shortest first. What was computed before is
/// there at once.
class ComparisonRuns : public QObject {
    Q_OBJECT

public:
    /// What is predicted to take longer than this waits to be asked for, in seconds.
    static constexpr double longestUnasked = 60;
    /// Bytes of all columns' traces together.
    static constexpr std::int64_t traceBudget = 1LL << 30;

    /// `engine` outlives the runs.
    explicit ComparisonRuns(Engine& engine, QObject* parent = nullptr);
    ~ComparisonRuns() override;

    /// Compares these from now on; what was running of others is cancelled. Columns that bring
    /// their explanation are not computed.
    void start(std::vector<ComparisonColumn> columns);

    /// Compares one more; the others go on as they are.
    void add(ComparisonColumn column);

    /// Computes a column that waits to be asked for, failed or was cancelled.
    void compute(std::size_t column);

    /// Cancels what is not done.
    void cancel();
    void pause();
    void resume();
    [[nodiscard]] bool paused() const { return m_paused; }

    [[nodiscard]] const std::vector<ComparedColumn>& columns() const { return m_columns; }
    [[nodiscard]] std::size_t ended() const;
    [[nodiscard]] bool running() const { return ended() < m_columns.size(); }

Q_SIGNALS:
    /// Other columns are compared.
    void reset();
    void changed(std::size_t column);

private:
    /// How a column is followed.
    struct Followed {
        RunId run = 0;  ///< 0 once it is over.
        std::shared_ptr<RunEventQueue> events;
        bool asked = false;  ///< Whether it may take as long as it does.
    };

    void submit(std::size_t column);
    void takeEvents();
    void take(std::size_t column, const RunEvents& events);
    void end(std::size_t column, const RunEnd& end);
    /// The longest that a run of `plan` takes, by what runs of this comparison took.
    [[nodiscard]] std::optional<double> predicted(const Plan& plan) const;

    Engine& m_engine;
    std::shared_ptr<EventNotifier> m_notifier;
    std::vector<ComparedColumn> m_columns;
    std::vector<Followed> m_followed;
    std::optional<double> m_secondsPerEvaluation;  ///< Of the last column that was computed.
    bool m_paused = false;
};

}  // namespace sigscope::ui
