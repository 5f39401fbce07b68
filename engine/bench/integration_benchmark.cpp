#include "engine/api/integration_benchmark.h"

#include <algorithm>

#include "engine/api/engine.h"
#include "engine/api/process_memory.h"
#include "engine/bench/integration_keys.h"
#include "engine/bench/integration_maps.h"
#include "engine/bench/machine_name.h"
#include "engine/bench/timed_run.h"
#include "engine/compute/allocator.h"
#include "engine/compute/compute_engine.h"
#include "engine/compute/cost_model.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/preparation.h"
#include "engine/error_message.h"
#include "engine/methods/method_registry.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/map_error.h"
#include "engine/stopwatch.h"
#include "engine/store/integration_cache.h"
#include "engine/store/recipe.h"

namespace sigscope {

namespace {

using bench::Keep;
using bench::MapSeries;
using bench::MapSoFar;

/// A fixed number of even nodes.
ParameterValues evenNodes(std::int64_t steps, const char* rule) {
    return {{"steps", steps}, {"rule", std::string(rule)}};
}

std::vector<store::EvenMap> keptOf(const std::vector<MapSoFar>& maps) {
    std::vector<store::EvenMap> kept;
    for (const MapSoFar& one : maps)
        kept.push_back({one.evaluations, toArray(one.map.unsqueeze(0))});
    return kept;
}

std::vector<MapSoFar> mapsOf(const std::vector<store::EvenMap>& kept) {
    std::vector<MapSoFar> maps;
    for (const store::EvenMap& one : kept)
        maps.push_back({one.evaluations, toTensor(one.map).squeeze(0), std::nullopt});
    return maps;
}

class IntegrationMeasurement {
public:
    IntegrationMeasurement(const IntegrationBenchmarkRequest& request,
                           const std::function<void(const BenchmarkProgress&)>& progress,
                           const std::stop_token& stop)
        : m_request(request), m_progress(progress), m_stop(stop), m_cache(request.cache) {}

    IntegrationBenchmark run() {
        compute::keepFreedMemory();
        m_benchmark.tolerance = integration::IntegrationParameters().tolerance / 100;
        m_caseCount = static_cast<int>(m_request.images.size() * m_request.methods.size() *
                                       m_request.objectives.size());
        for (const std::filesystem::path& image : m_request.images)
            for (const std::string& objective : m_request.objectives)
                for (const std::string& method : m_request.methods) {
                    if (m_stop.stop_requested()) break;
                    measure(image, method, objective);
                }
        m_benchmark.peakBytes = peakMemory();
        m_benchmark.partial = m_stop.stop_requested();
        return std::move(m_benchmark);
    }

private:
    void measure(const std::filesystem::path& image, const std::string& method,
                 const std::string& objective) {
        ExplainRequest explain;
        explain.image = image;
        explain.model = m_request.model;
        explain.device = m_request.device;
        explain.method = method;
        explain.objective = objective;
        const compute::Preparation preparation = compute::prepare(explain, m_context);
        const models::Classifier& classifier = *preparation.problem.classifier;
        m_benchmark.device = preparation.scene->device;
        m_benchmark.model = classifier.title;
        m_what = image.filename().string() + ", " + method + ", " + objective;
        const bench::IntegrationKeys keys = keysOf(explain, preparation);
        if (m_benchmark.firstPreviewEvaluations == 0)
            m_benchmark.firstPreviewEvaluations =
                bench::timeFirstPreview(preparation.problem, mostPointsOf(preparation.problem))
                    .evaluations;
        if (auto known = m_cache.result(keys.result)) {
            known->image = image.filename().string();
            m_benchmark.cases.push_back(std::move(*known));
            return;
        }
        IntegrationCase result{image.filename().string(), method, objective, {}, 0, std::nullopt};
        if (!compute(preparation.problem, keys.maps, explain, result)) return;
        m_cache.keepResult(keys.result, result);
        m_benchmark.cases.push_back(std::move(result));
    }

    /// False if it was stopped.
    bool compute(const Problem& problem, const std::string& mapsKey, const ExplainRequest& explain,
                 IntegrationCase& result) {
        const int mostPoints = mostPointsOf(problem);
        compute::FileInputs auxiliary(m_context, explain.image);
        const auto series = [&](ParameterValues parameters, Keep keep, int evaluations) {
            return bench::runSeries(
                problem, {result.method, std::move(parameters), mostPoints, keep, &auxiliary},
                [&](int done) { tell(done, evaluations); }, m_stop);
        };
        auto even = evenMaps(problem, mapsKey);
        if (!even) {
            const int nodes = m_request.referenceIntervals + 1;
            MapSeries exact = series(evenNodes(nodes, "trapezoid"), Keep::Doubled, nodes);
            if (!exact.complete) return false;
            even = std::move(exact.maps);
            m_cache.keepMaps(mapsKey, keptOf(*even));
        }
        const at::Tensor exact = even->back().map;
        // What has most of the exact map's nodes says little of its own error.
        std::erase_if(*even, [this](const MapSoFar& one) {
            return 2 * one.evaluations > m_request.referenceIntervals;
        });
        const auto add = [&](NodeRule rule, const std::vector<MapSoFar>& maps) {
            for (const MapSoFar& one : maps)
                result.points.push_back(
                    {rule, one.evaluations, relativeError(one.map, exact), one.estimate});
        };
        const MapSeries bisected =
            series({{"tolerance", 0.1}, {"max-steps", std::int64_t{m_request.mostSteps}}},
                   Keep::Each, m_request.mostSteps);
        const MapSeries published = series(evenNodes(integration::publishedSteps, "reference"),
                                           Keep::Last, integration::publishedSteps);
        if (!bisected.complete || !published.complete) return false;
        add(NodeRule::Bisection, bisected.maps);
        add(NodeRule::Dyadic, *even);
        add(NodeRule::Published, published.maps);
        result.secondsPerEvaluation = bisected.seconds / bisected.maps.back().evaluations;
        if (m_request.references == ReferenceLoops::Timed)
            result.referenceSecondsPerEvaluation = timeLoop(problem, explain, result.method);
        return true;
    }

    [[nodiscard]] bench::IntegrationKeys keysOf(const ExplainRequest& explain,
                                                const compute::Preparation& preparation) const {
        const std::string recipe = store::makeRecipe(
            m_fields, explain, m_registry.find(explain.method).spec, preparation,
            integration::BatchSizer(1), {});  // The size of micro-batches decides nothing here.
        const c10::Device device = preparation.problem.classifier->device;
        return bench::keysOf(recipe, m_request,
                             {versionLine(), device.str(), bench::machineName(device)});
    }

    [[nodiscard]] std::optional<std::vector<MapSoFar>> evenMaps(const Problem& problem,
                                                                const std::string& key) const {
        const auto kept = m_cache.maps(key, static_cast<int>(problem.input.size(1)),
                                       static_cast<int>(problem.input.size(2)));
        return kept ? std::optional(mapsOf(*kept)) : std::nullopt;
    }

    int mostPointsOf(const Problem& problem) {
        return compute::mostPointsOf(
            *m_context.costs().costOf(problem, m_context.classifierSha256(), std::nullopt),
            problem.input);
    }

    /// Of the published program's loop: one point at a time, the network as it was published.
    double timeLoop(const Problem& problem, const ExplainRequest& explain,
                    const std::string& method) {
        if (!m_published)
            m_published = models::withPreprocessing(
                models::loadClassifier(explain.model, problem.classifier->device,
                                       problem.classifier->dtype, models::Form::Published,
                                       models::valuesOf(problem.classifier->preprocessing)),
                models::valuesOf(problem.classifier->preprocessing));
        Problem one = problem;
        one.classifier = m_published;
        constexpr int few = 8;
        const BenchmarkEntry entry{method, method, {{"steps", std::int64_t{few}}}};
        if (!m_loopIsWarm) static_cast<void>(bench::timeReference(one, entry, nullptr, {}));
        m_loopIsWarm = true;
        const bench::TimedRun timed = bench::timeReference(one, entry, nullptr, {});
        return timed.seconds / timed.evaluations;
    }

    void tell(int step, int total) {
        if (!m_progress) return;
        const auto done = static_cast<double>(m_benchmark.cases.size());
        const double eta = done > 0 ? m_stopwatch.seconds() * (m_caseCount - done) / done : 0;
        m_progress({m_what + " (" + std::to_string(m_benchmark.cases.size() + 1) + " of " +
                        std::to_string(m_caseCount) + ")",
                    step, total, eta});
    }

    const IntegrationBenchmarkRequest& m_request;
    const std::function<void(const BenchmarkProgress&)>& m_progress;
    std::stop_token m_stop;
    store::IntegrationCache m_cache;
    methods::MethodRegistry m_registry = methods::builtInMethods();
    Catalogue m_catalogue = compute::catalogueOf(m_registry);
    std::vector<RequestField> m_fields = requestFields(m_catalogue);
    compute::ComputeContext m_context;
    std::shared_ptr<const models::Classifier> m_published;
    bool m_loopIsWarm = false;
    IntegrationBenchmark m_benchmark;
    std::string m_what;
    int m_caseCount = 0;
    Stopwatch m_stopwatch;
};

}  // namespace

Outcome<IntegrationBenchmark> runIntegrationBenchmark(
    const IntegrationBenchmarkRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress, const std::stop_token& stop) {
    try {
        return IntegrationMeasurement(request, progress, stop).run();
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
