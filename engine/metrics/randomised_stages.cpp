#include "engine/metrics/randomised_stages.h"

#include <ATen/ATen.h>

#include <algorithm>
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
struct RandomisedNetwork {
    std::shared_ptr<const models::Classifier> classifier;
    std::vector<std::uint8_t> file;  ///< The tensors below may be views of it.
    const models::Architecture<models::Network>* architecture;
    models::StateDict state;         ///< By the architecture's names.
    std::vector<std::string> names;  ///< Of the same tensors: those of Located.
    models::StateDict random;
};

/// The layers of the modules from number `first` to number `last`, which is one of them.
std::vector<std::string> layersOfModules(const std::vector<models::NetworkModule>& modules,
                                         std::size_t first, std::size_t last) {
    std::vector<std::string> layers;
    for (std::size_t i = first; i <= last; ++i)
        layers.insert(layers.end(), modules[i].layers.begin(), modules[i].layers.end());
    return layers;
}

/// The classifier with these layers born anew.
std::shared_ptr<const models::Classifier> networkOf(const RandomisedNetwork& network,
                                                    const std::vector<std::string>& layers) {
    const models::Classifier& original = *network.classifier;
    models::ModelChoice choice{.nameOrFile = original.name};
    // What of the network weights do not tell.
    choice.preprocessing[models::stridesParameter] =
        models::valuesOf(original.preprocessing).at(models::stridesParameter);
    const models::Located<models::Network> randomisedNetwork{
        network.architecture, withRandomLayers(network.state, network.random, layers),
        network.names};
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
    const std::shared_ptr<const models::Classifier>& classifier,
    const RandomisationChoice& choice) {
    const std::filesystem::path& file = classifier->weightsFile;
    std::vector<std::uint8_t> bytes = models::readWeightsFile(file);
    if (models::isOnnx(bytes, file) || models::isTorchScript(bytes, file.string())) return {};
    auto located = models::locateNetwork(models::readWeights(bytes, file.string()));
    const auto modules = models::modulesFromOutput(located.state, located.architecture->modules);
    if (modules.empty()) return {};
    models::StateDict random =
        bornAnew(located.state, layersOfModules(modules, 0, modules.size() - 1), choice.seed);
    const auto network = std::make_shared<const RandomisedNetwork>(
        RandomisedNetwork{classifier, std::move(bytes), located.architecture,
                          std::move(located.state), std::move(located.names), std::move(random)});
    std::vector<RandomisedStage> stages;
    for (std::size_t i = 0; i < modules.size(); ++i) {
        const std::size_t first = choice.randomisation == Randomisation::Cascade ? 0 : i;
        stages.push_back({modules[i].name, [network, layers = layersOfModules(modules, first, i)] {
                              return networkOf(*network, layers);
                          }});
    }
    return stages;
}

std::vector<RandomisedStage> evenlyOf(std::vector<RandomisedStage> stages, int most) {
    const auto count = static_cast<std::size_t>(std::max(most, 2));
    if (stages.size() <= count) return stages;
    std::vector<RandomisedStage> chosen;
    for (std::size_t i = 0; i < count; ++i) {
        // i · (stages − 1) / (count − 1), rounded.
        const std::size_t place = (2 * i * (stages.size() - 1) + count - 1) / (2 * (count - 1));
        chosen.push_back(std::move(stages[place]));
    }
    return chosen;
}

}  // namespace sigscope::metrics
