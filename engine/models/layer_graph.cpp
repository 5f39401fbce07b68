#include "engine/models/layer_graph.h"

#include <utility>

#include "engine/models/layer_functions.h"

namespace sigscope::models {

LayerGraph::LayerGraph() : m_layers{{InputLayer{}}} {}

LayerIndex LayerGraph::add(LayerFunction function, std::vector<LayerIndex> inputs) {
    m_layers.push_back({std::move(function), std::move(inputs)});
    return output();
}

void LayerGraph::mark(std::string stage, LayerIndex layer) {
    m_stages.push_back({std::move(stage), layer});
}

std::vector<at::Tensor> LayerGraph::values(const at::Tensor& pictures, LayerIndex last) const {
    std::vector<at::Tensor> values{pictures};
    for (LayerIndex i = 1; i <= last; ++i) {
        std::vector<at::Tensor> inputs;
        for (const LayerIndex input : m_layers[i].inputs) inputs.push_back(values[input]);
        values.push_back(outputOf(m_layers[i].function, inputs));
    }
    return values;
}

LayerGraph structureOf(const Network& network) {
    LayerGraph graph;
    static_cast<void>(network.describe(graph, 0));
    return graph;
}

}  // namespace sigscope::models
