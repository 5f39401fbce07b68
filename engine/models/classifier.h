#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// A network with all that is needed to explain it: how pictures become its inputs and what its
/// classes are called.
struct Classifier {
    std::shared_ptr<const Network> network;
    Preprocessing preprocessing;
    /// The parameters of `preprocessing` that nothing says: neither the architecture as published
    /// nor a sidecar. Their values are guesses.
    std::set<std::string> unknown;
    int publishedClasses = 0;         ///< What the architecture was published with.
    std::vector<std::string> labels;  ///< One per class; "class 17" where no names are known.
    std::string name;                 ///< As asked for: a registered name, or the file's name.
    std::string title;                ///< "EfficientNet-Lite0".
    std::filesystem::path weightsFile;
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;
};

/// The weights file that `nameOrFile` means: names go first, "./NAME" is a file in any case. Throws
/// Error if there is none.
[[nodiscard]] std::filesystem::path weightsFileOf(const std::string& nameOrFile);

/// Loads `nameOrFile` (a name of modelSpecs(), or a weights file whose architecture follows from
/// its tensors' names and shapes), with what a sidecar says of it. Throws Error naming the file and
/// the reason.
[[nodiscard]] std::shared_ptr<const Classifier> loadClassifier(const std::string& nameOrFile,
                                                               c10::Device device,
                                                               c10::ScalarType dtype,
                                                               Form form = Form::Fast);

/// The same from `state`, the content of `file`.
[[nodiscard]] std::shared_ptr<const Classifier> makeClassifier(const StateDict& state,
                                                               const std::string& nameOrFile,
                                                               const std::filesystem::path& file,
                                                               const Placement& placement);

/// The class that `target` names: "top" (the likeliest by `logits`, [K]), an index, or a class name
/// (one of its comma-separated synonyms, case ignored). Throws Error with suggestions.
[[nodiscard]] int resolveTarget(const Classifier& classifier, const at::Tensor& logits,
                                const std::string& target);

/// The second class of a contrast with class `target`: "second" (the likeliest other one), an index
/// or a name. Throws Error; also if that is `target` itself.
[[nodiscard]] int resolveAgainst(const Classifier& classifier, const at::Tensor& logits, int target,
                                 const std::string& against);

}  // namespace sigscope::models
