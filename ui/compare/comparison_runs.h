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
    /// Failed only.
    FailureCause cause = FailureCause::Input;

    /// Whether its map is there, and no preview of it.
    [[nodiscard]] bool isWhole() const { return state == State::Done && column.explanation; }
};

/// The runs of a comparison, on the engine's queue, the shortest first. What was computed before is
/// there at once. A column that comes, changes or goes leaves the others as they are.
class ComparisonRuns : public QObject {
    Q_OBJECT

public:
    /// Bytes of all columns' traces together.
    static constexpr std::int64_t traceBudget = 1LL << 30;
    /// What one column's trace may take of that, unless there are more columns.
    static constexpr std::int64_t columnsInBudget = 10;

    /// `engine` outlives the runs.
    explicit ComparisonRuns(Engine& engine, QObject* parent = nullptr);
    ~ComparisonRuns() override;

    /// Compares these from now on; what was running of others is cancelled. Columns that bring
    /// their explanation are not computed.
    void start(std::vector<ComparisonColumn> columns);

    /// One more, at the end.
    void add(ComparisonColumn column);
    /// Another in place of one.
    void replace(std::size_t column, ComparisonColumn other);
    void remove(std::size_t column);
    /// `order` has each of the columns once; the first becomes the first.
    void reorder(const std::vector<std::size_t>& order);

    /// Computes a column that waits to be asked for, failed or was cancelled.
    void compute(std::size_t column);
    /// The same within half of the memory.
    void computeSmaller(std::size_t column);

    /// Lets the column go before others that wait; nothing if it does not wait.
    void prefer(std::size_t column);

    /// Cancels what is not done.
    void cancel();
    void pause();
    void resume();
    [[nodiscard]] bool paused() const { return m_paused; }

    [[nodiscard]] const std::vector<ComparedColumn>& columns() const { return m_columns; }
    [[nodiscard]] std::size_t ended() const;
    [[nodiscard]] bool running() const { return ended() < m_columns.size(); }
    /// Predicted, of the columns that are not over; nothing while that is not known of each.
    [[nodiscard]] std::optional<double> secondsLeft() const;

    /// Of the traces that are held here, and of those that runs may still make: at most
    /// `traceBudget`.
    [[nodiscard]] std::int64_t traceBytes() const;

Q_SIGNALS:
    /// Other columns are compared.
    void reset();
    /// A column came, as the last one.
    void added();
    void removed(std::size_t column);
    void changed(std::size_t column);

private:
    /// How a column is followed.
    struct Followed {
        RunId run = 0;  ///< 0 once it is over.
        std::shared_ptr<RunEventQueue> events;
        std::int64_t traceBytes = 0;  ///< That its trace may come to.
        bool asked = false;           ///< Whether it may take as long as it does.
    };

    void submit(std::size_t column);
    void forgetRun(std::size_t column);
    void takeEvents();
    void take(std::size_t column, const RunEvents& events);
    void end(std::size_t column, const RunEnd& end);
    /// Bytes that the trace of `column` takes or may take.
    [[nodiscard]] std::int64_t traceBytesOf(std::size_t column) const;
    /// What the other columns leave for the trace of `column`.
    [[nodiscard]] std::int64_t traceBytesLeft(std::size_t column) const;
    /// The explanation, without its trace where that is more than is left for it.
    [[nodiscard]] std::shared_ptr<const Explanation> withinBudget(
        std::size_t column, std::shared_ptr<const Explanation> explanation) const;
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
