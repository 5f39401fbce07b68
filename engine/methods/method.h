#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "engine/api/catalogue.h"
#include "engine/integration/integrate.h"
#include "engine/methods/parameter_table.h"
#include "engine/paths/path.h"
#include "engine/paths/spectral/decomposition_cache.h"
#include "engine/problem/problem.h"

namespace sigscope::methods {

/// What a method does with an autoencoder.
enum class AutoencoderUse {
    None,
    Decode,         ///< Encodes pictures and decodes latent points, one at a time.
    Differentiate,  ///< And takes a decoded picture's gradient while the next one's graph is held.
};

/// What is kept of a run for scrubbing.
enum class Traced {
    Nothing,    ///< There is no path.
    Nodes,      ///< Of a given path.
    Waypoints,  ///< Of a way that the method finds.
};

/// What a method evaluates point by point.
enum class Evaluation {
    Gradient,  ///< f and its gradient.
    Value,     ///< f alone, which takes about a third of the time.
};

/// What a method asks for before it runs.
struct ResourceEstimate {
    int evaluations = 0;         ///< Gradients or values, at most.
    std::int64_t heldBytes = 0;  ///< Points and gradients kept at once, at most.
    AutoencoderUse autoencoderUse = AutoencoderUse::None;
    std::string autoencoder{};  ///< As AuxiliaryInputs::autoencoder takes it.
    std::string denoiser{};     ///< As AuxiliaryInputs::denoiser takes it; empty if none is used.
    bool exact = true;          ///< As many evaluations as that; else it shows on the way.
    Traced traced = Traced::Nodes;
    int atOnce = std::numeric_limits<int>::max();  ///< Points that are evaluated together, at most.
    Evaluation evaluation = Evaluation::Gradient;
};

/// How large what a method works on is.
struct Extent {
    std::int64_t inputBytes = 1;
    std::int64_t pixels = 1;  ///< H·W
};

/// An attribution method: its description and its function, the parameters already typed.
struct Method {
    MethodSpec spec;
    std::function<integration::Attribution(const Problem&, const ParameterValues&,
                                           const integration::RunContext&)>
        run;
    /// Under a budget of `memoryBudget` bytes. Throws Error if the values are not what the specs
    /// allow.
    std::function<ResourceEstimate(const ParameterValues&, const Extent&,
                                   std::int64_t memoryBudget)>
        estimate;
    /// The path along which it integrates, whatever the network says of it; empty of methods that
    /// find their own, need files for it, or have none. The cache may be null.
    std::function<std::unique_ptr<paths::Path>(const Problem&, const ParameterValues&,
                                               paths::DecompositionCache*)>
        path{};

    /// Throws Error if the values are not what the specs allow, each alone and all together.
    void requireSense(const ParameterValues& values) const {
        // Whether they agree shows where what they demand is worked out.
        [[maybe_unused]] const ResourceEstimate estimated =
            estimate(values, {}, /*memoryBudget=*/0);
    }
};

/// A method from its texts, its parameter table, and functions of the typed parameters:
/// run(problem, parameters, context) and demand(parameters, extent, memoryBudget).
template <typename Parameters, typename Run, typename Estimator>
[[nodiscard]] Method makeMethod(MethodSpec spec, ParameterTable<Parameters> table, Run run,
                                Estimator estimate) {
    spec.parameters = table.specs();
    const bool hasPath = spec.traits.hasPath();
    return {std::move(spec),
            [table, run](const Problem& problem, const ParameterValues& values,
                         const integration::RunContext& context) {
                return run(problem, table.read(values), context);
            },
            [table, estimate, hasPath](const ParameterValues& values, const Extent& extent,
                                       std::int64_t memoryBudget) {
                ResourceEstimate asked = estimate(table.read(values), extent, memoryBudget);
                if (!hasPath) asked.traced = Traced::Nothing;
                return asked;
            }};
}

/// The same of a method that goes along a curved path known beforehand: path(problem, parameters,
/// cache).
template <typename Parameters, typename Run, typename Estimator, typename MakePath>
[[nodiscard]] Method makeMethod(MethodSpec spec, ParameterTable<Parameters> table, Run run,
                                Estimator estimate, MakePath path) {
    Method method = makeMethod(std::move(spec), table, run, estimate);
    method.path = [table, path](const Problem& problem, const ParameterValues& values,
                                paths::DecompositionCache* cache) {
        return path(problem, table.read(values), cache);
    };
    return method;
}

}  // namespace sigscope::methods
