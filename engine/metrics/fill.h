#pragma once

namespace sigscope::metrics {

/// What takes the place of elements that DiffID replaces.
enum class Fill {
    KeptMean,  ///< The mean of those that remain, one number for all channels: published.
    Zero,      ///< 0 in model space: the mean colour of the training data.
    Blur,      ///< The same element of a blurred picture (baselines/impulse_blur.h).
};

/// What the deletion curve ends with.
enum class DeletionEnd {
    Zero,      ///< 0 in model space, as published.
    Baseline,  ///< x'
};

}  // namespace sigscope::metrics
