#pragma once

#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope {

/// An attribution method as the outside sees it.
struct MethodSpec {
    std::string name;     ///< "sig".
    std::string title;    ///< "Spectral IG".
    std::string summary;  ///< What it does, for someone who has not read the paper.
    std::vector<ParameterSpec> parameters;
    ParameterValues parity{};  ///< The published program's settings, where the defaults differ.
    std::string objective{};   ///< The only f that it explains; empty if any.
};

/// A model that can be named instead of given as a file.
struct ModelSpec {
    std::string name;         ///< "efficientnet-lite0".
    std::string title;        ///< "EfficientNet-Lite0".
    std::string description;  ///< Classes, data, input size, licence.
    std::string weightsFile;  ///< Where its weights were found; empty if they are not installed.
};

/// Everything that can be chosen in an ExplainRequest.
struct Catalogue {
    std::vector<MethodSpec> methods;
    std::vector<ModelSpec> models;
    std::vector<Choice> objectives;              ///< f: "probability", "logit", ...
    std::vector<Choice> baselines;               ///< Those with a name: "black", ...
    std::vector<Choice> devices;                 ///< "auto", "cpu", "cuda".
    std::vector<Choice> precisions{};            ///< "float32", "float64", ...
    std::vector<ParameterSpec> preprocessing{};  ///< How a picture becomes a model's input.

    /// The method of that name, or null.
    [[nodiscard]] const MethodSpec* method(const std::string& name) const;
};

}  // namespace sigscope
