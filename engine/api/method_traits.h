#pragma once

#include <string>

namespace sigscope {

/// Whether a method goes along a path γ.
enum class PathUse {
    Along,  ///< It has nodes, f along them, and points that can be scrubbed.
    None,   ///< Its map is made at a point: there is nothing between two pictures.
};

/// What ΣA tends to with more gradients.
enum class SumGoal {
    ChangeOfF,  ///< What f changes by along the path: then gaps say something.
    Nothing,    ///< It has no goal, and is not compared with f.
};

/// Which signs the values of A have.
enum class SignUse {
    Both,  ///< Evidence for and against.
    None,  ///< A is never negative.
};

/// What the values of A are measured in.
enum class MapUnit {
    F,          ///< f.
    FPerInput,  ///< f per unit of the model's input: a slope.
    Picture,    ///< Values of the picture in [0, 1], whatever f is.
    None,       ///< Nothing, or shares: numbers without a unit.
};

/// What the map of a method is, whatever the picture, the model and the parameters.
struct MethodTraits {
    PathUse path = PathUse::Along;
    SumGoal sum = SumGoal::ChangeOfF;
    SignUse sign = SignUse::Both;
    MapUnit unit = MapUnit::F;

    [[nodiscard]] bool hasPath() const { return path == PathUse::Along; }
    [[nodiscard]] bool isComplete() const { return sum == SumGoal::ChangeOfF; }
    bool operator==(const MethodTraits&) const = default;
};

/// Those of the path methods: signed, in the unit of f, and complete along their path.
inline constexpr MethodTraits ofPathMethods{};

/// A sentence: "Goes along a path; ΣA tends to the change of f; signed, in the unit of f."
[[nodiscard]] std::string traitsText(const MethodTraits& traits);

}  // namespace sigscope
