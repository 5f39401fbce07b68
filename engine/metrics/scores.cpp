#include "engine/metrics/scores.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/integration/batch_sizer.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::metrics {

namespace {

/// One output is a probability of its own whatever it was before.
bool areProbabilitiesOfTheirOwn(const models::Classifier& classifier) {
    return classifier.outputs == models::Outputs::Independent ||
           classifier.network->classCount() == 1;
}

/// Of a single output, whether it says yes.
at::Tensor isLikeliest(const models::Classifier& classifier, int label, const at::Tensor& logits) {
    return classifier.network->classCount() == 1 ? logits.select(1, 0).gt(0)
                                                 : logits.argmax(1).eq(label);
}

void append(std::vector<double>& numbers, const at::Tensor& more) {
    const std::vector<double> values = toNumbers(more);
    numbers.insert(numbers.end(), values.begin(), values.end());
}

}  // namespace

at::Tensor probabilitiesOf(const models::Classifier& classifier, const at::Tensor& logits) {
    return areProbabilitiesOfTheirOwn(classifier) ? logits.sigmoid() : logits.softmax(-1);
}

void requireTurn(const schedule::Turn& turn) {
    if (turn.isOver()) throw Stopped();
}

Scores scoresOf(const models::Classifier& classifier, int label, std::int64_t count,
                const PictureMaker& pictures, const schedule::Turn& turn,
                const LogitsWatcher& watcher) {
    const at::NoGradGuard noGradients;
    const std::int64_t most = integration::mostPointsOn(classifier.device.type());
    Scores scores;
    for (std::int64_t begin = 0; begin < count; begin += most) {
        requireTurn(turn);
        const std::int64_t end = std::min(begin + most, count);
        const at::Tensor points = pictures(begin, end).to(classifier.device, classifier.dtype);
        const at::Tensor logits =
            classifier.network->logits(points.contiguous()).to(at::kCPU, at::kDouble);
        append(scores.probability, probabilitiesOf(classifier, logits).select(1, label));
        append(scores.accuracy, isLikeliest(classifier, label, logits));
        if (watcher) watcher(logits);
    }
    return scores;
}

Scores scoresOf(const models::Classifier& classifier, int label, const at::Tensor& pictures,
                const schedule::Turn& turn) {
    return scoresOf(
        classifier, label, pictures.size(0),
        [&pictures](std::int64_t begin, std::int64_t end) { return pictures.slice(0, begin, end); },
        turn);
}

}  // namespace sigscope::metrics
