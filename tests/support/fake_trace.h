#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::test {

/// The picture a fake path ends in, and the map it builds up: made from a photograph without a
/// model.
struct FakeSubject {
    std::shared_ptr<const Scene> scene;
    Array input;        ///< [3, side, side] in [0, 1].
    Array attribution;  ///< [3, side, side]; sums to fEnd − fStart.
    double fStart = 0.02;
    double fEnd = 0.62;

    /// f along the fake path: an S.
    [[nodiscard]] double f(double alpha) const;
};

/// A subject from a picture file, or from a pattern of stripes where it cannot be read.
[[nodiscard]] std::shared_ptr<const FakeSubject> fakeSubject(const std::filesystem::path& image,
                                                             int side);

/// A path from black and blurred to sharp with equally spaced nodes, whose map appears from the
/// middle outwards. What it accumulates by α = 1 is the subject's attribution exactly.
class FakeTrace final : public PathTrace {
public:
    enum class Kind { Spectral, Straight };

    FakeTrace(std::shared_ptr<const FakeSubject> subject, int nodes, Kind kind = Kind::Spectral);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_sums; }
    [[nodiscard]] Frame frame(double alpha) const override;
    [[nodiscard]] std::shared_ptr<const PathComponents> components() const override {
        return m_components;
    }
    /// The first component of each channel has half of the attribution, the second a quarter, …
    [[nodiscard]] std::optional<ComponentShares> componentShares(std::stop_token) const override;
    /// The whole path's frame, of which picture and maps have the components' share.
    [[nodiscard]] std::optional<Frame> bandFrame(double alpha, ComponentBand band,
                                                 std::stop_token) const override;
    [[nodiscard]] float spectrumMaximum() const override { return m_spectrumMaximum; }
    /// As a real one: more than all maps together.
    [[nodiscard]] std::int64_t bytes() const override { return 1 << 20; }

private:
    [[nodiscard]] Array accumulatedAt(double alpha) const;

    std::shared_ptr<const FakeSubject> m_subject;
    std::vector<PathNode> m_nodes;
    std::vector<double> m_sums;
    std::shared_ptr<const PathComponents> m_components;
    float m_spectrumMaximum = 0;
};

}  // namespace sigscope::test
