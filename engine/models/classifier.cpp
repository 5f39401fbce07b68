#include "engine/models/classifier.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"
#include "engine/models/architectures/architecture_registry.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"
#include "engine/models/weights/read_weights.h"

namespace sigscope::models {

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

/// The weights file that `nameOrFile` means: names go first, "./NAME" is a file in any case.
std::filesystem::path weightsFile(const std::string& nameOrFile) {
    std::error_code ignored;
    if (isNamed(nameOrFile)) {
        const std::filesystem::path file = modelFile(nameOrFile);
        if (!std::filesystem::exists(file, ignored))
            throw Error(nameOrFile + ": its weights are not installed, " + file.string() +
                        " is missing; run scripts/run once");
        return file;
    }
    if (!std::filesystem::exists(nameOrFile, ignored))
        throw Error(nameOrFile + ": there is neither such a file nor a model of that name (" +
                    knownNames() + ")");
    return nameOrFile;
}

}  // namespace

std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile, c10::Device device,
                                                 c10::ScalarType dtype, Form form) {
    const std::filesystem::path file = weightsFile(nameOrFile);
    const StateDict state = readWeights(file);
    const Architecture<Network>& architecture = findNetworkArchitecture(state);
    const Variant variant = architecture.variant(state);

    auto classifier = std::make_shared<Classifier>();
    classifier->network = architecture.build(state, {device, dtype, form});
    classifier->preprocessing = variant.preprocessing;
    classifier->labels = labelsFor(classifier->network->classCount());
    classifier->name = isNamed(nameOrFile) ? nameOrFile : file.filename().string();
    classifier->title = variant.title;
    classifier->weightsFile = file;
    classifier->device = device;
    classifier->dtype = dtype;
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
