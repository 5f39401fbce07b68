#pragma once

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "engine/methods/attribution_recorder.h"

namespace sigscope::methods {

/// f at `count` pictures, a micro-batch at a time: picturesOf(begin, end) makes some,
/// [end − begin, 3, H, W]; take(begin, f) is given their values, float64 [end − begin] on the CPU;
/// reached(end) follows each micro-batch. False if the run was stopped half-way. Throws Error if f
/// is not finite.
template <typename PicturesOf, typename Take, typename Reached>
[[nodiscard]] bool sampleValues(const Problem& problem, AttributionRecorder& recorder, int count,
                                PicturesOf picturesOf, Take take, Reached reached) {
    for (int done = 0; done < count;) {
        const int some = std::min(recorder.batch(), count - done);
        const bool whole = recorder.inMicroBatches(some, [&](int begin, int end) {
            const std::vector<double> f =
                evaluateValues(problem, picturesOf(done + begin, done + end));
            for (const double value : f) requireFinite(value, 0);
            take(done + begin, at::tensor(f, at::kDouble));
        });
        if (!whole) return false;
        done += some;
        reached(done);
    }
    return true;
}

/// How many samples are evaluated together at most, so that their pictures take little memory.
inline constexpr int samplesAtOnce = 32;

/// Bytes of the pictures and masks of a micro-batch of samples.
[[nodiscard]] inline std::int64_t sampleBytes(std::int64_t inputBytes) {
    return std::int64_t{3} * samplesAtOnce * inputBytes;
}

/// A map [H, W] as the recorder's: in place of what it has shown so far, the same in each channel.
class PixelMap {
public:
    explicit PixelMap(AttributionRecorder& recorder) : m_recorder(recorder) {}

    void show(const at::Tensor& map) {
        const at::Tensor change = m_shown.defined() ? map - m_shown : map;
        m_recorder.add(change.unsqueeze(0));
        m_shown = map;
    }

private:
    AttributionRecorder& m_recorder;
    at::Tensor m_shown;
};

}  // namespace sigscope::methods
