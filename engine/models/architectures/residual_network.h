#pragma once

#include <memory>
#include <string>

#include "engine/models/architectures/weight_source.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// What stands beside the convolutions of a block that changes the shape of its inputs, where the
/// weights have no convolution for it.
enum class BareShortcut {
    Refused,
    /// Every second row and column, with as many channels of zeros before as behind them, twice as
    /// many channels in all: option A of He et al., 2016, section 4.2. No tensor tells where the
    /// zeros are.
    ZeroChannels,
};

/// What the weights of a residual network do not tell.
struct ResidualPlan {
    int stages = 4;  ///< layer1, layer2, …; each but the first halves.
    /// Of the stem and the max pool behind it; Caffe's are of the bottlenecks.
    Strides strides = Strides::Published;
    BareShortcut bareShortcut = BareShortcut::Refused;
};

/// How many blocks a stage has; stages and blocks are counted from 0.
[[nodiscard]] int residualBlocks(const StateDict& state, int stage);

/// The stem conv1 with bn1, of any odd size; a max pool where the strides have one; the stages,
/// their blocks of two convolutions of 3×3 or bottlenecks, which may be grouped; the last layer fc.
/// Names as torchvision's. Throws Error as WeightSource does.
/// Source: He et al., "Deep Residual Learning for Image Recognition", CVPR 2016.
[[nodiscard]] std::unique_ptr<Network> buildResidualNetwork(const WeightSource& weights,
                                                            const ResidualPlan& plan);

/// What torchvision calls a tensor that programs for CIFAR call `name`.
[[nodiscard]] std::string residualName(const std::string& name);

}  // namespace sigscope::models
