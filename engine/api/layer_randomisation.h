#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/growth_observer.h"

namespace sigscope {

/// Which layers of a network are random at a stage.
enum class Randomisation {
    Cascade,      ///< That stage's and all behind them, up to the output.
    Independent,  ///< That stage's alone.
};

/// What a method says where layers of the network are random.
struct RandomisedMap {
    std::string stage;                    ///< The module that is random: "layer4".
    Array attribution;                    ///< [3, H, W], of the same class and settings.
    std::optional<double> absoluteRanks;  ///< Spearman of Σ_c |A| with the original.
    std::optional<double> signedRanks;    ///< Spearman of Σ_c A.
    std::optional<double> structure;      ///< SSIM of Σ_c |A|.
    // Nothing where one of the two maps is the same everywhere.
};

/// A map's row of randomised stages; while it is computed, as far as it is.
struct LayerRandomisation {
    std::vector<std::string> stages;  ///< All that there are to be, from the output back.
    std::vector<RandomisedMap> maps;  ///< Of the first of them.
};

/// Asks whether a map depends on what the network learnt:
/// docs/theory/metrics.md#model-randomisation.
struct RandomisationRequest {
    ExplainRequest request;                  ///< What the map explains, and how.
    std::shared_ptr<const Explanation> map;  ///< The original, of the size that the model sees.
    Randomisation randomisation = Randomisation::Cascade;
    /// Of a network with more modules these many are taken, evenly, with the first and the last; at
    /// least 2.
    int mostStages = 10;
    /// What is known of the same question already: its maps are taken over. May be null.
    std::shared_ptr<const LayerRandomisation> known{};
};

using RandomisationObserver = GrowthObserver<LayerRandomisation>;

}  // namespace sigscope
