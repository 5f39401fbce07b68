#include "ui/compare/comparison_frames.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <utility>
#include <vector>

#include "engine/api/outcome.h"
#include "ui/render/comparison_maps.h"

namespace sigscope::ui {

namespace {

/// How the paths lie beside each other, each measured once as long as it lives.
class KnownAlignments {
public:
    const PathAlignment& of(const std::shared_ptr<const PathTrace>& trace, Alignment alignment) {
        if (alignment != m_alignment) m_known.clear();
        m_alignment = alignment;
        std::erase_if(m_known, [](const auto& known) { return known.first.expired(); });
        const auto found = m_known.find(trace);
        if (found != m_known.end()) return found->second;
        return m_known.emplace(trace, PathAlignment(trace, alignment)).first->second;
    }

private:
    Alignment m_alignment = Alignment::Alpha;
    std::map<std::weak_ptr<const PathTrace>, PathAlignment,
             std::owner_less<std::weak_ptr<const PathTrace>>>
        m_known;
};

ComparedMoment momentOf(const ComparedPath& path, double alpha, const ComparisonView& view) {
    Array map = reducedFor(path.trace->mapAt(alpha), view);
    QImage picture = comparisonPicture(map, path.limit, view, path.photograph);
    return {std::move(map), std::move(picture), alpha};
}

/// Draws the paths that have an α, each as soon as a thread is free: a point of a path takes
/// milliseconds, and more threads than cores would take turns.
void drawPaths(const ComparisonMoment& moment, ComparisonFrame& frame) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < frame.paths.size(); i = next++)
            if (const auto alpha = frame.paths[i].alpha)
                frame.paths[i] = momentOf(moment.paths[i], *alpha, moment.view);
    };
    const std::size_t threads =
        std::min<std::size_t>(std::thread::hardware_concurrency(), frame.paths.size());
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < threads; ++i)
        others.push_back(std::async(std::launch::async, work));
    work();
    for (std::future<void>& other : others) other.get();
}

ComparisonFrame frameAt(const ComparisonMoment& moment, KnownAlignments& known) {
    ComparisonFrame frame;
    frame.share = moment.share;
    for (const ComparedPath& path : moment.paths) {
        ComparedMoment& drawn = frame.paths.emplace_back();
        if (path.trace) drawn.alpha = known.of(path.trace, moment.alignment).alphaAt(moment.share);
    }
    drawPaths(moment, frame);
    return frame;
}

}  // namespace

ComparisonFrames::ComparisonFrames(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

ComparisonFrames::~ComparisonFrames() {
    m_thread.request_stop();
    m_thread.join();
}

void ComparisonFrames::request(ComparisonMoment moment) {
    {
        const std::lock_guard lock(m_mutex);
        m_moment = std::move(moment);
    }
    m_wake.notify_one();
}

void ComparisonFrames::forget() {
    const std::lock_guard lock(m_mutex);
    ++m_forgotten;
    m_moment.reset();
    m_answer.reset();
}

void ComparisonFrames::work(const std::stop_token& stop) {
    KnownAlignments known;
    while (true) {
        ComparisonMoment moment;
        int forgotten = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_moment.has_value(); })) return;
            moment = *std::exchange(m_moment, std::nullopt);
            forgotten = m_forgotten;
        }
        auto frame = attempt([&] { return frameAt(moment, known); });
        {
            const std::lock_guard lock(m_mutex);
            if (!frame || forgotten != m_forgotten) continue;
            m_answer = std::move(frame).value();
        }
        QMetaObject::invokeMethod(this, &ComparisonFrames::deliver, Qt::QueuedConnection);
    }
}

void ComparisonFrames::deliver() {
    std::optional<ComparisonFrame> answer;
    {
        const std::lock_guard lock(m_mutex);
        answer = std::exchange(m_answer, std::nullopt);
    }
    if (answer) Q_EMIT ready(*answer);
}

}  // namespace sigscope::ui
