#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::methods {

struct SampSettings {
    int pixelsPerStep = 5;  ///< `step` of the published program.
    int fragments = 5;      ///< `n_frag`: no step goes further than this share of the way.
};

/// One of SAMP's two passes: a point that moves pixel by pixel to its end.
class SampPass {
public:
    enum class Kind {
        Deletion,   ///< Lowest projections first; its map is negated.
        Insertion,  ///< Highest projections first.
    };

    SampPass(Kind kind, const at::Tensor& begin, const at::Tensor& end,
             const SampSettings& settings);

    [[nodiscard]] const at::Tensor& point() const { return m_point; }

    /// Whether every pixel is at its end; `share` of them are.
    [[nodiscard]] bool arrived() const { return m_openPixels == 0; }
    [[nodiscard]] double share() const;

    /// Moves by the gradient at point() [3, H, W]. Returns what that attributes, [H, W].
    [[nodiscard]] at::Tensor step(const at::Tensor& gradient);

private:
    /// The pixels to move: [H, W].
    [[nodiscard]] at::Tensor chosen(const at::Tensor& projection) const;
    void lookForArrivals();

    Kind m_kind;
    at::Tensor m_point;
    at::Tensor m_end;
    double m_bound;        ///< ‖move‖₁ of a step, at most.
    double m_share;        ///< q: pixels of a step, as a share.
    at::Tensor m_arrived;  ///< [H, W]
    std::int64_t m_openPixels = 0;
};

}  // namespace sigscope::methods
