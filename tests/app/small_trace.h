#pragma once

#include <cmath>
#include <memory>

#include "tests/app/small_explanation.h"

namespace sigscope {

/// A path of 8×8 pictures that brightens from the left, with f rising late: no two of its frames
/// are alike.
class SmallTrace final : public PathTrace {
public:
    SmallTrace() {
        for (int k = 0; k <= 8; ++k) {
            const double alpha = k / 8.0;
            m_nodes.push_back({alpha, f(alpha)});
            m_sums.push_back(f(alpha) - f(0));
        }
    }

    [[nodiscard]] static double f(double alpha) { return 0.25 + 0.375 * std::pow(alpha, 4); }

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_sums; }
    [[nodiscard]] float spectrumMaximum() const override { return 2; }
    [[nodiscard]] std::int64_t bytes() const override { return 1024; }

    [[nodiscard]] Frame frame(double alpha) const override {
        Frame frame;
        frame.alpha = alpha;
        frame.point = frame.step = frame.accumulated = Array(3, side, side);
        frame.spectrum = Array(1, side, side);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) fill(frame, y, x);
        frame.radialEnergy = {1, 0.5, 0.25};
        frame.f = f(alpha);
        frame.stepSum = f(alpha) / 8;
        frame.accumulatedSum = f(alpha) - f(0);
        return frame;
    }

private:
    static constexpr int side = 8;

    static void fill(Frame& frame, int y, int x) {
        const auto alpha = static_cast<float>(frame.alpha);
        const float across = static_cast<float>(x + 1) / side;
        const float down = static_cast<float>(y + 1) / side;
        for (int channel = 0; channel < 3; ++channel) {
            frame.point.at(channel, y, x) = std::min(1.F, alpha * (1.F + down) / (2 * across));
            frame.step.at(channel, y, x) = 0.01F * (across - 0.5F) * (1 - alpha);
            frame.accumulated.at(channel, y, x) = 0.01F * alpha * (down - across);
        }
        frame.spectrum.at(0, y, x) = 2 * alpha * down;
    }

    std::vector<PathNode> m_nodes;
    std::vector<double> m_sums;
};

/// An explanation with the path of SmallTrace.
[[nodiscard]] inline Explanation smallPath() {
    Explanation explanation = smallExplanation();
    auto scene = std::make_shared<Scene>(*explanation.scene);
    scene->seen = {8, 8, std::vector<std::uint8_t>(192, 90)};
    scene->picture = scene->seen;
    explanation.scene = scene;
    auto trace = std::make_shared<SmallTrace>();
    explanation.attribution = trace->frame(1).accumulated;
    explanation.alphas.clear();
    explanation.f.clear();
    for (const PathNode& node : trace->nodes()) {
        explanation.alphas.push_back(node.alpha);
        explanation.f.push_back(node.f);
    }
    explanation.accumulatedSums = trace->accumulatedSums();
    explanation.trace = trace;
    return explanation;
}

}  // namespace sigscope
