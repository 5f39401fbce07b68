#pragma once

#include <QImage>
#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "engine/api/path_trace.h"
#include "ui/compare/path_alignment.h"
#include "ui/render/comparison_view.h"

namespace sigscope::ui {

/// One of the paths of a comparison, and how its maps are coloured.
struct ComparedPath {
    std::shared_ptr<const PathTrace> trace;  ///< Null where there is no path.
    double limit = 0;                        ///< Of the scale that the whole path's map settled.
    QImage photograph;  ///< As comparisonPicture() takes it; null where the view shows none.
};

/// What is asked of the paths of a comparison.
struct ComparisonMoment {
    std::vector<ComparedPath> paths;
    double share = 1;  ///< Of each path that has passed, in [0, 1].
    Alignment alignment = Alignment::Alpha;
    ComparisonView view;
};

/// What a path has come to at a moment.
struct ComparedMoment {
    Array map;                      ///< As reducedFor() makes it; empty where there is no path.
    QImage picture;                 ///< In the view's colours; null likewise.
    std::optional<double> alpha{};  ///< Where the path is; nothing likewise.
};

/// All paths, one by one.
struct ComparisonFrame {
    double share = 1;
    std::vector<ComparedMoment> paths;
};

/// The maps accumulated up to a moment, of several paths at once, in their colours, on threads of
/// its own: scrubbing never waits. Only the latest moment counts.
class ComparisonFrames : public QObject {
    Q_OBJECT

public:
    explicit ComparisonFrames(QObject* parent = nullptr);
    ~ComparisonFrames() override;

    void request(ComparisonMoment moment);

    /// What was asked for and is not here yet is not wanted any more.
    void forget();

Q_SIGNALS:
    /// Nothing comes of a moment that could not be drawn.
    void ready(const sigscope::ui::ComparisonFrame& frame);

private:
    void work(const std::stop_token& stop);
    void deliver();

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<ComparisonMoment> m_moment;
    std::optional<ComparisonFrame> m_answer;
    int m_forgotten = 0;    ///< How often forget() was called.
    std::jthread m_thread;  ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
