#include "engine/models/model_registry.h"

namespace sigscope::models {

std::vector<ModelSpec> modelSpecs() {
    std::vector<ModelSpec> specs{
        {"efficientnet-lite0", "EfficientNet-Lite0",
         "ImageNet's 1000 classes, input 224 × 224, 4.7 million weights, Apache-2.0", ""},
        {"efficientnet-lite1", "EfficientNet-Lite1",
         "ImageNet's 1000 classes, input 240 × 240, 5.4 million weights, Apache-2.0", ""},
        {"efficientnet-lite2", "EfficientNet-Lite2",
         "ImageNet's 1000 classes, input 260 × 260, 6.1 million weights, Apache-2.0", ""}};
    for (ModelSpec& spec : specs) {
        const std::filesystem::path file = modelFile(spec.name);
        if (std::error_code error; std::filesystem::is_regular_file(file, error))
            spec.weightsFile = file.string();
    }
    return specs;
}

std::filesystem::path modelFile(const std::string& name) {
    return resourceFolder() / "models" / (name + ".pth");
}

}  // namespace sigscope::models
