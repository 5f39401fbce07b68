#include "engine/models/model_registry.h"

namespace sigscope::models {

std::vector<ModelSpec> modelSpecs() {
    ModelSpec lite0{"efficientnet-lite0", "EfficientNet-Lite0",
                    "ImageNet's 1000 classes, input 224 × 224, 4.7 million weights, Apache-2.0",
                    ""};
    const std::filesystem::path file = modelFile(lite0.name);
    if (std::error_code error; std::filesystem::is_regular_file(file, error))
        lite0.weightsFile = file.string();
    return {lite0};
}

std::filesystem::path modelFile(const std::string& name) {
    return resourceFolder() / "models" / (name + ".pth");
}

}  // namespace sigscope::models
