#include "engine/models/onnx/folding.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <ranges>

#include "engine/error.h"
#include "engine/models/onnx/evaluation.h"

namespace sigscope::models::onnx {

namespace {

at::Tensor& constantAt(Graph& graph, ValueId value) {
    return graph.constants[static_cast<std::size_t>(value)];
}

/// Counts what folding makes.
class FoldingBudget {
public:
    explicit FoldingBudget(std::int64_t most) : m_left(most) {}

    void spend(const Node& node, std::int64_t elements) {
        m_left -= elements;
        if (m_left < 0)
            throw Error(titleOf(node) +
                        ": the constants of this file become far larger than it is itself");
    }
    void giveBack(std::int64_t elements) { m_left += elements; }

private:
    std::int64_t m_left;
};

bool isConstant(const Graph& graph, ValueId value) {
    return value == absentValue || graph.constants[static_cast<std::size_t>(value)].defined();
}

/// Whether `node` depends on constants alone. Of a shape that is known nothing else is needed.
bool isFoldable(const Graph& graph, const Node& node) {
    return std::ranges::all_of(node.inputs,
                               [&](ValueId value) { return isConstant(graph, value); });
}

std::vector<at::Tensor> constantInputs(const Graph& graph, const Node& node) {
    std::vector<at::Tensor> inputs;
    for (const ValueId value : node.inputs)
        inputs.push_back(value == absentValue ? at::Tensor()
                                              : graph.constants[static_cast<std::size_t>(value)]);
    return inputs;
}

/// How many nodes take each value.
std::vector<int> usesOf(const Graph& graph) {
    std::vector<int> uses(graph.names.size(), 0);
    for (const Node& node : graph.nodes)
        for (const ValueId value : node.inputs)
            if (value != absentValue) ++uses[static_cast<std::size_t>(value)];
    for (const ValueId value : graph.outputs) ++uses[static_cast<std::size_t>(value)];
    return uses;
}

/// Whether a normalisation takes its statistics from the batch: its evaluation will say so.
bool isTraining(const Node& node) {
    const auto found = node.attributes.find("training_mode");
    if (found == node.attributes.end()) return false;
    const auto* mode = std::get_if<std::int64_t>(&found->second);
    return !mode || *mode != 0;
}

/// Gives a normalisation in training mode the statistics of its constant input, which are those of
/// no batch: so networks standardise their weights.
void takeOwnStatistics(Node& node, std::vector<at::Tensor>& inputs) {
    const at::Tensor& values = inputs[0];
    if (node.outputs.empty() || !values.defined() || values.dim() < 2 ||
        !values.is_floating_point() || values.size(1) == 0)
        return;  // Its evaluation will say so.
    const at::Tensor perChannel = values.transpose(0, 1).flatten(1);
    inputs[3] = perChannel.mean(1);
    inputs[4] = perChannel.var(1, /*unbiased=*/false);
    node.attributes.erase("training_mode");
    node.outputs.resize(1);
}

bool isBatchNormalisation(const Graph& graph, const Node& node) {
    return node.op == "BatchNormalization" && node.inputs.size() == 5 && node.outputs.size() == 1 &&
           !isTraining(node) && node.inputs[0] != absentValue &&
           std::all_of(node.inputs.begin() + 1, node.inputs.end(), [&](ValueId value) {
               return value != absentValue && isConstant(graph, value);
           });
}

bool isFixedConvolution(const Graph& graph, const Node& node) {
    return node.op == "Conv" && node.inputs.size() >= 2 && node.outputs.size() == 1 &&
           node.inputs[1] != absentValue && isConstant(graph, node.inputs[1]) &&
           (node.inputs.size() < 3 || isConstant(graph, node.inputs[2]));
}

/// A new constant.
ValueId addConstant(Graph& graph, const std::string& name, at::Tensor constant) {
    graph.names.push_back(name);
    graph.constants.push_back(std::move(constant));
    return static_cast<ValueId>(graph.names.size()) - 1;
}

/// Writes the normalisation into the convolution; false if their channels do not fit, of which
/// the evaluation will tell.
bool absorb(Graph& graph, Node& convolution, const Node& normalisation) {
    const at::Tensor weight = constantAt(graph, convolution.inputs[1]);
    const auto part = [&](std::size_t i) { return constantAt(graph, normalisation.inputs[i]); };
    if (weight.dim() < 3 || !weight.is_floating_point()) return false;
    for (std::size_t i = 1; i < 5; ++i)
        if (part(i).dim() != 1 || part(i).size(0) != weight.size(0)) return false;
    const bool biased = convolution.inputs.size() > 2 && convolution.inputs[2] != absentValue;
    const at::Tensor bias =
        biased ? constantAt(graph, convolution.inputs[2]) : at::zeros_like(part(2));
    if (bias.sizes() != part(2).sizes()) return false;
    const auto* epsilon = normalisation.attributes.contains("epsilon")
                              ? std::get_if<double>(&normalisation.attributes.at("epsilon"))
                              : nullptr;
    const at::Tensor scale = part(1) / (part(4) + (epsilon ? *epsilon : 1e-5)).sqrt();
    std::vector<std::int64_t> perChannel(static_cast<std::size_t>(weight.dim()), 1);
    perChannel[0] = weight.size(0);
    const std::string name = graph.names[static_cast<std::size_t>(normalisation.outputs[0])];
    convolution.inputs.resize(3);
    convolution.inputs[2] = addConstant(graph, name + " bias", part(2) + (bias - part(3)) * scale);
    convolution.inputs[1] = addConstant(graph, name + " weight", weight * scale.view(perChannel));
    convolution.outputs[0] = normalisation.outputs[0];
    return true;
}

/// Lets go of those constants that were on the way to others, once nothing takes them.
class PassingConstants {
public:
    PassingConstants(Graph& graph, FoldingBudget& kept)
        : m_graph(graph), m_kept(kept), m_uses(usesOf(graph)), m_spent(graph.names.size(), 0) {}

    /// Keeps what a node made of constants.
    void keep(const Node& node, ValueId value, at::Tensor made) {
        // Views share what they are of; what is expanded becomes its size when it is placed.
        const bool own =
            made.is_non_overlapping_and_dense() || made.storage().nbytes() < made.nbytes();
        std::int64_t& spent = m_spent[static_cast<std::size_t>(value)];
        spent = own ? made.numel() : 0;
        m_kept.spend(node, spent);
        constantAt(m_graph, value) = std::move(made);
    }

    /// Whether something takes what a normalisation gives beside its values.
    [[nodiscard]] bool takesStatistics(const Node& node) const {
        return std::ranges::any_of(node.outputs | std::views::drop(1), [this](ValueId value) {
            return value != absentValue && m_uses[static_cast<std::size_t>(value)] > 0;
        });
    }

    /// `node` is evaluated, and takes its inputs no more.
    void release(const Node& node) {
        for (const ValueId value : node.inputs) {
            if (value == absentValue) continue;
            const auto index = static_cast<std::size_t>(value);
            at::Tensor& constant = m_graph.constants[index];
            if (--m_uses[index] > 0 || m_spent[index] == 0 || constant.storage().use_count() > 1)
                continue;
            m_kept.giveBack(m_spent[index]);
            constant = at::Tensor();
        }
    }

private:
    Graph& m_graph;
    FoldingBudget& m_kept;
    std::vector<int> m_uses;
    std::vector<std::int64_t> m_spent;  ///< Of m_kept, for each value.
};

}  // namespace

std::int64_t mostFolded(const Graph& graph) {
    constexpr std::int64_t spare = std::int64_t{1} << 23;
    return graph.fileElements + spare;
}

void foldConstants(Graph& graph, const Circumstances& circumstances) {
    Circumstances bounded = circumstances;
    bounded.mostElements = mostFolded(graph);
    for (at::Tensor& constant : graph.constants)
        if (constant.defined() && constant.is_floating_point())
            constant = constant.to(circumstances.dtype);
    // What is only on the way counts as well: it takes time.
    constexpr std::int64_t steps = 16;
    FoldingBudget made(steps * bounded.mostElements);
    FoldingBudget kept(2 * bounded.mostElements);
    PassingConstants passing(graph, kept);
    std::vector<Node> rest;
    for (Node& node : graph.nodes) {
        if (!isFoldable(graph, node)) {
            rest.push_back(std::move(node));
            continue;
        }
        std::vector<at::Tensor> inputs = constantInputs(graph, node);
        if (node.op == "BatchNormalization" && inputs.size() == 5 && isTraining(node) &&
            !passing.takesStatistics(node))
            takeOwnStatistics(node, inputs);
        Tensors outputs = evaluateNode(node, std::move(inputs), bounded);
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            if (node.outputs[i] == absentValue) continue;
            made.spend(node, outputs[i].numel());
            passing.keep(node, node.outputs[i], std::move(outputs[i]));
        }
        passing.release(node);
    }
    graph.nodes = std::move(rest);
}

void foldBatchNormalisation(Graph& graph) {
    const std::vector<int> uses = usesOf(graph);
    std::vector<std::ptrdiff_t> maker(graph.names.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        for (const ValueId value : graph.nodes[i].outputs)
            if (value != absentValue)
                maker[static_cast<std::size_t>(value)] = static_cast<std::ptrdiff_t>(i);
    std::vector<bool> absorbed(graph.nodes.size(), false);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!isBatchNormalisation(graph, graph.nodes[i])) continue;
        const auto input = static_cast<std::size_t>(graph.nodes[i].inputs[0]);
        if (maker[input] < 0 || uses[input] != 1) continue;
        Node& before = graph.nodes[static_cast<std::size_t>(maker[input])];
        if (isFixedConvolution(graph, before) && before.outputs[0] == graph.nodes[i].inputs[0])
            absorbed[i] = absorb(graph, before, graph.nodes[i]);
    }
    std::vector<Node> kept;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (!absorbed[i]) kept.push_back(std::move(graph.nodes[i]));
    graph.nodes = std::move(kept);
}

}  // namespace sigscope::models::onnx
