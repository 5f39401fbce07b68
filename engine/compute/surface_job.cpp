#include "engine/compute/surface_job.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <functional>
#include <string>

#include "engine/api/baseline_list.h"
#include "engine/compute/allocator.h"
#include "engine/compute/planning.h"
#include "engine/compute/run_failure.h"
#include "engine/error.h"
#include "engine/paths/straight_path.h"
#include "engine/problem/gradients.h"
#include "engine/stopwatch.h"
#include "engine/store/recipe.h"

namespace sigscope::compute {

namespace {

/// Around the paths, in lengths of x − x′.
constexpr double surfaceMargin = 0.1;

/// `count` numbers, evenly from `low` to `high`.
std::vector<double> evenNumbers(double low, double high, int count) {
    std::vector<double> numbers;
    for (int k = 0; k < count; ++k) numbers.push_back(low + (high - low) * k / (count - 1));
    return numbers;
}

/// Makes the points [end − begin, 3, H, W].
using PointMaker = std::function<at::Tensor(std::size_t begin, std::size_t end)>;

PointMaker pointsOf(const paths::Path& path, const std::vector<double>& alphas) {
    return [&path, &alphas](std::size_t begin, std::size_t end) {
        return path.points({alphas.begin() + static_cast<std::ptrdiff_t>(begin),
                            alphas.begin() + static_cast<std::ptrdiff_t>(end)});
    };
}

/// Row by row.
PointMaker gridOf(const paths::PathPlane& plane, const Surface& surface) {
    const auto columns = evenNumbers(surface.along.low, surface.along.high, surface.resolution);
    const auto rows = evenNumbers(surface.aside.low, surface.aside.high, surface.resolution);
    return [&plane, columns, rows](std::size_t begin, std::size_t end) {
        std::vector<double> along;
        std::vector<double> aside;
        for (std::size_t k = begin; k < end; ++k) {
            along.push_back(columns[k % columns.size()]);
            aside.push_back(rows[k / columns.size()]);
        }
        return plane.points(along, aside);
    };
}

/// Evaluates f in micro-batches, and tells how far it is.
class PlaneValues {
public:
    PlaneValues(const Problem& problem, int total, integration::BatchSizer& batches,
                SurfaceObserver& observer, const schedule::Turn& turn)
        : m_problem(problem),
          m_total(total),
          m_batches(batches),
          m_observer(observer),
          m_turn(turn) {}

    /// Of `count` points; false if it was stopped.
    [[nodiscard]] bool evaluate(std::size_t count, const PointMaker& points,
                                std::vector<double>& values) {
        for (std::size_t begin = 0; begin < count;) {
            if (m_turn.isOver()) return false;
            const std::size_t end =
                std::min(count, begin + static_cast<std::size_t>(m_batches.next()));
            const Stopwatch stopwatch;
            for (const double f : evaluateValues(m_problem, points(begin, end))) {
                requireFinite(f, 0);
                values.push_back(f);
            }
            const int size = static_cast<int>(end - begin);
            m_batches.measured(size, stopwatch.seconds());
            m_done += size;
            m_observer.progress(
                {m_done, m_total, m_batches.secondsPerPoint() * (m_total - m_done)});
            begin = end;
        }
        return true;
    }

private:
    const Problem& m_problem;
    int m_total;
    integration::BatchSizer& m_batches;
    SurfaceObserver& m_observer;
    const schedule::Turn& m_turn;
    int m_done = 0;
};

PlanePath projected(const std::string& method, const paths::PathPlane& plane,
                    const paths::Path& path) {
    PlanePath all{method, evenNumbers(0, 1, surfacePathPoints), {}, {}, {}, {}};
    for (const paths::PlanePosition& position : plane.positions(path, all.alphas)) {
        all.along.push_back(position.along);
        all.aside.push_back(position.aside);
        all.distances.push_back(position.distance);
    }
    return all;
}

PlaneRange rangeOf(const std::vector<PlanePath>& paths, std::vector<double> PlanePath::*where) {
    PlaneRange range{0, 0};
    for (const PlanePath& path : paths) {
        const auto [low, high] = std::ranges::minmax(path.*where);
        range = {std::min(range.low, low), std::max(range.high, high)};
    }
    return {range.low - surfaceMargin, range.high + surfaceMargin};
}

/// What a plane's evaluations ask for: values alone, and nothing is traced.
methods::ResourceEstimate estimateOf(const SurfaceRequest& request) {
    methods::ResourceEstimate estimate;
    estimate.evaluations = surfaceEvaluations(request.resolution);
    estimate.traced = methods::Traced::Nothing;
    estimate.evaluation = methods::Evaluation::Value;
    return estimate;
}

std::string methodsWithPath(const methods::MethodRegistry& registry) {
    std::string names;
    for (const MethodSpec& spec : registry.specs())
        if (registry.find(spec.name).path) names += (names.empty() ? "" : " and ") + spec.name;
    return names;
}

}  // namespace

SurfaceJob::SurfaceJob(const JobContext& context, SurfaceRequest request,
                       std::shared_ptr<SurfaceObserver> observer)
    : m_context(context.compute),
      m_registry(context.registry),
      m_fields(context.fields),
      m_request(std::move(request)),
      m_observer(std::move(observer)) {
    m_request.explain.tracing = Tracing::None;
}

double SurfaceJob::work() const {
    constexpr double gradientsPerValue = 1.0 / 3;
    return gradientsPerValue * surfaceEvaluations(m_request.resolution);
}

void SurfaceJob::run(schedule::TaskId id, const schedule::Turn& turn) {
    const methods::Method& method = checkedMethod();
    const auto surface = turn.isOver() ? nullptr : compute(method, turn);
    if (surface)
        m_observer->completed(surface);
    else
        dropped(id);
    returnFreedMemory();
}

void SurfaceJob::failed(schedule::TaskId, std::exception_ptr error) noexcept {
    m_observer->failed(failureOf(error));
    returnFreedMemory();
}

void SurfaceJob::dropped(schedule::TaskId) noexcept {
    m_observer->cancelled();
}

const methods::Method& SurfaceJob::checkedMethod() const {
    const methods::Method& method = m_registry.find(m_request.explain.method);
    if (!method.path)
        throw Error("surface: " + method.spec.name +
                    " has no curved path that is known beforehand; " + methodsWithPath(m_registry) +
                    " have one");
    if (m_request.resolution < coarsestSurface || m_request.resolution > finestSurface)
        throw Error("surface: the resolution is " + std::to_string(m_request.resolution) +
                    ", it can be " + std::to_string(coarsestSurface) + " to " +
                    std::to_string(finestSurface));
    if (hasSeveralBaselines(m_request.explain))
        throw Error("surface: there are several baselines; a plane goes through one");
    method.requireSense(m_request.explain.parameters);
    return method;
}

std::shared_ptr<Surface> SurfaceJob::layOut(const paths::PathPlane& plane,
                                            const paths::Path& straight,
                                            const paths::Path& path) const {
    auto surface = std::make_shared<Surface>();
    surface->resolution = m_request.resolution;
    surface->farthestAlpha = plane.farthestAlpha();
    surface->paths = {projected("ig", plane, straight),
                      projected(m_request.explain.method, plane, path)};
    surface->distance = std::ranges::max(surface->paths.back().distances);
    surface->along = rangeOf(surface->paths, &PlanePath::along);
    surface->aside = rangeOf(surface->paths, &PlanePath::aside);
    return surface;
}

std::shared_ptr<Surface> SurfaceJob::compute(const methods::Method& method,
                                             const schedule::Turn& turn) {
    ExplainRequest& request = m_request.explain;
    request.objective = objectiveOf(&method.spec, request.objective);
    const Preparation preparation = prepare(request, m_context);
    const Problem& problem = preparation.problem;
    turn.whenResumed([&classifier = *problem.classifier] { computeAs(classifier); });
    const auto path = method.path(problem, request.parameters, &m_context.decompositions());
    const paths::StraightPath straight(problem.baseline, problem.input);
    const paths::PathPlane plane(problem.baseline, problem.input, *path,
                                 evenNumbers(0, 1, surfacePathPoints));
    Cost* const cost =
        m_context.costs().costOf(problem, preparation.modelSha256, std::nullopt, turn);
    if (cost == nullptr) return nullptr;
    const Plan plan = planFor(request, preparation, estimateOf(m_request), *cost);
    m_observer->started(plan);

    auto surface = layOut(plane, straight, *path);
    surface->scene = preparation.scene;
    std::optional<double>& seconds = cost->secondsPer(methods::Evaluation::Value);
    integration::BatchSizer batches(plan.microBatch, seconds.value_or(0));
    PlaneValues values(problem, plan.evaluations, batches, *m_observer, turn);
    const Stopwatch stopwatch;
    const double waitedBefore = turn.secondsWaited();
    const auto cells = static_cast<std::size_t>(m_request.resolution * m_request.resolution);
    if (!values.evaluate(cells, gridOf(plane, *surface), surface->f)) return nullptr;
    const paths::Path* const both[] = {&straight, path.get()};
    for (std::size_t k = 0; k < surface->paths.size(); ++k) {
        PlanePath& along = surface->paths[k];
        if (!values.evaluate(along.alphas.size(), pointsOf(*both[k], along.alphas), along.f))
            return nullptr;
    }
    seconds = batches.secondsPerPoint();
    surface->evaluations = plan.evaluations;
    surface->seconds = stopwatch.seconds() - (turn.secondsWaited() - waitedBefore);
    surface->recipe = store::makeRecipe(m_fields, request, method.spec, preparation, batches, {});
    return surface;
}

}  // namespace sigscope::compute
