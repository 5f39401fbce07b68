#include "engine/compute/randomise_job.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/compute/allocator.h"
#include "engine/compute/bare_maps.h"
#include "engine/compute/result_tensor.h"
#include "engine/compute/run_failure.h"
#include "engine/error.h"
#include "engine/metrics/model_randomisation.h"
#include "engine/metrics/randomised_stages.h"
#include "engine/metrics/scores.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::compute {

RandomiseJob::RandomiseJob(const JobContext& context, RandomisationRequest request,
                           std::shared_ptr<RandomisationObserver> observer)
    : m_context(context.compute),
      m_registry(context.registry),
      m_forecaster(context.forecaster),
      m_request(std::move(request)),
      m_observer(std::move(observer)) {}

double RandomiseJob::work() const {
    const auto known = m_request.known ? static_cast<int>(m_request.known->maps.size()) : 0;
    return static_cast<double>(std::max(0, m_request.mostStages - known)) *
           m_forecaster.forecast(m_request.request).evaluations;
}

void RandomiseJob::run(schedule::TaskId id, const schedule::Turn& turn) {
    try {
        metrics::requireTurn(turn);
        ExplainRequest& request = m_request.request;
        request.objective = objectiveOf(&m_registry.find(request.method).spec, request.objective);
        const Preparation preparation = prepare(request, m_context);
        turn.whenResumed(
            [&classifier = *preparation.problem.classifier] { computeAs(classifier); });
        const auto stages = stagesOf(preparation);
        LayerRandomisation row;
        for (const metrics::RandomisedStage& stage : stages) row.stages.push_back(stage.name);
        const auto soFar = [&row] { return std::make_shared<const LayerRandomisation>(row); };
        m_observer->grown(id, soFar());
        for (const metrics::RandomisedStage& stage : stages) {
            row.maps.push_back(mapOf(stage, preparation, turn));
            m_observer->grown(id, soFar());
        }
        m_observer->completed(id, soFar());
    } catch (const metrics::Stopped&) {
        m_observer->cancelled(id);
    }
    returnFreedMemory();
}

std::vector<metrics::RandomisedStage> RandomiseJob::stagesOf(const Preparation& preparation) {
    const auto& classifier = preparation.problem.classifier;
    auto stages = metrics::randomisedStages(classifier, {m_request.randomisation});
    if (stages.empty())
        throw Error(classifier->name +
                    ": no layers can be randomised, since those of a TorchScript program and of an "
                    "ONNX model are not known");
    return metrics::evenlyOf(std::move(stages), m_request.mostStages);
}

RandomisedMap RandomiseJob::mapOf(const metrics::RandomisedStage& stage,
                                  const Preparation& preparation, const schedule::Turn& turn) {
    if (m_request.known) {
        const auto& maps = m_request.known->maps;
        const auto known = std::ranges::find(maps, stage.name, &RandomisedMap::stage);
        if (known != maps.end()) return *known;
    }
    metrics::requireTurn(turn);
    const BareMaps maps(m_registry, m_context, integration::BatchPace::Timed);
    const metrics::Attribute attribute = [&](const Problem& problem) {
        Preparation randomised = preparation;
        randomised.problem = problem;
        const at::Tensor map = maps.explain(m_request.request, randomised, turn);
        if (!map.defined()) throw metrics::Stopped();
        return map;
    };
    const metrics::StageSimilarity found =
        metrics::similarityAt(stage, preparation.problem,
                              resultTensor(*m_request.map, preparation.problem.input), attribute);
    return {found.name, toArray(found.map), found.similarity.absoluteRanks,
            found.similarity.signedRanks, found.similarity.structure};
}

void RandomiseJob::failed(schedule::TaskId id, std::exception_ptr error) noexcept {
    m_observer->failed(id, failureOf(error));
    returnFreedMemory();
}

void RandomiseJob::dropped(schedule::TaskId id) noexcept {
    m_observer->cancelled(id);
}

}  // namespace sigscope::compute
