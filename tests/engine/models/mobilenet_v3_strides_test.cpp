// The strides of MobileNet v3 that weights do not tell, against what torchvision's network computes
// with them, written down plainly: a block after the other from its tensors.

#include <ATen/ATen.h>

#include <string>
#include <tuple>
#include <vector>

#include "engine/models/architectures/network_search.h"
#include "engine/problem/map_error.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;

namespace {

class PlainMobilenetV3 {
public:
    /// So many first blocks have ReLU, the others hard-swish.
    PlainMobilenetV3(const StateDict& state, std::size_t rectified)
        : m_state(state), m_rectified(rectified) {}

    /// Logits of [B, 3, H, W] with these strides of the first convolution and of the blocks.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs, std::int64_t stemStride,
                                        const std::vector<std::int64_t>& strides) const {
        at::Tensor values = at::hardswish(normed("features.0", inputs, stemStride));
        for (std::size_t i = 0; i < strides.size(); ++i) values = block(i + 1, values, strides[i]);
        const std::string last = "features." + std::to_string(strides.size() + 1);
        values = at::hardswish(normed(last, values, 1)).mean({2, 3});
        values = at::hardswish(linear("classifier.0", values));
        return linear("classifier.3", values);
    }

private:
    [[nodiscard]] at::Tensor tensor(const std::string& name) const {
        return m_state.find(name)->to(at::kDouble);
    }

    [[nodiscard]] at::Tensor linear(const std::string& name, const at::Tensor& values) const {
        return at::linear(values, tensor(name + ".weight"), tensor(name + ".bias"));
    }

    /// A convolution and its batch norm.
    [[nodiscard]] at::Tensor normed(const std::string& name, const at::Tensor& values,
                                    std::int64_t stride) const {
        const at::Tensor weight = tensor(name + ".0.weight");
        const std::int64_t groups = values.size(1) / weight.size(1);
        const std::int64_t padding = (weight.size(2) - 1) / 2;
        const at::Tensor convolved =
            at::convolution(values, weight, {}, {stride, stride}, {padding, padding}, {1, 1}, false,
                            {0, 0}, groups);
        return at::batch_norm(convolved, tensor(name + ".1.weight"), tensor(name + ".1.bias"),
                              tensor(name + ".1.running_mean"), tensor(name + ".1.running_var"),
                              false, 0, 1e-3, false);
    }

    /// Squeeze and excitation: each channel by what the means of all say.
    [[nodiscard]] at::Tensor excited(const std::string& name, const at::Tensor& values) const {
        const auto pointwise = [&](const std::string& part, const at::Tensor& means) {
            return at::convolution(means, tensor(name + part + ".weight"),
                                   tensor(name + part + ".bias"), {1, 1}, {0, 0}, {1, 1}, false,
                                   {0, 0}, 1);
        };
        const at::Tensor hidden = at::relu(pointwise(".fc1", values.mean({2, 3}, true)));
        return values * at::hardsigmoid(pointwise(".fc2", hidden));
    }

    [[nodiscard]] at::Tensor block(std::size_t number, const at::Tensor& inputs,
                                   std::int64_t stride) const {
        const auto name = [number](int part) {
            return "features." + std::to_string(number) + ".block." + std::to_string(part);
        };
        const auto isConvolved = [&](int part) {
            return m_state.contains(name(part) + ".0.weight");
        };
        at::Tensor values = inputs;
        int part = 0;
        for (; isConvolved(part) || isConvolved(part + 1); ++part) {
            if (!isConvolved(part)) {
                values = excited(name(part), values);
                continue;
            }
            const bool isDepthwise = tensor(name(part) + ".0.weight").size(1) == 1;
            values = normed(name(part), values, isDepthwise ? stride : 1);
            const bool isLast = !isConvolved(part + 1) && !isConvolved(part + 2);
            if (!isLast) values = number <= m_rectified ? at::relu(values) : at::hardswish(values);
        }
        return stride == 1 && values.size(1) == inputs.size(1) ? values + inputs : values;
    }

    const StateDict& m_state;
    std::size_t m_rectified;
};

/// `halving` is the first block that halves its input.
void checkMobilenetV3(const std::string& member, std::size_t rectified,
                      const std::vector<std::int64_t>& published, std::size_t halving) {
    const StateDict state = golden::syntheticState(golden::storedShapes(member));
    const PlainMobilenetV3 plain(state, rectified);
    const at::Tensor inputs = golden::syntheticStream("input", {1, 3, 33, 33}).to(at::kDouble);
    for (const auto& [strides, stem, block] :
         {std::tuple(Strides::Published, 2, 2), std::tuple(Strides::OnlyFirst, 2, 1),
          std::tuple(Strides::OnlySecond, 1, 2), std::tuple(Strides::Neither, 1, 1)}) {
        std::vector<std::int64_t> ofBlocks = published;
        ofBlocks[halving] = block;
        const at::Tensor expected = plain(inputs, stem, ofBlocks);
        for (const Form form : {Form::Fast, Form::Published}) {
            INFO(member << ", " << stem << " and " << block);
            const auto built =
                buildWhole(locateNetwork(state), {c10::kCPU, c10::kDouble, form, strides});
            // Both in float64: what is left is the order of operations.
            CHECK(relativeError(built.product->logits(inputs), expected) < 1e-10);
        }
    }
}

}  // namespace

TEST_CASE("strides: a MobileNet v3 takes those of its first convolution and first halving block") {
    checkMobilenetV3("mobilenet_v3_small", 3, {2, 2, 1, 2, 1, 1, 1, 1, 2, 1, 1}, 0);
    checkMobilenetV3("mobilenet_v3_large", 6, {1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1}, 1);
}
