#pragma once

#include <memory>

#include "engine/methods/parameter_table.h"
#include "engine/paths/path.h"
#include "engine/paths/spectral/decomposition_cache.h"
#include "engine/paths/spectral/gate.h"
#include "engine/paths/spectral/layers.h"
#include "engine/problem/problem.h"

namespace sigscope::methods {

/// What Δ is decomposed into.
enum class Decomposition { Singular, JointSingular, Cosine, Wavelet, Laplacian };

/// What a spectral path is asked.
struct SpectralParameters {
    Decomposition decomposition = Decomposition::Singular;  ///< The paper's choice.
    double overlap = 0.4;                                   ///< The paper's choice.
    paths::GateShape gate = paths::GateShape::Linear;       ///< The paper's choice.
    paths::LayerOrder order = paths::LayerOrder::Natural;   ///< Coarse to fine, as SVD and DCT.
};

/// The texts of the fields, each once.
[[nodiscard]] const NumberText& overlapText();
[[nodiscard]] const std::vector<Named<Decomposition>>& decompositionTable();
[[nodiscard]] const std::vector<Named<paths::GateShape>>& gateTable();
[[nodiscard]] const std::vector<Named<paths::LayerOrder>>& orderTable();

/// Adds the parameters of a spectral path; `access` finds them in the method's struct.
template <typename Parameters, typename Access>
void addSpectral(ParameterTable<Parameters>& table, Access access) {
    table.choice("decomposition",
                 "Into which components the difference from the baseline is split.",
                 decompositionTable(),
                 [access](Parameters& all) -> Decomposition& { return access(all).decomposition; });
    table.real(overlapText(), [access](Parameters& all) -> double& { return access(all).overlap; });
    table.choice("gate", "How a component goes from off to on, as p goes from 0 to 1.", gateTable(),
                 [access](Parameters& all) -> paths::GateShape& { return access(all).gate; });
    table.choice("order", "In which order a wavelet's or a pyramid's layers are switched on.",
                 orderTable(),
                 [access](Parameters& all) -> paths::LayerOrder& { return access(all).order; });
    table.heededBeside({"decomposition", {"wavelet", "laplacian"}}, {"order"});
}

/// The path from x' to x; decomposes Δ, unless `cache` (it may be null) has its components.
[[nodiscard]] std::unique_ptr<paths::Path> makeSpectralPath(const Problem& problem,
                                                            const SpectralParameters& parameters,
                                                            paths::DecompositionCache* cache);

}  // namespace sigscope::methods
