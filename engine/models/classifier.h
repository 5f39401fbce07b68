#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/models/network.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// A network with all that is needed to explain it: how pictures become its inputs and what its
/// classes are called.
struct Classifier {
    std::unique_ptr<Network> network;
    Preprocessing preprocessing;
    std::vector<std::string> labels;  ///< One per class; "class 17" where no names are known.
    std::string name;                 ///< As asked for: a registered name, or the file's name.
    std::string title;                ///< "EfficientNet-Lite0".
    std::filesystem::path weightsFile;
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;
};

/// Loads `nameOrFile` (a name of modelSpecs(), or a weights file whose architecture follows from
/// its tensors' names and shapes). Throws Error naming the file and the reason.
[[nodiscard]] std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile,
                                                               c10::Device device,
                                                               c10::ScalarType dtype,
                                                               Form form = Form::Fast);

/// The class that `target` names: "top" (the likeliest by `logits`, [K]), an index, or a class name
/// (one of its comma-separated synonyms, case ignored). Throws Error with suggestions.
[[nodiscard]] int resolveTarget(const Classifier& classifier, const at::Tensor& logits,
                                const std::string& target);

/// The second class of a contrast with class `target`: "second" (the likeliest other one), an index
/// or a name. Throws Error; also if that is `target` itself.
[[nodiscard]] int resolveAgainst(const Classifier& classifier, const at::Tensor& logits, int target,
                                 const std::string& against);

}  // namespace sigscope::models
