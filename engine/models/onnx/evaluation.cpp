#include "engine/models/onnx/evaluation.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <new>

#include "engine/error.h"

namespace sigscope::models::onnx {

namespace {

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// What to do about an operator that there is not.
std::string remedyFor(const std::string& op) {
    if (op.starts_with("com.microsoft."))
        return "it was put there by ONNX Runtime's optimiser: take the file before that";
    if (op.find("QuantizeLinear") != std::string::npos || op.starts_with("QLinear"))
        return "the network is quantised, and has no gradient: export it as float32";
    if (op == "If" || op == "Loop" || op == "Scan")
        return "export the network without branches and loops";
    return "export the classifier alone, without what comes before and after it, or use its "
           "weights or TorchScript instead";
}

}  // namespace

void requireOperators(const Graph& graph) {
    for (const Node& node : graph.nodes)
        if (!operators().find(node.op))
            throw Error(titleOf(node) + " is of an operator that is not supported; " +
                        remedyFor(node.op));
}

Tensors evaluateNode(const Node& node, std::vector<at::Tensor> inputs,
                     const Circumstances& circumstances) {
    const Operator* work = operators().find(node.op);
    try {
        require(work != nullptr, "its operator is not supported");
        const Operation operation(node, std::move(inputs), circumstances);
        Tensors outputs = (*work)(operation);
        require(outputs.size() >= node.outputs.size(),
                "it has " + std::to_string(node.outputs.size()) + " outputs, " +
                    std::to_string(outputs.size()) + " are supported");
        for (const at::Tensor& output : outputs) operation.requireRoom(output.sizes());
        return outputs;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const c10::OutOfMemoryError&) {
        throw;
    } catch (const c10::Error& error) {
        throw Error(titleOf(node) + ": " + firstLine(error.what_without_backtrace()));
    } catch (const std::exception& error) {
        throw Error(titleOf(node) + ": " + firstLine(error.what()));
    }
}

Evaluation::Evaluation(const Graph& graph, ValueId given, ValueId wanted)
    : m_graph(graph), m_given(given), m_wanted(wanted) {
    std::vector<bool> needed(graph.names.size(), false);
    const auto isNeeded = [&](ValueId value) {
        return value != absentValue && value != given && needed[static_cast<std::size_t>(value)];
    };
    needed[static_cast<std::size_t>(wanted)] = true;
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        if (std::ranges::none_of(graph.nodes[i].outputs, isNeeded)) continue;
        m_nodes.push_back(i);
        for (const ValueId value : graph.nodes[i].inputs)
            if (value != absentValue) needed[static_cast<std::size_t>(value)] = true;
    }
    // Backwards, the first use that is met is the last one.
    std::vector<bool> used(graph.names.size(), false);
    used[static_cast<std::size_t>(wanted)] = true;
    for (const std::size_t i : m_nodes) {
        std::vector<ValueId> spent;
        for (const auto* values : {&graph.nodes[i].inputs, &graph.nodes[i].outputs})
            for (const ValueId value : *values) {
                if (value == absentValue || used[static_cast<std::size_t>(value)]) continue;
                used[static_cast<std::size_t>(value)] = true;
                spent.push_back(value);
            }
        m_spent.push_back(std::move(spent));
    }
    std::ranges::reverse(m_nodes);
    std::ranges::reverse(m_spent);
    m_possible = given == graph.input || !isNeeded(graph.input);
}

at::Tensor Evaluation::evaluate(const at::Tensor& value, const Circumstances& circumstances) const {
    std::vector<at::Tensor> values(m_graph.names.size());
    values[static_cast<std::size_t>(m_given)] = value;
    const auto valueOf = [&](ValueId id) {
        if (id == absentValue) return at::Tensor();
        const at::Tensor& constant = m_graph.constants[static_cast<std::size_t>(id)];
        return constant.defined() ? constant : values[static_cast<std::size_t>(id)];
    };
    std::int64_t left = circumstances.mostAltogether;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const Node& node = m_graph.nodes[m_nodes[i]];
        std::vector<at::Tensor> inputs;
        for (const ValueId input : node.inputs) inputs.push_back(valueOf(input));
        Tensors outputs = evaluateNode(node, std::move(inputs), circumstances);
        for (const at::Tensor& output : outputs) left -= output.is_view() ? 0 : output.numel();
        if (left < 0)
            throw Error(titleOf(node) +
                        ": the network needs more memory for one picture than can be given to it");
        for (std::size_t k = 0; k < node.outputs.size(); ++k)
            if (node.outputs[k] != absentValue && node.outputs[k] != m_given)
                values[static_cast<std::size_t>(node.outputs[k])] = std::move(outputs[k]);
        for (const ValueId spent : m_spent[i]) values[static_cast<std::size_t>(spent)].reset();
    }
    return valueOf(m_wanted);
}

}  // namespace sigscope::models::onnx
