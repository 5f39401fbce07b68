#include "engine/models/onnx/graph.h"

#include <algorithm>
#include <ranges>

namespace sigscope::models::onnx {

std::string titleOf(const Node& node) {
    return node.name.empty() ? "a node (" + node.op + ")"
                             : "node '" + node.name + "' (" + node.op + ")";
}

void keepWhatMatters(Graph& graph, const std::vector<ValueId>& wanted) {
    std::vector<bool> matters(graph.names.size(), false);
    for (const ValueId value : wanted) matters[static_cast<std::size_t>(value)] = true;
    const auto isWanted = [&](ValueId value) {
        return value != absentValue && matters[static_cast<std::size_t>(value)];
    };
    std::vector<Node> kept;
    for (Node& node : graph.nodes | std::views::reverse) {
        if (std::ranges::none_of(node.outputs, isWanted)) continue;
        // A split has as many parts as outputs, used or not.
        while (node.op != "Split" && !isWanted(node.outputs.back())) node.outputs.pop_back();
        for (const ValueId value : node.inputs)
            if (value != absentValue) matters[static_cast<std::size_t>(value)] = true;
        kept.push_back(std::move(node));
    }
    std::ranges::reverse(kept);
    graph.nodes = std::move(kept);
}

}  // namespace sigscope::models::onnx
