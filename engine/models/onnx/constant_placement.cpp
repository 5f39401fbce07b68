#include "engine/models/onnx/constant_placement.h"

#include <ATen/ATen.h>

namespace sigscope::models::onnx {

namespace {

/// How the users of a constant take it.
struct ConstantUse {
    bool asTensor = false, asNumbers = false, asKernel = false;
};

/// Whether an operator reads an input's numbers, as other operators read an attribute.
bool readsNumbers(const Node& node, std::size_t input, const at::Tensor& constant) {
    // A single exponent is read, several are broadcast.
    if (node.op == "Pow") return input == 1 && constant.defined() && constant.numel() == 1;
    if (node.op == "Resize" || node.op == "Upsample" || node.op == "Clip" || node.op == "Pad")
        return input >= 1;
    return node.op == "Range";
}

std::vector<ConstantUse> constantUses(const Graph& graph) {
    std::vector<ConstantUse> all(graph.names.size());
    for (const ValueId output : graph.outputs)
        all[static_cast<std::size_t>(output)].asTensor = true;
    for (const Node& node : graph.nodes)
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            if (node.inputs[i] == absentValue) continue;
            ConstantUse& uses = all[static_cast<std::size_t>(node.inputs[i])];
            const at::Tensor& constant = graph.constants[static_cast<std::size_t>(node.inputs[i])];
            (readsNumbers(node, i, constant) ? uses.asNumbers : uses.asTensor) = true;
            uses.asKernel = uses.asKernel || (node.op == "Conv" && i == 1);
        }
    return all;
}

}  // namespace

void placeConstants(Graph& graph, const Placement& placement) {
    const std::vector<ConstantUse> uses = constantUses(graph);
    for (std::size_t value = 0; value < graph.constants.size(); ++value) {
        at::Tensor& constant = graph.constants[value];
        if (!constant.defined()) continue;
        if (!uses[value].asTensor && !uses[value].asNumbers) {
            constant.reset();
            continue;
        }
        const bool isNumbers = uses[value].asNumbers && !uses[value].asTensor;
        if (!constant.is_floating_point() || isNumbers) continue;
        constant = constant.to(placement.device, placement.dtype);
        constant = uses[value].asKernel && placement.form == Form::Fast && constant.dim() == 4
                       ? constant.contiguous(at::MemoryFormat::ChannelsLast)
                       : constant.contiguous();
    }
}

}  // namespace sigscope::models::onnx
