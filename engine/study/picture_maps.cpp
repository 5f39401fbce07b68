#include "engine/study/picture_maps.h"

#include <algorithm>

#include "engine/error.h"
#include "engine/metrics/scores.h"
#include "engine/stopwatch.h"
#include "engine/study/placed_object.h"

namespace sigscope::study {

namespace {

/// What metrics ask for of a prepared picture; `preparation` outlives it.
metrics::MetricContext contextOf(const Question& question, const compute::Preparation& preparation,
                                 const at::Tensor& attribution, const std::stop_token& stop) {
    const Problem& problem = preparation.problem;
    metrics::MetricContext context{problem, attribution};
    context.label = question.label.empty() ? problem.objective.target
                                           : classIndexOf(question.label, preparation);
    context.region = placedObject(
        question.object, preparation.scene->picture, preparation.scene->seenRegion,
        static_cast<int>(problem.input.size(1)), static_cast<int>(problem.input.size(2)));
    context.options = question.options;
    context.turn = stop;
    return context;
}

bool asksForRandomNetworks(const std::vector<std::string>& names) {
    return std::ranges::any_of(names, [](const std::string& name) {
        return metrics::metricNamed(name).spec.needsThat(MetricNeed::Randomised);
    });
}

}  // namespace

MeasuredPicture explainAndMeasure(Explainer& explainer, const Question& question,
                                  const std::stop_token& stop) {
    try {
        const compute::Preparation preparation = explainer.prepare(question.request);
        const Stopwatch stopwatch;
        const at::Tensor attribution = explainer.explain(question.request, preparation, stop);
        const double seconds = stopwatch.seconds();
        if (!attribution.defined()) throw metrics::Stopped();
        metrics::MetricContext context = contextOf(question, preparation, attribution, stop);
        context.sum = explainer.traitsOf(question.request.method).sum;
        context.attribute = [&](const Problem& problem) {
            compute::Preparation other = preparation;
            other.problem = problem;
            const at::Tensor map = explainer.explain(question.request, other, stop);
            if (!map.defined()) throw metrics::Stopped();
            return map;
        };
        if (asksForRandomNetworks(question.metrics))
            context.randomised =
                explainer.randomised(preparation.problem.classifier, question.options);
        return {attribution, measure(context, question.metrics), seconds};
    } catch (const Error& error) {
        return {{}, withoutValues(question.metrics, error.what())};
    }
}

std::vector<Measurement> measureMap(Explainer& explainer, const Question& question,
                                    const at::Tensor& attribution, const std::stop_token& stop) {
    const compute::Preparation preparation = explainer.prepare(question.request);
    const at::Tensor& input = preparation.problem.input;
    if (attribution.sizes() != input.sizes())
        throw Error("is of " + std::to_string(attribution.size(1)) + "×" +
                    std::to_string(attribution.size(2)) + " pixels, the model sees " +
                    std::to_string(input.size(1)) + "×" + std::to_string(input.size(2)));
    return measure(contextOf(question, preparation, attribution.to(input.device()), stop),
                   question.metrics);
}

}  // namespace sigscope::study
