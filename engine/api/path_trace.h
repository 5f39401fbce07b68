#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/array.h"

namespace sigscope {

/// A node of the integration.
struct PathNode {
    double alpha = 0;
    double f = 0;
};

/// Components that belong together: those of one channel.
struct ComponentGroup {
    std::string title;              ///< "red".
    double largest = 0;             ///< σ_1, in model space.
    std::vector<double> strengths;  ///< r_i = σ_i/σ_1 in [0, 1], descending.
};

/// What a spectral path switches on, and when: docs/theory/spectral-paths.md#singular-components.
struct PathComponents {
    std::vector<ComponentGroup> groups;
    /// s(α), in [0, 1], of a component of strength r: gate(α, r). Any thread.
    std::function<double(double alpha, double strength)> gate;
};

/// Components `first` … `last`, counted from 1, of all groups.
struct ComponentBand {
    int first = 1;
    int last = 1;
    bool operator==(const ComponentBand&) const = default;
};

/// What each component of a spectral path contributes to ΣA: Σ_k ⟨w_k, x_i(α_{k+1}) − x_i(α_k)⟩
/// with the rule's weights w_k of interval k and x_i the component as far as it is switched on. A
/// band's share is the sum over its components: docs/theory/spectral-paths.md#shares-of-components.
struct ComponentShares {
    std::vector<std::vector<double>> groups;  ///< As PathComponents::groups, in the unit of f.
    /// ΣA less the sum of all shares: what gradients kept in half precision and the exact ends of
    /// the path leave.
    double residual = 0;
};

/// All that the window shows at one α.
struct Frame {
    double alpha = 0;
    Array point;     ///< γ(α) as a picture: raw space, clamped to [0, 1], [3, H, W].
    Array spectrum;  ///< log(1 + |F|) of γ(α) − x', fftshifted, mean of channels, [1, H, W].
    /// Mean of |F|² of γ(α) − x' over channels and over rings of frequency: ring k of n lies around
    /// 0.5 · k/(n − 1) cycles per pixel. Empty where there is no path.
    std::vector<float> radialEnergy;
    Array step;           ///< dA/dα, the mean over the step that α lies in, [3, H, W].
    double stepFrom = 0;  ///< Where that step begins, as α; it is the narrowest that is kept.
    double stepTo = 0;    ///< Where it ends; as stepFrom where there is none.
    Array accumulated;    ///< A from the path's start to α, [3, H, W].
    double f = 0;         ///< Interpolated between the nodes.
    double stepSum = 0;   ///< ΣA gained there per unit of α.
    double accumulatedSum = 0;  ///< ΣA up to α.
};

/// See PathTrace::spectrumMaximum(). Each takes milliseconds before the first gradient.
inline constexpr int spectrumSamples = 8;

/// A snapshot of the path that can be scrubbed: immutable, of any thread, without the model. During
/// a run it covers the nodes there are; that of a finished run ends in the result exactly.
class PathTrace {
public:
    virtual ~PathTrace() = default;

    /// The nodes by ascending α.
    [[nodiscard]] virtual const std::vector<PathNode>& nodes() const = 0;

    /// ΣA up to each of nodes(), beginning with 0 (unless the path begins with a jump).
    [[nodiscard]] virtual const std::vector<double>& accumulatedSums() const = 0;

    /// The frame at α in [0, 1]. Takes milliseconds, fewer where the last α was near; any thread.
    [[nodiscard]] virtual Frame frame(double alpha) const = 0;

    /// The `accumulated` of frame(alpha) alone, in less time where many paths are scrubbed at once.
    /// Any thread.
    [[nodiscard]] virtual Array mapAt(double alpha) const { return frame(alpha).accumulated; }

    /// What the path switches on along α; null unless it is a spectral one.
    [[nodiscard]] virtual std::shared_ptr<const PathComponents> components() const { return {}; }

    /// The shares of all components in the whole path's ΣA; nothing where there are no components,
    /// where the trace kept no gradients, or once `stop` was asked for. Tenths of a second; any
    /// thread.
    [[nodiscard]] virtual std::optional<ComponentShares> componentShares(std::stop_token) const {
        return {};
    }

    /// The frame at α of a band of components alone: the picture that they make on the baseline and
    /// the map that they earned; its f is no number, since the model does not see that picture.
    /// Nothing where componentShares() is nothing. Up to a second for many components, less for an
    /// α after that of the last call with the same band; called as frame().
    [[nodiscard]] virtual std::optional<Frame> bandFrame(double /*alpha*/, ComponentBand /*band*/,
                                                         std::stop_token) const {
        return {};
    }

    /// The largest value of `spectrum` at `spectrumSamples` points of the path, evenly spread with
    /// its end as the last: one fixed scale for all frames. What lies between may exceed it a
    /// little.
    [[nodiscard]] virtual float spectrumMaximum() const = 0;

    /// About how much memory goes when it does, once all of it was scrubbed.
    [[nodiscard]] virtual std::int64_t bytes() const = 0;
};

}  // namespace sigscope
