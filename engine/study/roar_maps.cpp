#include "engine/study/roar_maps.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/baselines/baseline.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/integration/batch_sizer.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/scores.h"
#include "engine/models/architectures/preact_resnet.h"
#include "engine/models/weights/safetensors.h"
#include "engine/models/weights/safetensors_writer.h"

namespace sigscope::study {

namespace {

constexpr const char* mapsName = "maps";

/// Makes the maps of one method.
class RoarExplainer {
public:
    RoarExplainer(std::shared_ptr<const models::Classifier> classifier,
                  const methods::Method& method, const ParameterValues& parameters,
                  std::stop_token stop)
        : m_method(method),
          m_parameters(parameters),
          m_drawsAnew(hasParameter(method.spec, "draw-seed") && !parameters.contains("draw-seed")),
          m_stop(std::move(stop)) {
        m_problem.classifier = std::move(classifier);
    }

    /// S [H, W] of picture `number`, [3, H, W]. Where the method draws, each picture has a draw of
    /// its own unless one was given: the same random map for all would be no control.
    [[nodiscard]] at::Tensor mapOf(const at::Tensor& picture, std::int64_t number) {
        if (m_drawsAnew) m_parameters["draw-seed"] = number;
        const models::Classifier& classifier = *m_problem.classifier;
        m_problem.input = picture.to(classifier.device);
        m_problem.baseline = baselines::makeBaseline(NamedBaseline::Black, m_problem.input,
                                                     classifier.preprocessing);
        m_problem.objective = {Objective::Kind::Probability, predicted()};
        const std::int64_t budget = ExplainRequest().memoryBudget;
        const methods::ResourceEstimate estimate = m_method.estimate(
            m_parameters,
            {static_cast<std::int64_t>(picture.nbytes()), picture.size(1) * picture.size(2)},
            budget);
        integration::BatchSizer batches(
            std::min({integration::mostPointsOn(classifier.device.type()), estimate.evaluations,
                      estimate.atOnce}),
            0, integration::BatchPace::Fixed);
        integration::Observer nobody;
        const integration::RunContext context{m_stop, nobody,  batches,
                                              budget, nullptr, &m_decompositions};
        const integration::Attribution result = m_method.run(m_problem, m_parameters, context);
        if (!result.complete) throw metrics::Stopped();
        return metrics::summarise(result.map, metrics::Summary::SumOfMagnitudes).to(at::kFloat);
    }

private:
    [[nodiscard]] int predicted() const {
        const at::NoGradGuard noGradients;
        return m_problem.classifier->network->logits(m_problem.input.unsqueeze(0))
            .argmax()
            .item<int>();
    }

    const methods::Method& m_method;
    ParameterValues m_parameters;
    bool m_drawsAnew;
    std::stop_token m_stop;
    Problem m_problem;
    paths::DecompositionCache m_decompositions;
};

at::Tensor readMaps(const std::filesystem::path& file, std::int64_t count) {
    const models::StateDict read = models::readSafetensors(readFileBytes(file), file.string());
    const at::Tensor* const maps = read.find(mapsName);
    if (!maps || maps->dim() != 3 || maps->size(0) != count)
        refuseFile(file.string(), "does not hold the maps of " + std::to_string(count) +
                                      " pictures; remove it to make them anew");
    return *maps;
}

std::filesystem::path mapsFile(const std::filesystem::path& folder, std::int64_t begin) {
    std::string number = std::to_string(begin);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    return folder / (number + ".safetensors");
}

}  // namespace

std::shared_ptr<const models::Classifier> roarClassifier(const models::StateDict& network,
                                                         c10::Device device) {
    const auto architecture = models::preActResNet();
    const models::Variant variant = architecture.variant(network);
    auto classifier = std::make_shared<models::Classifier>();
    classifier->network = architecture.build(models::WeightSource(network, {.device = device}));
    classifier->preprocessing = variant.preprocessing;
    classifier->title = classifier->name = variant.title;
    classifier->device = device;
    for (int i = 0; i < classifier->network->classCount(); ++i)
        classifier->labels.push_back("class " + std::to_string(i));
    return classifier;
}

void requireMap(const std::shared_ptr<const models::Classifier>& classifier,
                const methods::Method& method, const ParameterValues& parameters,
                const at::Tensor& picture, const std::stop_token& stop) {
    static_cast<void>(RoarExplainer(classifier, method, parameters, stop).mapOf(picture, 0));
}

at::Tensor roarMaps(const std::shared_ptr<const models::Classifier>& classifier,
                    const methods::Method& method, const ParameterValues& parameters,
                    const at::Tensor& pictures, const std::filesystem::path& folder,
                    RoarProgress& progress, const std::stop_token& stop) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) refuseFile(folder.string(), "cannot be made: " + error.message());
    RoarExplainer explainer(classifier, method, parameters, stop);
    std::vector<at::Tensor> parts;
    for (std::int64_t begin = 0; begin < pictures.size(0); begin += roarMapsAtOnce) {
        const std::int64_t end = std::min(begin + roarMapsAtOnce, pictures.size(0));
        const std::filesystem::path file = mapsFile(folder, begin);
        if (std::filesystem::exists(file)) {
            parts.push_back(readMaps(file, end - begin));
            progress.found(RoarProgress::Maps, 1);
            continue;
        }
        progress.begin(RoarProgress::Maps,
                       method.spec.name + ", maps from " + std::to_string(begin + 1) + " on");
        std::vector<at::Tensor> maps;
        for (std::int64_t i = begin; i < end; ++i) {
            metrics::requireTurn(stop);
            maps.push_back(explainer.mapOf(pictures[i], i));
        }
        models::StateDict part(file.string());
        part.add(mapsName, at::stack(maps));
        models::writeSafetensors(file, part);
        parts.push_back(at::stack(maps));
        progress.end();
    }
    return at::cat(parts);
}

}  // namespace sigscope::study
