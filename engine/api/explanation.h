#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/image.h"
#include "engine/api/map_moments.h"
#include "engine/api/method_traits.h"
#include "engine/api/path_maps.h"
#include "engine/api/path_trace.h"
#include "engine/api/side_numbers.h"
#include "engine/api/spec_id.h"

namespace sigscope {

/// Runs are numbered from 1 in the order they were submitted.
using RunId = std::uint64_t;

/// A class with what the model says of it.
struct RankedClass {
    int index = 0;
    std::string label;
    double probability = 0;  ///< softmax, in [0, 1].
    double logit = 0;
};

/// The two gaps: docs/theory/integration.md#the-two-gaps. They are shown, never added.
struct Completeness {
    double fInput = 0;      ///< f(x)
    double fBaseline = 0;   ///< f(x')
    double fPathStart = 0;  ///< f(γ(0)); f(x') where the path was begun with a chord from x'.
    double fPathEnd = 0;    ///< f(γ(1))
    double attributionSum = 0;

    /// [f(γ(1)) − f(γ(0))] − ΣA: what the integration rule left.
    [[nodiscard]] double integrationError() const {
        return (fPathEnd - fPathStart) - attributionSum;
    }
    /// [f(x) − f(x')] − [f(γ(1)) − f(γ(0))]: what the path does not cover.
    [[nodiscard]] double pathGap() const { return (fInput - fBaseline) - (fPathEnd - fPathStart); }
};

/// How far the ends of a path that an autoencoder draws are from x' and x: the root mean square
/// over all values, raw, in [0, 1].
struct ReconstructionError {
    double baseline = 0;
    double input = 0;
};

/// What is explained, known before the first gradient.
struct Scene {
    Image picture;    ///< As opened, upright.
    Image seen;       ///< What the model sees: the resized crop, 8 bits.
    Rect seenRegion;  ///< Where `seen` lies in `picture`.
    std::string modelTitle;
    std::string output{};  ///< What was said of its outputs, a name of the catalogue; or empty.
    /// The baselines one by one, in the order of their integrations: "black", "noise (seed 3)",
    /// "coffee.png".
    std::vector<std::string> baselines{};
    std::vector<RankedClass> top;          ///< The five likeliest classes, likeliest first.
    RankedClass target;                    ///< The class being explained.
    std::optional<RankedClass> against{};  ///< The second class of a contrast.
    RankedClass baselineTop;               ///< The likeliest class of the (first) baseline x'.
    double targetAtBaseline = 0;           ///< The probability of `target` there, in [0, 1].
    std::string device;                    ///< "CPU" or "GPU".
    /// What a person should know of the model's files and of how the pictures were read, as
    /// sentences with their names.
    std::vector<std::string> notes{};
    /// What all of the model's classes are called, by index; empty of a scene from a file.
    std::vector<std::string> labels{};
};

/// Why a map says nothing.
enum class Emptiness {
    None,       ///< It does not: there is something to see.
    Rounding,   ///< It is zero but for rounding: f does not change along the path.
    Saturated,  ///< f is a probability so near 0 or 1 that its gradient vanishes.
};

/// A finished (or cancelled) explanation. Over several baselines A and `completeness` are means;
/// x', the nodes and the trace are those of the first one. Where such a run was cancelled, only
/// baselines that were done count, or what there is of the first.
struct Explanation {
    RunId run = 0;
    std::shared_ptr<const Scene> scene;
    MethodTraits traits{};                ///< Those of its method.
    Array attribution;                    ///< A, [3, H, W], in the unit that the traits say.
    Array input;                          ///< x, model space.
    Array baseline;                       ///< x', model space.
    std::vector<double> alphas;           ///< α of the nodes, ascending; none without a path.
    std::vector<double> f;                ///< f at those nodes.
    std::vector<double> accumulatedSums;  ///< ΣA up to each of those nodes.
    std::vector<float> logits;            ///< At x, one per class.
    Completeness completeness;            ///< Its gaps mean something if the traits say so.
    /// The estimated error of A: the expected L2 norm of its difference from the map of infinitely
    /// many gradients, as a share of A's own, both summed over channels. Nothing of methods that
    /// have no fixed path, of a cancelled run with too few nodes, and of a map that is zero.
    std::optional<double> mapError{};
    /// What a narrow network (TF32, bfloat16) adds to that: the measured difference from the map of
    /// the same network in float32, as a share of it. Nothing of other networks.
    std::optional<double> precisionError{};
    /// Why there is none of a narrow network that was to be measured; empty otherwise.
    std::string precisionUnknown{};
    /// Standard deviation of A over the baselines (unbiased: n − 1), [3, H, W]; empty with fewer
    /// than two.
    Array spread{};
    /// Of each baseline that counts, in the order of Scene::baselines; empty unless several were
    /// asked for.
    std::vector<Completeness> perBaseline{};
    std::optional<ReconstructionError> reconstruction{};  ///< Of paths through an autoencoder.
    /// What the method finds beside A; none over several baselines.
    std::vector<SideNumbers> sideNumbers{};
    Emptiness emptiness = Emptiness::None;  ///< Of A.
    int evaluations = 0;                    ///< Gradients taken.
    double seconds = 0;
    bool partial = false;                    ///< Cancelled: the map of the nodes there were.
    std::string recipe;                      ///< JSON; restores the request.
    SpecId spec{};                           ///< Of what was asked for.
    std::shared_ptr<const PathTrace> trace;  ///< Null unless Tracing::Path, and without a path.
    /// What can be shown one after another without a path; null likewise, with a path, where there
    /// is nothing of the kind, and over several baselines.
    std::shared_ptr<const MapMoments> moments{};
    /// What goes to a file of how A builds up along its path, and comes from there; else null.
    std::shared_ptr<const PathMaps> pathMaps{};
};

/// Whether the path of a result cannot be scrubbed although it has one: its trace was given up, or
/// comes from a file, which holds none.
[[nodiscard]] inline bool lacksTrace(const Explanation& explanation) {
    return explanation.traits.hasPath() && !explanation.trace && !explanation.alphas.empty();
}

/// Whether the file that it comes from holds maps along that path, so that it can be made anew.
[[nodiscard]] inline bool awaitsPath(const Explanation& explanation) {
    return lacksTrace(explanation) && explanation.pathMaps;
}

}  // namespace sigscope
