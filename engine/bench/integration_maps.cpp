#include "engine/bench/integration_maps.h"

#include <ATen/ATen.h>

#include <bit>

#include "engine/api/explain_request.h"
#include "engine/integration/accumulator.h"
#include "engine/methods/method_registry.h"
#include "engine/stopwatch.h"

namespace sigscope::bench {

namespace {

at::Tensor summed(const at::Tensor& map) {
    return map.sum(0).to(at::kCPU, at::kFloat);
}

bool isKept(Keep keep, int evaluations) {
    if (keep == Keep::Each) return true;
    return keep == Keep::Doubled && evaluations >= 16 &&
           std::has_single_bit(static_cast<unsigned>(evaluations));
}

class Collector final : public integration::Observer {
public:
    Collector(Keep keep, const std::function<void(int)>& told) : m_keep(keep), m_told(told) {}

    void advanced(const integration::Accumulator& accumulator,
                  const integration::Remaining&) override {
        const int evaluations = static_cast<int>(accumulator.nodeCount());
        m_last = {evaluations, {}, accumulator.relativeError()};
        if (isKept(m_keep, evaluations)) keep(accumulator.total());
        m_told(evaluations);
    }

    /// Ends with the result.
    [[nodiscard]] std::vector<MapSoFar> maps(const at::Tensor& result) {
        if (m_maps.empty() || m_maps.back().evaluations != m_last.evaluations) keep(result);
        return m_maps;
    }

private:
    void keep(const at::Tensor& map) {
        m_last.map = summed(map);
        m_maps.push_back(m_last);
    }

    Keep m_keep;
    const std::function<void(int)>& m_told;
    MapSoFar m_last;
    std::vector<MapSoFar> m_maps;
};

}  // namespace

MapSeries runSeries(const Problem& problem, const SeriesTask& task,
                    const std::function<void(int)>& told, const std::stop_token& stop) {
    Collector collector(task.keep, told);
    integration::BatchSizer batches(task.mostPoints);
    MapSeries series;
    const Stopwatch stopwatch;
    const integration::Attribution attribution =
        methods::builtInMethods()
            .find(task.method)
            .run(problem, task.parameters,
                 {stop, collector, batches, ExplainRequest().memoryBudget, task.auxiliary});
    series.seconds = stopwatch.seconds();
    series.complete = attribution.complete;
    if (attribution.map.defined()) series.maps = collector.maps(attribution.map);
    return series;
}

}  // namespace sigscope::bench
