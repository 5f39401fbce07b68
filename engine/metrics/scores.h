#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

#include "engine/models/classifier.h"
#include "engine/schedule/turn.h"

namespace sigscope::metrics {

/// A metric was asked to stop before it was done.
class Stopped : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "stopped"; }
};

/// Throws Stopped where the turn is over.
void requireTurn(const schedule::Turn& turn);

/// What a classifier says of pictures, one number for each.
struct Scores {
    std::vector<double> probability;  ///< Of the label; a softmax's, or its own where outputs are.
    std::vector<double> accuracy;     ///< 1 where the label is the likeliest class, else 0.
};

/// What the outputs behind `logits` [..., K] are the logits of: a softmax, or each a probability of
/// its own.
[[nodiscard]] at::Tensor probabilitiesOf(const models::Classifier& classifier,
                                         const at::Tensor& logits);

/// Makes pictures [end − begin, 3, H, W] in model space.
using PictureMaker = std::function<at::Tensor(std::int64_t begin, std::int64_t end)>;

/// Looks at the logits [n, K] of pictures as they come, float64 on the CPU.
using LogitsWatcher = std::function<void(const at::Tensor& logits)>;

/// Scores `count` pictures, made and evaluated in micro-batches. The label is a class of the
/// classifier. Throws Stopped.
[[nodiscard]] Scores scoresOf(const models::Classifier& classifier, int label, std::int64_t count,
                              const PictureMaker& pictures, const schedule::Turn& turn = {},
                              const LogitsWatcher& watcher = {});

/// Those of pictures that are there already, [N, 3, H, W].
[[nodiscard]] Scores scoresOf(const models::Classifier& classifier, int label,
                              const at::Tensor& pictures, const schedule::Turn& turn = {});

}  // namespace sigscope::metrics
