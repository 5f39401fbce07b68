#include "engine/api/metric_benchmark.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/bench/reference/published_diffid.h"
#include "engine/compute/memory_meter.h"
#include "engine/error_message.h"
#include "engine/metrics/diffid.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/road.h"
#include "engine/metrics/scores.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/stopwatch.h"
#include "engine/study/explainer.h"

namespace sigscope {

namespace {

constexpr int firstPictures = 10;

class MetricRun {
public:
    MetricRun(const MetricBenchmarkRequest& request,
              const std::function<void(const BenchmarkProgress&)>& progress, std::stop_token stop)
        : m_request(request), m_progress(progress), m_stop(std::move(stop)) {
        m_explain.image = request.image;
        m_explain.model = request.model;
        m_explain.device = request.device;
        m_explain.method = "gradient-x-input";
    }

    MetricBenchmark run() {
        m_preparation = m_explainer.prepare(m_explain);
        const models::Classifier& fast = *m_preparation.problem.classifier;
        const models::PictureSize& size = fast.preprocessing.inputSize;
        m_measured.model = fast.title;
        m_measured.device = m_preparation.scene->device;
        m_measured.inputSize = std::to_string(size.height) + "×" + std::to_string(size.width);
        m_map = mapOf(m_preparation);
        timeDiffId();
        timeImputation();
        measureMemory();
        return m_measured;
    }

private:
    [[nodiscard]] at::Tensor mapOf(const compute::Preparation& preparation) {
        const at::Tensor map = m_explainer.explain(m_explain, preparation, m_stop);
        if (!map.defined()) throw metrics::Stopped();
        return map;
    }

    /// The median over the rounds, after one that does not count.
    double timed(const std::string& what, const std::function<void()>& work) {
        std::vector<double> seconds;
        for (int round = 0; round <= m_request.rounds; ++round) {
            metrics::requireTurn(m_stop);
            tell(what, round, m_request.rounds + 1);
            const Stopwatch stopwatch;
            work();
            if (round > 0) seconds.push_back(stopwatch.seconds());
        }
        return median(std::move(seconds));
    }

    void timeDiffId() {
        const Problem& problem = m_preparation.problem;
        const models::Classifier& fast = *problem.classifier;
        const std::vector<double> ratios = metrics::RoadOptions().shares;  // The same nine.
        Problem published = problem;
        published.classifier = models::withPreprocessing(
            models::loadClassifier(m_request.model, fast.device, fast.dtype,
                                   models::Form::Published, models::valuesOf(fast.preprocessing)),
            models::valuesOf(fast.preprocessing));
        double ours = 0, theirs = 0;
        m_measured.publishedSeconds = timed("DiffID, one by one", [&] {
            theirs = bench::publishedDiffId(published, m_map, ratios);
        });
        m_measured.diffIdSeconds = timed("DiffID", [&] {
            ours = metrics::diffId(problem, m_map, metrics::Score::Binary, ratios).difference();
        });
        m_measured.difference = std::abs(ours - theirs);
    }

    void timeImputation() {
        const Problem& problem = m_preparation.problem;
        const at::Tensor map = metrics::summarise(m_map, metrics::Summary::SumOfMagnitudes);
        const metrics::RoadDraw draw = metrics::drawRoad(0, map.size(0), map.size(1));
        const at::Tensor order = metrics::roadOrder(map, draw.tie);
        const metrics::RoadOptions options;
        std::vector<at::Tensor> masks;
        for (const double share : options.shares)
            masks.push_back(
                at::zeros({order.numel()}, at::kBool)
                    .index_fill(0, order.slice(0, 0, metrics::countOf(share, order.numel())), true)
                    .view(map.sizes()));
        const at::Tensor removed = at::stack(masks);
        const at::Tensor raw =
            models::denormalise(problem.input, problem.classifier->preprocessing);
        m_measured.masks = static_cast<int>(removed.size(0));
        m_measured.imputationSeconds = timed("ROAD's imputation", [&] {
            static_cast<void>(metrics::roadPictures(raw, removed, draw.noise, options));
        });
    }

    void measureMemory() {
        m_measured.pictures = m_request.pictures;
        const int first = std::min(firstPictures, m_request.pictures);
        m_measured.firstPeakBytes = compute::peakTensorBytes([&] { measurePictures(first); });
        m_measured.peakBytes =
            compute::peakTensorBytes([&] { measurePictures(m_request.pictures); });
    }

    /// Each is the picture, shifted by some columns: none is the same as the one before.
    void measurePictures(int count) {
        compute::Preparation shifted = m_preparation;
        for (int i = 0; i < count; ++i) {
            metrics::requireTurn(m_stop);
            tell("pictures", i, count);
            shifted.problem.input = m_preparation.problem.input.roll({i}, {2});
            static_cast<void>(
                metrics::diffId(shifted.problem, mapOf(shifted), metrics::Score::Binary));
        }
    }

    void tell(const std::string& what, int step, int total) const {
        if (m_progress) m_progress({what, step, total, 0});
    }

    const MetricBenchmarkRequest& m_request;
    const std::function<void(const BenchmarkProgress&)>& m_progress;
    std::stop_token m_stop;
    ExplainRequest m_explain;
    study::Explainer m_explainer;
    compute::Preparation m_preparation;
    at::Tensor m_map;
    MetricBenchmark m_measured;
};

}  // namespace

Outcome<MetricBenchmark> runMetricBenchmark(
    const MetricBenchmarkRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress, const std::stop_token& stop) {
    try {
        return MetricRun(request, progress, stop).run();
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
