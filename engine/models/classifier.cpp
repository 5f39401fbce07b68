#include "engine/models/classifier.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"
#include "engine/models/architectures/architecture_registry.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"
#include "engine/models/narrow_network.h"
#include "engine/models/outputs.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"
#include "engine/models/torchscript_network.h"
#include "engine/models/weights/read_weights.h"
#include "engine/models/weights/torchscript.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

bool isNamed(const std::string& name) {
    const std::vector<ModelSpec> specs = modelSpecs();
    return std::any_of(specs.begin(), specs.end(),
                       [&](const ModelSpec& spec) { return spec.name == name; });
}

std::string knownNames() {
    std::string names;
    for (const ModelSpec& spec : modelSpecs()) names += (names.empty() ? "" : ", ") + spec.name;
    return names;
}

/// What a model's outputs are, by what is said of them; of a program that is asked for if need be.
void settle(const std::shared_ptr<Classifier>& classifier, const ModelChoice& choice,
            bool program) {
    if (!choice.output.empty()) classifier->output = choice.output;
    // Of weights the architectures are known, and end in logits.
    if (!program && classifier->output.empty()) return;
    settleOutputs(*classifier, withPreprocessing(classifier, choice.preprocessing)->preprocessing);
}

/// Class names of the sidecar, else the usual ones.
std::vector<std::string> labelsOf(const Sidecar& sidecar, const fs::path& file, int classCount) {
    if (sidecar.labels.empty()) return labelsFor(classCount);
    if (sidecar.labels.size() != static_cast<std::size_t>(classCount))
        throw Error(sidecarFile(file).string() +
                    ": labels: " + std::to_string(sidecar.labels.size()) +
                    " names, the model has " + std::to_string(classCount) + " classes");
    return sidecar.labels;
}

/// What of the preprocessing the sidecar does not say.
std::set<std::string> unsaid(const Sidecar& sidecar) {
    std::set<std::string> unknown;
    for (const ParameterSpec& spec : preprocessingSpecs())
        if (!sidecar.preprocessing.contains(spec.name)) unknown.insert(spec.name);
    return unknown;
}

/// What goes without saying of the model in `file`.
Classifier blank(const std::string& nameOrFile, const fs::path& file, const Placement& placement) {
    Classifier classifier;
    classifier.name = isNamed(nameOrFile) ? nameOrFile : file.filename().string();
    classifier.weightsFile = file;
    classifier.device = placement.device;
    classifier.precision = precisionOf(placement.dtype);
    classifier.dtype = pointTypeOf(classifier.precision);
    return classifier;
}

/// The network for points of `classifier.dtype`.
std::shared_ptr<const Network> forPoints(std::unique_ptr<const Network> network,
                                         c10::ScalarType weights, c10::ScalarType points) {
    if (weights == points) return network;
    return std::make_shared<NarrowNetwork>(std::move(network), weights);
}

std::shared_ptr<const Classifier> makeProgram(ByteView bytes, const ModelChoice& choice,
                                              const fs::path& file, const Placement& placement) {
    const Sidecar sidecar = sidecarOf(file);
    auto said = std::make_shared<Classifier>(blank(choice.nameOrFile, file, placement));
    said->title = "TorchScript";
    said->output = sidecar.output;
    said->preprocessing = withSidecar(Preprocessing(), sidecar, file);
    said->unknown = unsaid(sidecar);
    said->whyUnknown = "a TorchScript file does not say it";
    said->guessedFrom = "most of ImageNet's networks take";
    // Before anything of the file runs.
    const int side = withPreprocessing(said, choice.preprocessing)->preprocessing.inputSize;
    said->network = forPoints(loadTorchScript(bytes, file.string(), placement, side),
                              placement.dtype, said->dtype);
    said->labels = labelsOf(sidecar, file, said->network->classCount());
    return said;
}

}  // namespace

fs::path weightsFileOf(const std::string& nameOrFile) {
    std::error_code ignored;
    if (isNamed(nameOrFile)) {
        const fs::path file = modelFile(nameOrFile);
        if (!fs::exists(file, ignored))
            throw Error(nameOrFile + ": its weights are not installed, " + file.string() +
                        " is missing; run scripts/run once");
        return file;
    }
    if (!fs::exists(nameOrFile, ignored))
        throw Error(nameOrFile + ": there is neither such a file nor a model of that name (" +
                    knownNames() + ")");
    return nameOrFile;
}

std::shared_ptr<const Classifier> loadClassifier(const ModelChoice& choice, c10::Device device,
                                                 Precision precision, Form form) {
    const fs::path file = weightsFileOf(choice.nameOrFile);
    const std::vector<std::uint8_t> bytes = readFileBytes(file);
    const Placement placement{device, weightTypeOf(precision), form};
    if (choice.code == ModelCode::Refused) requireWeights(bytes, file.string());
    const bool program = isTorchScript(bytes, file.string());
    auto classifier = program ? makeProgram(bytes, choice, file, placement)
                              : makeClassifier(readWeights(bytes, file.string()), choice.nameOrFile,
                                               file, placement);
    auto settled = std::make_shared<Classifier>(*classifier);
    settled->precision = precision;
    settle(settled, choice, program);
    return settled;
}

std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile, c10::Device device,
                                                 c10::ScalarType dtype, Form form) {
    return loadClassifier({nameOrFile}, device, precisionOf(dtype), form);
}

std::shared_ptr<const Classifier> makeClassifier(const StateDict& state,
                                                 const std::string& nameOrFile,
                                                 const fs::path& file, const Placement& placement) {
    const Architecture<Network>& architecture = findNetworkArchitecture(state);
    const Variant variant = architecture.variant(state);
    const Sidecar sidecar = sidecarOf(file);

    auto classifier = std::make_shared<Classifier>(blank(nameOrFile, file, placement));
    classifier->network =
        forPoints(architecture.build(state, placement), placement.dtype, classifier->dtype);
    classifier->title = variant.title;
    classifier->output = sidecar.output;
    const int classCount = classifier->network->classCount();
    classifier->preprocessing = withSidecar(variant.preprocessing, sidecar, file);
    if (classCount != variant.publishedClasses) classifier->unknown = unsaid(sidecar);
    classifier->whyUnknown = "it has " + std::to_string(classCount) + " classes, " + variant.title +
                             " was published with " + std::to_string(variant.publishedClasses);
    classifier->guessedFrom = "as published that would be";
    classifier->labels = labelsOf(sidecar, file, classCount);
    return classifier;
}

int resolveTarget(const Classifier& classifier, const at::Tensor& logits,
                  const std::string& target) {
    if (target == "top") return static_cast<int>(logits.argmax().item<std::int64_t>());
    return findClass(classifier.labels, target);
}

int resolveAgainst(const Classifier& classifier, const at::Tensor& logits, int target,
                   const std::string& against) {
    if (against == "second") {
        const at::Tensor likeliest = std::get<1>(logits.topk(2));
        const auto first = likeliest[0].item<std::int64_t>();
        return static_cast<int>(first == target ? likeliest[1].item<std::int64_t>() : first);
    }
    const int index = findClass(classifier.labels, against);
    if (index == target)
        throw Error("a contrast takes two classes: '" + against +
                    "' is the class that is explained; name another one");
    return index;
}

}  // namespace sigscope::models
