#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/onnx/graph.h"

namespace sigscope::models::onnx {

/// Where and how a graph is evaluated. Reals are of `dtype` on `device`; integers, which are mostly
/// shapes, stay on the CPU.
struct Circumstances {
    int opset = 17;
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;
    /// How many numbers one tensor may have: a file of a few bytes can ask for any number.
    std::int64_t mostElements = std::int64_t{1} << 31;
    /// And all tensors of one evaluation together.
    std::int64_t mostAltogether = std::numeric_limits<std::int64_t>::max();
};

/// One evaluation of a node: its inputs' values and its attributes. Every member throws Error with
/// the reason alone; whoever evaluates says of which node.
class Operation {
public:
    Operation(const Node& node, std::vector<at::Tensor> inputs, const Circumstances& circumstances)
        : m_node(node), m_inputs(std::move(inputs)), m_circumstances(circumstances) {}

    [[nodiscard]] int opset() const { return m_circumstances.opset; }
    [[nodiscard]] c10::Device device() const { return m_circumstances.device; }
    [[nodiscard]] c10::ScalarType dtype() const { return m_circumstances.dtype; }
    [[nodiscard]] std::size_t inputCount() const { return m_inputs.size(); }
    [[nodiscard]] std::size_t outputCount() const { return m_node.outputs.size(); }

    [[nodiscard]] bool has(std::size_t index) const {
        return index < m_inputs.size() && m_inputs[index].defined();
    }
    [[nodiscard]] const at::Tensor& input(std::size_t index) const;
    /// Undefined if it was left out.
    [[nodiscard]] at::Tensor optional(std::size_t index) const;
    /// The numbers of a one-dimensional input: a shape, axes.
    [[nodiscard]] std::vector<std::int64_t> integersAt(std::size_t index) const;
    [[nodiscard]] std::vector<double> realsAt(std::size_t index) const;
    /// The only number of an input.
    [[nodiscard]] double realAt(std::size_t index, double otherwise) const;

    [[nodiscard]] bool says(const std::string& attribute) const {
        return m_node.attributes.contains(attribute);
    }
    [[nodiscard]] std::int64_t integer(const std::string& attribute, std::int64_t otherwise) const;
    [[nodiscard]] double real(const std::string& attribute, double otherwise) const;
    [[nodiscard]] std::string text(const std::string& attribute,
                                   const std::string& otherwise) const;
    [[nodiscard]] std::vector<std::int64_t> integers(
        const std::string& attribute, const std::vector<std::int64_t>& otherwise) const;
    [[nodiscard]] std::vector<double> reals(const std::string& attribute) const;
    [[nodiscard]] at::Tensor tensor(const std::string& attribute) const;

    /// The numbers of an attribute that became an input in a later opset; `otherwise` without
    /// either.
    [[nodiscard]] std::vector<std::int64_t> integersOf(
        const std::string& attribute, std::size_t index,
        const std::vector<std::int64_t>& otherwise) const;

    /// Throws Error if a tensor of that shape is more than may be made.
    void requireRoom(at::IntArrayRef shape) const;

    /// An axis from 0 on of a tensor of `sides` dimensions.
    [[nodiscard]] std::int64_t axisOf(std::int64_t axis, std::int64_t sides) const;

    /// A tensor as reals of this graph.
    [[nodiscard]] at::Tensor asReal(const at::Tensor& tensor) const;

private:
    /// The attribute, null without it.
    template <typename Value>
    [[nodiscard]] const Value* attributeOf(const std::string& name) const;

    const Node& m_node;
    std::vector<at::Tensor> m_inputs;
    const Circumstances& m_circumstances;
};

/// Throws Error with the reason unless something holds that the file could have otherwise.
void require(bool holds, const std::string& reason);

}  // namespace sigscope::models::onnx
