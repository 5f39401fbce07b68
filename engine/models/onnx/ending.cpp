#include "engine/models/onnx/ending.h"

#include <algorithm>
#include <map>

namespace sigscope::models::onnx {

namespace {

/// Finds the nodes that make values.
class Makers {
public:
    explicit Makers(const Graph& graph) {
        for (const Node& node : graph.nodes)
            for (const ValueId value : node.outputs)
                if (value != absentValue) m_makers[value] = &node;
    }

    /// Null for constants and the input.
    [[nodiscard]] const Node* of(ValueId value) const {
        const auto found = m_makers.find(value);
        return found == m_makers.end() ? nullptr : found->second;
    }

    /// `value` before what passes it on as it is.
    [[nodiscard]] ValueId source(ValueId value) const {
        // A chain is no longer than there are nodes: the graph has no cycles.
        for (const Node* node = of(value); node; node = of(value)) {
            if (node->op != "Identity" && node->op != "Cast" && node->op != "Dropout") break;
            if (node->inputs.empty() || node->inputs[0] == absentValue) break;
            value = node->inputs[0];
        }
        return value;
    }

private:
    std::map<ValueId, const Node*> m_makers;
};

/// Whether a softmax is over the classes: the last axis, or the second.
bool isOverClasses(const Node& node) {
    const auto axis = node.attributes.find("axis");
    if (axis == node.attributes.end()) return true;
    const auto* at = std::get_if<std::int64_t>(&axis->second);
    return at && (*at == 1 || *at == -1);
}

Outputs madeBy(const Node& node) {
    if (node.op == "Sigmoid") return Outputs::Independent;
    const bool softmax = node.op == "Softmax" || node.op == "LogSoftmax";
    return softmax && isOverClasses(node) ? Outputs::Exclusive : Outputs::Logits;
}

bool isConstantValue(const Graph& graph, const Makers& makers, ValueId value) {
    if (value == absentValue) return false;
    if (graph.constants[static_cast<std::size_t>(value)].defined()) return true;
    // Weights may go through an identity, a cast or a transposition.
    for (const Node* node = makers.of(value); node; node = makers.of(value)) {
        const bool passing =
            node->op == "Identity" || node->op == "Cast" || node->op == "Transpose";
        if (node->op == "Constant") return true;
        if (!passing || node->inputs.empty() || node->inputs[0] == absentValue) return false;
        value = node->inputs[0];
        if (graph.constants[static_cast<std::size_t>(value)].defined()) return true;
    }
    return false;
}

/// Exporters may write the default, 0, too.
bool isTransposed(const Node& gemm) {
    const auto found = gemm.attributes.find("transA");
    if (found == gemm.attributes.end()) return false;
    const auto* transposed = std::get_if<std::int64_t>(&found->second);
    return transposed == nullptr || *transposed != 0;
}

/// What the linear layer that makes `logits` is given.
ValueId featuresBefore(const Graph& graph, const Makers& makers, ValueId logits) {
    const Node* node = makers.of(makers.source(logits));
    if (node && node->op == "Add" && node->inputs.size() == 2) {
        const bool biasFirst = isConstantValue(graph, makers, node->inputs[0]);
        const ValueId product = node->inputs[biasFirst ? 1 : 0];
        if (!isConstantValue(graph, makers, node->inputs[biasFirst ? 0 : 1])) return absentValue;
        node = product == absentValue ? nullptr : makers.of(makers.source(product));
    }
    if (!node || (node->op != "Gemm" && node->op != "MatMul") || node->inputs.size() < 2 ||
        isTransposed(*node) || !isConstantValue(graph, makers, node->inputs[1]))
        return absentValue;
    const ValueId features = node->inputs[0];
    return features == graph.input ? absentValue : features;
}

ValueId chosenOutput(const Graph& graph) {
    const auto logits = std::ranges::find_if(graph.outputs, [&](ValueId value) {
        return graph.names[static_cast<std::size_t>(value)] == "logits";
    });
    return logits == graph.outputs.end() ? graph.outputs.front() : *logits;
}

}  // namespace

Ending endingOf(const Graph& graph) {
    const Makers makers(graph);
    Ending ending;
    ending.output = chosenOutput(graph);
    ending.logits = makers.source(ending.output);
    if (const Node* last = makers.of(ending.logits); last && !last->inputs.empty()) {
        ending.end = madeBy(*last);
        if (ending.end != Outputs::Logits && last->inputs[0] != absentValue)
            ending.logits = last->inputs[0];
    }
    ending.features = featuresBefore(graph, makers, ending.logits);
    return ending;
}

}  // namespace sigscope::models::onnx
