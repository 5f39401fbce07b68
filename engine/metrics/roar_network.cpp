#include "engine/metrics/roar_network.h"

#include <ATen/ATen.h>

#include "engine/metrics/model_randomisation.h"

namespace sigscope::metrics {

namespace {

constexpr int roarStages = 4;
constexpr int roarBlocks = 2;  // Of each stage.
constexpr double normMomentum = 0.1;
constexpr double normEpsilon = 1e-5;

bool isRunning(const std::string& name) {
    return name.ends_with(".running_mean") || name.ends_with(".running_var");
}

/// Stages but the first begin with half as many rows and columns.
std::int64_t strideOf(int stage, int block) {
    return stage > 0 && block == 0 ? 2 : 1;
}

/// All tensors, in the order in which the network uses them; nothing is in them.
models::StateDict emptyNetwork(std::int64_t width, std::int64_t classes) {
    models::StateDict state("network");
    const auto addNorm = [&](const std::string& name, std::int64_t channels) {
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"})
            state.add(name + part, at::empty({channels}));
    };
    const auto addConvolution = [&](const std::string& name, std::int64_t outputs,
                                    std::int64_t inputs, std::int64_t side) {
        state.add(name + ".weight", at::empty({outputs, inputs, side, side}));
    };
    addConvolution("conv1", width, 3, 3);
    std::int64_t channels = width;
    for (int stage = 0; stage < roarStages; ++stage)
        for (int block = 0; block < roarBlocks; ++block) {
            const std::int64_t outputs = width << stage;
            const std::string name =
                "layer" + std::to_string(stage + 1) + "." + std::to_string(block) + ".";
            addNorm(name + "bn1", channels);
            addConvolution(name + "conv1", outputs, channels, 3);
            addNorm(name + "bn2", outputs);
            addConvolution(name + "conv2", outputs, outputs, 3);
            if (strideOf(stage, block) > 1)
                addConvolution(name + "shortcut.0", outputs, channels, 1);
            channels = outputs;
        }
    state.add("linear.weight", at::empty({classes, channels}));
    state.add("linear.bias", at::empty({classes}));
    return state;
}

/// Applies one layer after the other, each to the next of the tensors.
class NextLayers {
public:
    NextLayers(const std::vector<at::Tensor>& parameters, const std::vector<at::Tensor>& running)
        : m_parameter(parameters.begin()), m_running(running.begin()) {}

    at::Tensor norm(const at::Tensor& inputs) {
        const at::Tensor &weight = *m_parameter++, &bias = *m_parameter++;
        const at::Tensor &mean = *m_running++, &variance = *m_running++;
        return at::batch_norm(inputs, weight, bias, mean, variance, /*training=*/true, normMomentum,
                              normEpsilon, /*cudnn_enabled=*/true);
    }

    at::Tensor convolution(const at::Tensor& inputs, std::int64_t stride) {
        const at::Tensor& weight = *m_parameter++;
        return at::conv2d(inputs, weight, {}, stride, weight.size(2) / 2);
    }

    at::Tensor linear(const at::Tensor& inputs) {
        const at::Tensor &weight = *m_parameter++, &bias = *m_parameter++;
        return at::linear(inputs, weight, bias);
    }

private:
    std::vector<at::Tensor>::const_iterator m_parameter;
    std::vector<at::Tensor>::const_iterator m_running;
};

at::Tensor applyBlock(NextLayers& layers, const at::Tensor& inputs, std::int64_t stride) {
    const at::Tensor active = layers.norm(inputs).relu();
    const at::Tensor first = layers.norm(layers.convolution(active, stride)).relu();
    const at::Tensor second = layers.convolution(first, 1);
    return second + (stride > 1 ? layers.convolution(active, stride) : active);
}

}  // namespace

models::StateDict bornRoarNetwork(std::int64_t width, std::int64_t classes, int seed) {
    const models::StateDict state = emptyNetwork(width, classes);
    const std::string ending = ".weight";
    std::vector<std::string> layers;
    for (const models::StateDict::Entry& entry : state.entries())
        if (entry.name.ends_with(ending))
            layers.push_back(entry.name.substr(0, entry.name.size() - ending.size()));
    return bornAnew(state, layers, seed);
}

RoarNetwork::RoarNetwork(const models::StateDict& state, c10::Device device) {
    for (const auto& [name, tensor] : state.entries()) {
        m_names.push_back(name);
        (isRunning(name) ? m_running : m_initial)
            .push_back(tensor.to(device, at::kFloat, false, true));
    }
}

at::Tensor RoarNetwork::logits(const std::vector<at::Tensor>& parameters,
                               const at::Tensor& pictures) {
    NextLayers layers(parameters, m_running);
    at::Tensor values = layers.convolution(pictures, 1);
    for (int stage = 0; stage < roarStages; ++stage)
        for (int i = 0; i < roarBlocks; ++i)
            values = applyBlock(layers, values, strideOf(stage, i));
    return layers.linear(values.mean({2, 3}));
}

models::StateDict RoarNetwork::state(const std::vector<at::Tensor>& parameters) const {
    models::StateDict state("network");
    auto parameter = parameters.begin();
    auto running = m_running.begin();
    for (const std::string& name : m_names)
        state.add(name, (isRunning(name) ? *running++ : *parameter++)
                            .detach()
                            .to(at::kCPU, at::kFloat, false, true));
    return state;
}

}  // namespace sigscope::metrics
