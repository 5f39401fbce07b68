#include "engine/models/model_registry.h"

#include <algorithm>

#include "engine/api/default_model.h"
#include "engine/api/model_caches.h"
#include "engine/api/readable_file.h"
#include "engine/error.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

std::string registeredNames() {
    std::string names;
    for (const ModelSpec& spec : modelSpecs()) names += (names.empty() ? "" : ", ") + spec.name;
    return names;
}

}  // namespace

std::vector<ModelSpec> modelSpecs() {
    std::vector<ModelSpec> specs{
        {defaultModel, "EfficientNet-Lite0",
         "ImageNet's 1000 classes, input 224 × 224, 4.7 million weights, Apache-2.0", ""},
        {"efficientnet-lite1", "EfficientNet-Lite1",
         "ImageNet's 1000 classes, input 240 × 240, 5.4 million weights, Apache-2.0", ""},
        {"efficientnet-lite2", "EfficientNet-Lite2",
         "ImageNet's 1000 classes, input 260 × 260, 6.1 million weights, Apache-2.0", ""}};
    for (ModelSpec& spec : specs) {
        const fs::path file = modelFile(spec.name);
        if (std::error_code error; fs::is_regular_file(file, error))
            spec.weightsFile = file.string();
    }
    return specs;
}

fs::path modelFile(const std::string& name) {
    return resourceFolder() / "models" / (name + ".pth");
}

bool isRegisteredModel(const std::string& name) {
    const std::vector<ModelSpec> specs = modelSpecs();
    return std::any_of(specs.begin(), specs.end(),
                       [&](const ModelSpec& spec) { return spec.name == name; });
}

fs::path weightsFileOf(const std::string& nameOrFile) {
    if (isRegisteredModel(nameOrFile)) {
        const fs::path file = modelFile(nameOrFile);
        if (isAbsent(file))
            throw Error(nameOrFile + ": its weights are not installed, " + file.string() +
                        " is missing; run scripts/run once");
        return file;
    }
    if (const auto cached = cachedWeights(nameOrFile)) return *cached;
    if (isAbsent(nameOrFile) && isCacheName(nameOrFile)) throw Error(cacheRemedy(nameOrFile));
    if (isAbsent(nameOrFile))
        throw Error(nameOrFile + ": there is neither such a file nor a model of that name (" +
                    registeredNames() + ")");
    return nameOrFile;
}

}  // namespace sigscope::models
