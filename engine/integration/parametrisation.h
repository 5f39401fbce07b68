#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>
#include <vector>

#include "engine/integration/rule.h"
#include "engine/paths/path.h"

namespace sigscope::integration {

/// Where a position on the course lies: on the chord from `from` to `to`, at `share` of it. Both
/// are α, except that `entry` marks the chord from x' to γ(0), which lies at α = 0.
struct ParametrisationPoint {
    double from = 0;
    double to = 0;
    double share = 0;
    bool entry = false;

    /// α as it is reported.
    [[nodiscard]] double alpha() const { return entry ? 0 : from + share * (to - from); }
};

/// In which ways a course differs from its path. Under the reference rule, in none.
struct ParametrisationShape {
    /// The path begins with a jump away from x': it is entered along the chord x'→γ(0), which takes
    /// the first half of the positions.
    bool entered = false;
    /// The path jumps: between neighbouring multiples of 2⁻¹² in α the course is the chord, so that
    /// jumps are integrated along their chords.
    bool chorded = false;
};

/// How positions in [0, 1] map to a path: as α, but for what the shape says.
class ParametrisationMap {
public:
    explicit ParametrisationMap(ParametrisationShape shape) : m_shape(shape) {}

    [[nodiscard]] ParametrisationPoint at(double position) const;

    /// The position at which α is first reached with everything at that α behind it.
    [[nodiscard]] double positionOf(double alpha) const;

private:
    ParametrisationShape m_shape;
};

/// The course without Torch, for scrubbing.
class ParametrisationSampler {
public:
    ParametrisationSampler(ParametrisationMap map, std::shared_ptr<const paths::PathSampler> path,
                           Array baseline);

    [[nodiscard]] Array point(double position) const;  ///< Model space, [3, H, W].
    [[nodiscard]] const ParametrisationMap& map() const { return m_map; }
    [[nodiscard]] const Array& baseline() const { return m_baseline; }
    [[nodiscard]] const paths::PathSampler& path() const { return *m_path; }
    /// How far a component of that strength is switched on at a position of a spectral path.
    [[nodiscard]] double switchedOn(const PathComponents& components, double strength,
                                    double position) const;
    /// What a band of the path's components adds between two positions, [3, H, W]; from the
    /// baseline on where there is no `from`. It lies within the components.
    [[nodiscard]] Array bandChange(ComponentBand band, std::optional<double> from, double to) const;

private:
    ParametrisationMap m_map;
    std::shared_ptr<const paths::PathSampler> m_path;
    Array m_baseline;
};

/// What is integrated along: a path, entered from the baseline where it jumps away from it, and its
/// jumps along their chords: docs/theory/integration.md#jumps.
class Parametrisation {
public:
    /// `path` must outlive the course.
    Parametrisation(const paths::Path& path, const at::Tensor& baseline, Rule rule);

    [[nodiscard]] at::Tensor points(const std::vector<double>& positions) const;
    [[nodiscard]] double alphaAt(double position) const { return m_map.at(position).alpha(); }
    [[nodiscard]] std::shared_ptr<const ParametrisationSampler> sampler() const;

private:
    const paths::Path& m_path;
    at::Tensor m_baseline;
    at::Tensor m_start;  ///< γ(0)
    ParametrisationMap m_map;
};

}  // namespace sigscope::integration
