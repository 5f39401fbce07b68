#include "app/start_probe.h"

#include <algorithm>
#include <latch>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "app/complain.h"
#include "app/console.h"

namespace sigscope::app {

namespace {

using Clock = std::chrono::steady_clock;

/// What has just been done.
struct StartMark {
    std::string_view name;
    Clock::time_point when;
};

std::string_view partOf(Milestone milestone) {
    switch (milestone) {
        case Milestone::PictureRead:
            return "read_picture";
        case Milestone::WeightsRead:
            return "read_weights";
        case Milestone::NetworkBuilt:
            return "build_network";
        case Milestone::Classified:
            break;
    }
    return "classify";
}

/// Marks what a run does up to its first gradient. Who waits for it reads the rest afterwards.
class StartClock final : public RunObserver {
public:
    void prepared(RunId, Milestone milestone) override { mark(partOf(milestone)); }
    void started(RunId, const Plan&, std::shared_ptr<const Scene> scene) override {
        mark("count_memory");  // What gradients take, by taking some.
        m_scene = std::move(scene);
    }
    void progress(RunId, const Progress& progress) override {
        if (progress.stage == Stage::Integrate) mark("decompose");
    }
    void nodes(RunId, const std::vector<PathNode>&) override {
        mark("first_gradient");
        reachFirst();
    }
    void completed(RunId, std::shared_ptr<const Explanation>) override { end(); }
    void cancelled(RunId, std::shared_ptr<const Explanation>) override { end(); }
    void failed(RunId, const RunFailure& failure) override {
        m_failure = failure;
        end();
    }

    void waitForFirst() const { m_first.wait(); }
    void waitForEnd() const { m_end.wait(); }
    [[nodiscard]] const std::optional<RunFailure>& failure() const { return m_failure; }
    [[nodiscard]] const Scene& scene() const { return *m_scene; }
    [[nodiscard]] const std::vector<StartMark>& marks() const { return m_marks; }

private:
    void mark(std::string_view name) {
        if (!m_isFirstReached && std::ranges::count(m_marks, name, &StartMark::name) == 0)
            m_marks.push_back({name, Clock::now()});
    }
    void reachFirst() {
        if (!std::exchange(m_isFirstReached, true)) m_first.count_down();
    }
    void end() {
        reachFirst();
        m_end.count_down();
    }

    std::vector<StartMark> m_marks;
    std::shared_ptr<const Scene> m_scene;
    std::optional<RunFailure> m_failure;
    bool m_isFirstReached = false;
    std::latch m_first{1};
    std::latch m_end{1};
};

/// Up to the first gradient, and no further.
std::shared_ptr<const StartClock> beginExplaining(Engine& engine, const ExplainRequest& request) {
    const auto clock = std::make_shared<StartClock>();
    const RunId run = engine.submit(request, clock);
    clock->waitForFirst();
    engine.cancel(run);
    clock->waitForEnd();
    return clock;
}

double secondsBetween(Clock::time_point begin, Clock::time_point end) {
    return std::chrono::duration<double>(end - begin).count();
}

}  // namespace

ExitStatus probeStart(Engine& engine, const BenchStartOptions& options,
                      const StartMoments& moments) {
    const Clock::time_point launched{std::chrono::nanoseconds(options.launched.value())};
    ExplainRequest request;
    request.image = options.image;
    request.model = options.model;
    request.device = options.device;
    std::vector<StartMark> marks{{"load_libraries", moments.mainBegun},
                                 {"make_engine", moments.engineMade},
                                 {"read_arguments", Clock::now()}};
    const auto first = beginExplaining(engine, request);
    if (const auto& failure = first->failure())
        return complain(
            failure->cause == FailureCause::Input ? ExitStatus::BadInput : ExitStatus::Failed,
            failure->message);
    const Clock::time_point submitted = Clock::now();
    const auto second = beginExplaining(engine, request);
    if (const auto& failure = second->failure())
        return complain(ExitStatus::Failed, failure->message);

    MeasuredStart start{first->scene().modelTitle, first->scene().device, {}, 0};
    marks.insert(marks.end(), first->marks().begin(), first->marks().end());
    Clock::time_point before = launched;
    for (const StartMark& mark : marks) {
        start.parts.emplace_back(mark.name, secondsBetween(before, mark.when));
        before = mark.when;
    }
    start.secondExplanation = secondsBetween(submitted, second->marks().back().when);
    print(startJson(start));
    return printed();
}

}  // namespace sigscope::app
