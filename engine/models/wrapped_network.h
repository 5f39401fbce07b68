#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <utility>

#include "engine/models/network.h"

namespace sigscope::models {

/// What another network computes; a class of this says what is otherwise.
class WrappedNetwork : public Network {
public:
    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return m_network->logits(inputs);
    }
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        return m_network->features(inputs);
    }
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        return m_network->classify(features);
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override {
        return m_network->describe(graph, inputs);
    }
    [[nodiscard]] int classCount() const override { return m_network->classCount(); }
    [[nodiscard]] std::int64_t smallestInput() const override { return m_network->smallestInput(); }
    [[nodiscard]] std::int64_t onlyInput() const override { return m_network->onlyInput(); }

protected:
    explicit WrappedNetwork(std::shared_ptr<const Network> network)
        : m_network(std::move(network)) {}

private:
    std::shared_ptr<const Network> m_network;
};

}  // namespace sigscope::models
