#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "engine/models/network.h"

namespace sigscope::models {

// What a layer computes of its inputs. Feature maps are [B, C, H, W], features [B, F].

/// What the graph is given: pictures [B, 3, H, W] in model space.
struct InputLayer {};

/// scale ⊙ x + shift, both broadcast over x: the same pictures in other units.
struct RescaleLayer {
    at::Tensor scale;
    at::Tensor shift;
};

/// Zeros beyond the borders of a convolution's inputs.
enum class Borders {
    Padded,  ///< As many on each side as `padding` says.
    Same,  ///< TensorFlow's: ⌈inputs / stride⌉ outputs, the odd one at the right and the bottom.
    Trailing,  ///< k / 2 − 1 before and k / 2 after: Same of even lengths, kept for odd ones.
};

/// A convolution, a batch norm that follows it folded in.
struct ConvolutionLayer {
    at::Tensor weight;  ///< [out, in / groups, k, k]
    at::Tensor bias;    ///< [out]
    std::array<std::int64_t, 2> stride{1, 1};
    std::array<std::int64_t, 2> padding{0, 0};
    std::int64_t groups = 1;
    Borders borders = Borders::Padded;
};

struct LinearLayer {
    at::Tensor weight;  ///< [out, in]
    at::Tensor bias;    ///< [out]
};

/// min(max(x, 0), ceiling): ReLU, or ReLU6 with a ceiling of 6.
struct RectifierLayer {
    double ceiling = std::numeric_limits<double>::infinity();
};

/// Activations that are no rectifiers; σ is the logistic function.
enum class Curve {
    HardSwish,    ///< x · min(max(x + 3, 0), 6) / 6
    Silu,         ///< x · σ(x)
    HardSigmoid,  ///< min(max(x + 3, 0), 6) / 6
    Sigmoid,      ///< σ(x)
};

/// A curve, element by element.
struct CurveLayer {
    Curve curve = Curve::Silu;
};

/// Feature maps [B, C, h, w], the first input, times a number for each, the second: [B, C, 1, 1].
struct GateLayer {};

/// Whether a last row or column that does not fill a window counts.
enum class PoolRounding { Down, Up };

struct MaxPoolLayer {
    std::int64_t window = 2;
    std::int64_t stride = 2;
    std::int64_t padding = 0;
    PoolRounding rounding = PoolRounding::Down;
};

/// Zeros beyond the borders are counted.
struct MeanPoolLayer {
    std::int64_t window = 2;
    std::int64_t stride = 2;
    std::int64_t padding = 0;
};

/// Means over `side` × `side` parts of the feature maps.
struct AdaptiveMeanLayer {
    std::int64_t side = 1;
};

/// The mean of each feature map: [B, C].
struct GlobalMeanLayer {};

/// [B, C·H·W].
struct FlattenLayer {};

/// The sum of all inputs.
struct SumLayer {};

/// The channels of all inputs, one after another.
struct ConcatenationLayer {};

using LayerFunction =
    std::variant<InputLayer, RescaleLayer, ConvolutionLayer, LinearLayer, RectifierLayer,
                 MaxPoolLayer, MeanPoolLayer, AdaptiveMeanLayer, GlobalMeanLayer, FlattenLayer,
                 SumLayer, ConcatenationLayer, CurveLayer, GateLayer>;

struct Layer {
    LayerFunction function;
    std::vector<LayerIndex> inputs{};  ///< Layers before it.
};

/// A place in a network whose feature maps [B, C, h, w] can be looked at.
struct Stage {
    std::string name;  ///< As the published weights call it: "layer4".
    LayerIndex layer = 0;
};

/// A network as its layers, in the order of evaluation: the same function as Network::logits(), for
/// whoever goes back through it by other rules than the gradient's. docs/theory/backward-rules.md.
class LayerGraph {
public:
    /// With its input alone, which is layer 0.
    LayerGraph();

    /// Adds a layer behind those there are, which are its `inputs`; returns its index.
    LayerIndex add(LayerFunction function, std::vector<LayerIndex> inputs);

    /// Says that what `layer` gives is a stage, later than those named before.
    void mark(std::string stage, LayerIndex layer);

    [[nodiscard]] const std::vector<Layer>& layers() const { return m_layers; }
    /// From the first to the last before global pooling.
    [[nodiscard]] const std::vector<Stage>& stages() const { return m_stages; }
    /// The layer of the logits.
    [[nodiscard]] LayerIndex output() const { return m_layers.size() - 1; }

    /// What each layer up to `last` gives for `pictures` [B, 3, H, W], by its index.
    [[nodiscard]] std::vector<at::Tensor> values(const at::Tensor& pictures, LayerIndex last) const;
    [[nodiscard]] std::vector<at::Tensor> values(const at::Tensor& pictures) const {
        return values(pictures, output());
    }

private:
    std::vector<Layer> m_layers;
    std::vector<Stage> m_stages;
};

/// The layers of `network`. Throws Error where they are not known.
[[nodiscard]] LayerGraph structureOf(const Network& network);

}  // namespace sigscope::models
