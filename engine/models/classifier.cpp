#include "engine/models/classifier.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"
#include "engine/models/architectures/architecture_registry.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"
#include "engine/models/weights/read_weights.h"

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

/// Class names of the sidecar, else the usual ones.
std::vector<std::string> labelsOf(const Sidecar& sidecar, const fs::path& file, int classCount) {
    if (sidecar.labels.empty()) return labelsFor(classCount);
    if (sidecar.labels.size() != static_cast<std::size_t>(classCount))
        throw Error(sidecarFile(file).string() +
                    ": labels: " + std::to_string(sidecar.labels.size()) +
                    " names, the model has " + std::to_string(classCount) + " classes");
    return sidecar.labels;
}

/// What of the preprocessing neither the publication nor the sidecar says.
std::set<std::string> unknownOf(const Sidecar& sidecar, const Variant& variant, int classCount) {
    std::set<std::string> unknown;
    if (classCount == variant.publishedClasses) return unknown;
    for (const ParameterSpec& spec : preprocessingSpecs())
        if (!sidecar.preprocessing.contains(spec.name)) unknown.insert(spec.name);
    return unknown;
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

std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile, c10::Device device,
                                                 c10::ScalarType dtype, Form form) {
    const fs::path file = weightsFileOf(nameOrFile);
    return makeClassifier(readWeights(file), nameOrFile, file, {device, dtype, form});
}

std::shared_ptr<const Classifier> makeClassifier(const StateDict& state,
                                                 const std::string& nameOrFile,
                                                 const fs::path& file, const Placement& placement) {
    const Architecture<Network>& architecture = findNetworkArchitecture(state);
    const Variant variant = architecture.variant(state);
    const Sidecar sidecar = sidecarOf(file);

    auto classifier = std::make_shared<Classifier>();
    classifier->network = architecture.build(state, placement);
    const int classCount = classifier->network->classCount();
    classifier->preprocessing = withSidecar(variant.preprocessing, sidecar, file);
    classifier->unknown = unknownOf(sidecar, variant, classCount);
    classifier->publishedClasses = variant.publishedClasses;
    classifier->labels = labelsOf(sidecar, file, classCount);
    classifier->name = isNamed(nameOrFile) ? nameOrFile : file.filename().string();
    classifier->title = variant.title;
    classifier->weightsFile = file;
    classifier->device = placement.device;
    classifier->dtype = placement.dtype;
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
