#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/baseline_spec.h"
#include "engine/api/default_model.h"
#include "engine/api/model_code.h"
#include "engine/api/parameters.h"

namespace sigscope {

/// What is kept for scrubbing.
enum class Tracing {
    None,  ///< Nothing: the command line needs only the result.
    Path,  ///< Nodes, gradients and prefix maps, within `traceBudget`.
};

/// Whether what was computed before may be the answer.
enum class Reuse { Allowed, Refused };

/// Names of the Catalogue that bring a choice of their own.
inline constexpr const char* contrastObjective = "contrast";  ///< ExplainRequest::against
inline constexpr const char* squashFit = "squash";            ///< A preprocessing without `resize`.
inline constexpr std::int64_t largestSeed = 0x7fffffff;       ///< What fits a field of the form.
inline constexpr int largestBaselineCount = 1000;             ///< ExplainRequest::baselineCount

/// What begins an ExplainRequest::target or `against` that is an index, or a name, in any case.
inline constexpr const char* indexPrefix = "index:";
inline constexpr const char* labelPrefix = "label:";

/// The class of that index, whatever classes are called.
[[nodiscard]] inline std::string classOfIndex(std::int64_t index) {
    return indexPrefix + std::to_string(index);
}

/// One explanation, asked for. The strings are names of the Catalogue. requestFields() describes
/// what of it can be asked for.
struct ExplainRequest {
    std::filesystem::path image;               ///< The picture's file.
    std::string model = defaultModel;          ///< A name of the catalogue or a weights file.
    ModelCode modelCode = ModelCode::Refused;  ///< Whether that may be a program.
    /// How pictures become the model's input, by Catalogue::preprocessing; what is absent is as the
    /// model's sidecar or its architecture say.
    ParameterValues preprocessing{};
    /// What the model's outputs are, by Catalogue::outputs; empty where it goes without saying.
    std::string output{};
    std::string target = "top";             ///< "top", a class index, or a class name.
    std::string objective = "probability";  ///< f.
    std::string against = "second";  ///< Of a contrast: the likeliest other class ("second"), a
                                     ///< class index, or a class name.
    /// x', at least one; of several A is the mean. None is given twice.
    std::vector<BaselineSpec> baselines{NamedBaseline::Black};
    int baselineCount = 1;  ///< How many are drawn of noise, and of a folder's pictures.
    std::int64_t seed = 0;  ///< Of that drawing, 0 to largestSeed.
    std::string method = "sig";
    ParameterValues parameters;  ///< Of the method; what is absent has its default.
    std::string device = "auto";
    std::string precision = "float32";  ///< Of the network.
    Tracing tracing = Tracing::None;
    std::int64_t memoryBudget = 512LL << 20;  ///< Bytes of gradients and points held at once.
    std::int64_t traceBudget = 256LL << 20;   ///< Bytes the trace may keep.
    Reuse reuse = Reuse::Allowed;

    bool operator==(const ExplainRequest&) const = default;
};

}  // namespace sigscope
