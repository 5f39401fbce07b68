#pragma once

#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "engine/api/path_trace.h"
#include "ui/render/comparison_view.h"

namespace sigscope::ui {

/// What is asked of the paths of a comparison.
struct ComparisonMoment {
    std::vector<std::shared_ptr<const PathTrace>> traces;  ///< Null where there is no path.
    double alpha = 1;
    ComparisonView view;
};

/// The maps accumulated up to α, of several paths at once, on a thread of its own: scrubbing never
/// waits. Only the latest moment counts.
class ComparisonFrames : public QObject {
    Q_OBJECT

public:
    explicit ComparisonFrames(QObject* parent = nullptr);
    ~ComparisonFrames() override;

    void request(ComparisonMoment moment);

    /// What was asked for and is not here yet is not wanted any more.
    void forget();

Q_SIGNALS:
    /// The maps as reducedFor() makes them; empty where there is no path, and where it could not be
    /// drawn.
    void ready(const std::vector<sigscope::Array>& maps, double alpha);

private:
    struct Answer {
        std::vector<Array> maps;
        double alpha = 1;
    };

    void work(const std::stop_token& stop);
    void deliver();

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<ComparisonMoment> m_moment;
    std::optional<Answer> m_answer;
    int m_forgotten = 0;    ///< How often forget() was called.
    std::jthread m_thread;  ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
