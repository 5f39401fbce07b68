#pragma once

#include <string>
#include <vector>

#include "engine/api/method_traits.h"
#include "engine/api/parameters.h"

namespace sigscope {

/// What a method makes of the baseline x'.
enum class BaselineUse {
    Used,     ///< Its map depends on x'.
    Ignored,  ///< It begins elsewhere, or nowhere.
};

/// An attribution method as the outside sees it.
struct MethodSpec {
    std::string name;     ///< "sig".
    std::string title;    ///< "Spectral IG".
    std::string summary;  ///< What it does, for someone who has not read the paper.
    std::vector<ParameterSpec> parameters;
    MethodTraits traits{};     ///< What its map is; every method of the program says it.
    ParameterValues parity{};  ///< The published program's settings, where the defaults differ.
    std::string objective{};   ///< The only f that it explains; empty if any.
    BaselineUse baseline = BaselineUse::Used;
    /// Values under which a method that uses the baseline does not: each alone is enough.
    ParameterValues withoutBaseline{};
    std::string caution{};  ///< What to know before believing its map; mostly empty.
    /// The f that it explains, as Catalogue::objectives calls them, the usual one first; empty if
    /// any. Another one is refused.
    std::vector<std::string> objectives{};
};

/// Whether the method has a parameter of that name.
[[nodiscard]] bool hasParameter(const MethodSpec& method, const std::string& name);

/// Whether the method's map depends on x' under these values.
[[nodiscard]] bool usesBaseline(const MethodSpec& method, const ParameterValues& values);

/// Whether the method's path begins at x', so that f(x) − f(x') says what the path leaves out. One
/// that is not known (null) is taken for such a method.
[[nodiscard]] bool beginsAtBaseline(const MethodSpec* method, const ParameterValues& values);

/// A model that can be named instead of given as a file.
struct ModelSpec {
    std::string name;         ///< "efficientnet-lite0".
    std::string title;        ///< "EfficientNet-Lite0".
    std::string description;  ///< Classes, data, input size, licence.
    std::string weightsFile;  ///< Where its weights were found; empty if they are not installed.
    /// What its classes are called, by index, as is known without reading it; or empty.
    std::vector<std::string> labels{};
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
    std::vector<Choice> outputs{};               ///< What a model's outputs are.

    /// The method of that name, or null.
    [[nodiscard]] const MethodSpec* method(const std::string& name) const;
};

/// The only f that the method explains, "logit or contrast"; empty if any.
[[nodiscard]] std::string objectivesText(const MethodSpec& method);

/// Whether the method takes that f, one of Catalogue::objectives.
[[nodiscard]] bool explains(const MethodSpec& method, const std::string& objective);

/// `wanted` where the method takes it, else its usual f.
[[nodiscard]] const std::string& objectiveFor(const MethodSpec& method, const std::string& wanted);

/// f as it is explained: a method that is always of one f has that, whatever `asked` says. `method`
/// may be null.
[[nodiscard]] const std::string& objectiveOf(const MethodSpec* method, const std::string& asked);

}  // namespace sigscope
