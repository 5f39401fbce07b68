#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace sigscope::models::onnx {

/// A value of a graph: an index into Graph::names.
using ValueId = int;

/// What stands for an optional input or output that a node does without.
inline constexpr ValueId absentValue = -1;

using Attribute = std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>,
                               std::vector<double>, at::Tensor>;

struct Node {
    std::string op;    ///< "Conv"; of another domain than ONNX's own with that before it.
    std::string name;  ///< For messages; may be empty.
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
    std::map<std::string, Attribute> attributes;
};

/// A side whose length the file leaves open.
inline constexpr std::int64_t anyLength = -1;

/// What an ONNX file says, without protobuf: one input, nodes that each come after what they are
/// given, constants. Source: the specification of ONNX, its intermediate representation.
struct Graph {
    std::string producer;  ///< "pytorch 2.13.0"; may be empty.
    int opset = 0;
    std::vector<std::string> names;     ///< Of the values.
    std::vector<at::Tensor> constants;  ///< By value, on the CPU; undefined for all others.
    std::vector<Node> nodes;
    ValueId input = absentValue;
    std::vector<std::int64_t> inputShape;  ///< Empty if it is not said.
    std::vector<ValueId> outputs;
    std::int64_t fileElements = 0;  ///< Of all constants of the file.
};

/// "node '/features/conv' (Conv)".
[[nodiscard]] std::string titleOf(const Node& node);

/// Removes the nodes that no value of `wanted` depends on, and last outputs that nobody takes (the
/// mask of a dropout).
void keepWhatMatters(Graph& graph, const std::vector<ValueId>& wanted);

}  // namespace sigscope::models::onnx
