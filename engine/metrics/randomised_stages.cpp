#include "engine/metrics/randomised_stages.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <utility>

#include "engine/metrics/model_randomisation.h"
#include "engine/models/architectures/network_modules.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/onnx/onnx_file.h"
#include "engine/models/preprocessing_fields.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/weights/read_weights.h"
#include "engine/models/weights/torchscript.h"

namespace sigscope::metrics {

namespace {

/// What all stages are made of.
struct RandomCascade {
    std::shared_ptr<const models::Classifier> classifier;
    std::vector<std::uint8_t> file;  ///< The tensors below may be views of it.
    const models::Architecture<models::Network>* architecture;
    models::StateDict state;  ///< By the architecture's names.
    models::StateDict random;
    std::vector<std::string> layers;  ///< From the output back.
};

/// The classifier with all layers up to number `last` born anew.
std::shared_ptr<const models::Classifier> networkOf(const RandomCascade& cascade,
                                                    std::size_t last) {
    const models::Classifier& original = *cascade.classifier;
    models::ModelChoice choice{.nameOrFile = original.name};
    // What of the network weights do not tell.
    choice.preprocessing[models::stridesParameter] =
        models::valuesOf(original.preprocessing).at(models::stridesParameter);
    const models::Located<models::Network> randomisedNetwork{
        cascade.architecture, randomisedState(cascade.state, cascade.random, cascade.layers, last,
                                              Randomisation::Cascade)};
    const auto built =
        models::makeClassifier(randomisedNetwork, choice, original.weightsFile,
                               {original.device, models::weightTypeOf(original.precision)});
    auto randomised = std::make_shared<models::Classifier>(original);
    randomised->network = built->network;
    randomised->plainNetwork = built->plainNetwork;
    randomised->renormalisedNetwork = built->renormalisedNetwork;
    models::setPreprocessing(*randomised, original.preprocessing);
    return randomised;
}

}  // namespace

std::vector<RandomisedStage> randomisedStages(
    const std::shared_ptr<const models::Classifier>& classifier, int seed) {
    const std::filesystem::path& file = classifier->weightsFile;
    std::vector<std::uint8_t> bytes = models::readWeightsFile(file);
    if (models::isOnnx(bytes, file) || models::isTorchScript(bytes, file.string())) return {};
    auto located = models::locateNetwork(models::readWeights(bytes, file.string()));
    const auto modules = models::modulesFromOutput(located.state, located.architecture->modules);
    std::vector<std::string> layers;
    std::vector<std::size_t> ends;  // Of each module, the number of its last layer.
    for (const models::NetworkModule& module : modules) {
        layers.insert(layers.end(), module.layers.begin(), module.layers.end());
        ends.push_back(layers.size() - 1);
    }
    models::StateDict random = bornAnew(located.state, layers, seed);
    const auto cascade = std::make_shared<const RandomCascade>(
        RandomCascade{classifier, std::move(bytes), located.architecture, std::move(located.state),
                      std::move(random), std::move(layers)});
    std::vector<RandomisedStage> stages;
    for (std::size_t i = 0; i < modules.size(); ++i)
        stages.push_back(
            {modules[i].name, [cascade, last = ends[i]] { return networkOf(*cascade, last); }});
    return stages;
}

}  // namespace sigscope::metrics
