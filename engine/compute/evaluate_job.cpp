#include "engine/compute/evaluate_job.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/baselines/impulse_blur.h"
#include "engine/compute/allocator.h"
#include "engine/compute/preparation.h"
#include "engine/compute/result_tensor.h"
#include "engine/compute/run_failure.h"
#include "engine/error.h"
#include "engine/methods/control_maps.h"
#include "engine/metrics/diffid.h"
#include "engine/metrics/insertion_deletion.h"
#include "engine/metrics/metric.h"
#include "engine/metrics/scores.h"
#include "engine/problem/array_tensor.h"
#include "engine/stopwatch.h"

namespace sigscope::compute {

namespace {

metrics::Summary summaryOf(PixelRank rank) {
    switch (rank) {
        case PixelRank::SumOfMagnitudes:
            return metrics::Summary::SumOfMagnitudes;
        case PixelRank::MagnitudeOfSum:
            return metrics::Summary::MagnitudeOfSum;
        case PixelRank::SignedSum:
            break;
    }
    return metrics::Summary::SignedSum;
}

metrics::Fill diffIdFillOf(RemovalFill fill) {
    switch (fill) {
        case RemovalFill::PictureMean:
            return metrics::Fill::KeptMean;
        case RemovalFill::Zero:
            return metrics::Fill::Zero;
        case RemovalFill::Blur:
            break;
    }
    return metrics::Fill::Blur;
}

/// What pixels of x [3, H, W] become, in model space.
at::Tensor curveFillOf(const at::Tensor& input, RemovalFill fill) {
    switch (fill) {
        case RemovalFill::PictureMean:
            return input.mean({1, 2}, /*keepdim=*/true).expand_as(input).contiguous();
        case RemovalFill::Zero:
            return at::zeros_like(input);
        case RemovalFill::Blur:
            break;
    }
    return baselines::impulseBlur(input);
}

/// A [3, H, W], float64 on the CPU. Throws Error.
at::Tensor attributionOf(const MapEvaluationRequest& request, const at::Tensor& input) {
    return request.map ? resultTensor(*request.map, input)
                       : methods::randomNumbers(input.sizes(), request.seed);
}

std::vector<std::int32_t> placesOfPixels(const at::Tensor& order) {
    const at::Tensor places = at::empty_like(order)
                                  .index_copy_(0, order, at::arange(order.numel(), order.options()))
                                  .to(at::kInt);
    const auto* first = places.const_data_ptr<std::int32_t>();
    return {first, first + places.numel()};
}

double meanOfCurve(const MetricCurve& curve) {
    return std::accumulate(curve.y.begin(), curve.y.end(), 0.0) /
           static_cast<double>(curve.y.size());
}

/// Measures one map, and tells the observer whenever there is more of it.
class MapMeasuring {
public:
    MapMeasuring(const MapEvaluationRequest& request, const Preparation& preparation,
                 const schedule::Turn& turn, std::function<void(const MapEvaluation&)> tell)
        : m_request(request),
          m_problem(preparation.problem),
          m_turn(turn),
          m_tell(std::move(tell)),
          m_attribution(attributionOf(request, m_problem.input)) {}

    MapEvaluation measure() {
        playGames();
        measureDiffId();
        if (m_request.map) {
            measureRoad();
            measureCompleteness();
        }
        return std::move(m_evaluation);
    }

private:
    [[nodiscard]] int label() const { return m_problem.objective.target; }

    void playGames() {
        const at::Tensor& input = m_problem.input;
        const at::Tensor order = metrics::descendingOrder(
            metrics::summarise(m_attribution, summaryOf(m_request.options.rank)));
        const at::Tensor fill = curveFillOf(input, m_request.options.fill);
        m_evaluation.removal = std::make_shared<const PixelRemoval>(
            PixelRemoval{placesOfPixels(order),
                         toArray(models::denormalise(fill, m_problem.classifier->preprocessing))});
        const Stopwatch stopwatch;
        const double waited = m_turn.secondsWaited();
        m_evaluation.deletionArea.value = play(order, input, fill, m_evaluation.deletion);
        m_evaluation.insertionArea.value = play(order, fill, input, m_evaluation.insertion);
        const auto pictures = m_evaluation.deletion.size() + m_evaluation.insertion.size();
        m_evaluation.secondsPerPicture = (stopwatch.seconds() - (m_turn.secondsWaited() - waited)) /
                                         static_cast<double>(pictures);
        m_tell(m_evaluation);
    }

    /// The area under the curve, whose points are added to `points` as they come.
    double play(const at::Tensor& order, const at::Tensor& from, const at::Tensor& to,
                std::vector<RemovalPoint>& points) {
        const std::int64_t pixels = order.numel();
        const std::int64_t perStep = std::max<std::int64_t>(
            1, (pixels + m_request.options.points - 1) / m_request.options.points);
        const auto watch = [&](const at::Tensor& logits) {
            for (std::int64_t i = 0; i < logits.size(0); ++i) {
                const auto changed =
                    std::min(static_cast<std::int64_t>(points.size()) * perStep, pixels);
                points.push_back(
                    pointOf(logits[i], static_cast<double>(changed) / static_cast<double>(pixels)));
            }
            m_tell(m_evaluation);
        };
        return metrics::pixelCurve(*m_problem.classifier, label(), order, perStep, from, to, m_turn,
                                   watch)
            .area();
    }

    [[nodiscard]] RemovalPoint pointOf(const at::Tensor& logits, double share) const {
        const models::Classifier& classifier = *m_problem.classifier;
        const at::Tensor probabilities = metrics::probabilitiesOf(classifier, logits);
        RemovalPoint point{share, probabilities[label()].item<double>(), {}};
        const at::Tensor top =
            std::get<1>(logits.topk(std::min<std::int64_t>(5, logits.numel()))).contiguous();
        for (std::int64_t i = 0; i < top.numel(); ++i) {
            const auto index = top.const_data_ptr<std::int64_t>()[i];
            point.top.push_back(
                {static_cast<int>(index), classifier.labels[static_cast<std::size_t>(index)],
                 probabilities[index].item<double>(), logits[index].item<double>()});
        }
        return point;
    }

    void measureDiffId() {
        const auto difference = [this](metrics::Score score) {
            return metrics::diffId(m_problem, m_attribution, score, metrics::MetricOptions().ratios,
                                   diffIdFillOf(m_request.options.fill), m_turn)
                .difference();
        };
        m_evaluation.diffId.value = difference(metrics::Score::Binary);
        m_evaluation.softDiffId.value = difference(metrics::Score::Soft);
        m_tell(m_evaluation);
    }

    void measureRoad() {
        metrics::MetricContext context{m_problem, m_attribution};
        context.label = label();
        context.turn = m_turn;
        context.options.summary = summaryOf(m_request.options.rank);
        const MetricResult road = metrics::runMetric(metrics::metricNamed("road"), context);
        m_evaluation.roadGap = {road.value, road.why};
        m_evaluation.roadMorf.value = meanOfCurve(road.curves.at(0));
        m_evaluation.roadLerf.value = meanOfCurve(road.curves.at(1));
        m_tell(m_evaluation);
    }

    void measureCompleteness() {
        metrics::MetricContext context{m_problem, m_attribution};
        context.sum = m_request.map->traits.sum;
        const MetricResult gap =
            metrics::runMetric(metrics::metricNamed("completeness-gap"), context);
        m_evaluation.completenessGap = {gap.value, gap.why};
    }

    const MapEvaluationRequest& m_request;
    const Problem& m_problem;
    const schedule::Turn& m_turn;
    std::function<void(const MapEvaluation&)> m_tell;
    at::Tensor m_attribution;
    MapEvaluation m_evaluation;
};

}  // namespace

EvaluateJob::EvaluateJob(ComputeContext& context, MapEvaluationRequest request,
                         std::shared_ptr<MapEvaluationObserver> observer)
    : m_context(context), m_request(std::move(request)), m_observer(std::move(observer)) {}

double EvaluateJob::work() const {
    return pictureCount(m_request) / 2.0;
}

void EvaluateJob::run(schedule::TaskId id, const schedule::Turn& turn) {
    if (m_request.options.points < 1) throw Error("points: at least one is needed");
    try {
        metrics::requireTurn(turn);
        const at::NoGradGuard noGradients;
        const Preparation preparation = prepare(m_request.request, m_context);
        turn.whenResumed(
            [&classifier = *preparation.problem.classifier] { computeAs(classifier); });
        MapMeasuring measuring(m_request, preparation, turn, [&](const MapEvaluation& soFar) {
            m_observer->grown(id, std::make_shared<const MapEvaluation>(soFar));
        });
        m_observer->completed(id, std::make_shared<const MapEvaluation>(measuring.measure()));
    } catch (const metrics::Stopped&) {
        m_observer->cancelled(id);
    }
    returnFreedMemory();
}

void EvaluateJob::failed(schedule::TaskId id, std::exception_ptr error) noexcept {
    m_observer->failed(id, failureOf(error));
    returnFreedMemory();
}

void EvaluateJob::dropped(schedule::TaskId id) noexcept {
    m_observer->cancelled(id);
}

}  // namespace sigscope::compute
