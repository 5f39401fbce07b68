#pragma once

#include <vector>

#include "engine/models/onnx/graph.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

/// The outputs of a node, given its inputs' values (undefined where it has none). Throws Error that
/// names the node, whatever goes wrong but memory.
[[nodiscard]] Tensors evaluateNode(const Node& node, std::vector<at::Tensor> inputs,
                                   const Circumstances& circumstances);

/// Throws Error that names the node if an operator is not known, and says what could be done.
void requireOperators(const Graph& graph);

/// What leads from one value of a graph to another: the nodes, and which values nobody needs after
/// each.
class Evaluation {
public:
    /// The graph must outlive this and not change.
    Evaluation(const Graph& graph, ValueId given, ValueId wanted);

    /// `wanted`, if `given` is `value`; differentiable. Throws Error that names a node.
    [[nodiscard]] at::Tensor evaluate(const at::Tensor& value,
                                      const Circumstances& circumstances) const;

    /// Whether `wanted` follows from `given` and constants alone.
    [[nodiscard]] bool isPossible() const { return m_possible; }

private:
    const Graph& m_graph;
    ValueId m_given, m_wanted;
    bool m_possible = true;
    std::vector<std::size_t> m_nodes;
    std::vector<std::vector<ValueId>> m_spent;  ///< By place in m_nodes.
};

}  // namespace sigscope::models::onnx
