#include "engine/metrics/training.h"

#include <ATen/ATen.h>
#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

#include "engine/metrics/scores.h"

namespace sigscope::metrics {

namespace {

using OptimiserPointer = std::unique_ptr<torch::optim::Optimizer>;
using SgdMemory = torch::optim::SGDParamState;
using AdamMemory = torch::optim::AdamParamState;

OptimiserPointer makeOptimiser(const Optimiser& optimiser, std::vector<at::Tensor> parameters) {
    if (const auto* sgd = std::get_if<Sgd>(&optimiser))
        return std::make_unique<torch::optim::SGD>(
            std::move(parameters),
            torch::optim::SGDOptions(sgd->rate).momentum(sgd->momentum).weight_decay(sgd->decay));
    const Adam& adam = std::get<Adam>(optimiser);
    return std::make_unique<torch::optim::Adam>(
        std::move(parameters), torch::optim::AdamOptions(adam.rate)
                                   .betas(std::make_tuple(adam.betas[0], adam.betas[1]))
                                   .eps(adam.epsilon));
}

double rateOf(const Optimiser& optimiser) {
    return std::visit([](const auto& kind) { return kind.rate; }, optimiser);
}

void setRate(torch::optim::Optimizer& optimiser, double rate) {
    for (torch::optim::OptimizerParamGroup& group : optimiser.param_groups())
        group.options().set_lr(rate);
}

}  // namespace

Schedule constantRate() {
    return [](int) { return 1.0; };
}

Schedule stepwiseRate(std::vector<int> epochs, double factor) {
    return [epochs = std::move(epochs), factor](int epoch) {
        const auto passed =
            std::ranges::count_if(epochs, [epoch](int end) { return epoch >= end; });
        return std::pow(factor, static_cast<double>(passed));
    };
}

Schedule cosineRate(int epochs) {
    return [epochs](int epoch) { return (1 + std::cos(std::numbers::pi * epoch / epochs)) / 2; };
}

Trainer::Trainer(TrainableNetwork network, const std::vector<at::Tensor>& initial,
                 Optimiser optimiser)
    : m_network(std::move(network)), m_kind(optimiser) {
    for (const at::Tensor& parameter : initial)
        m_parameters.push_back(parameter.detach().clone().requires_grad_());
    m_optimiser = makeOptimiser(m_kind, m_parameters);
}

Trainer::~Trainer() = default;

std::vector<double> Trainer::pass(const at::Tensor& pictures, const at::Tensor& labels,
                                  const at::Tensor& order, std::int64_t batch, double factor,
                                  const schedule::Turn& turn) {
    const at::AutoGradMode gradients(true);
    std::vector<double> losses;
    setRate(*m_optimiser, rateOf(m_kind) * factor);
    for (std::int64_t end = batch; end <= order.numel(); end += batch) {
        requireTurn(turn);
        const at::Tensor chosen = order.slice(0, end - batch, end);
        m_optimiser->zero_grad();
        const at::Tensor loss =
            at::cross_entropy_loss(m_network(m_parameters, pictures.index_select(0, chosen)),
                                   labels.index_select(0, chosen));
        loss.backward();
        m_optimiser->step();
        losses.push_back(loss.item<double>());
    }
    return losses;
}

std::vector<at::Tensor> Trainer::parameters() const {
    std::vector<at::Tensor> values;
    for (const at::Tensor& parameter : m_parameters) values.push_back(parameter.detach());
    return values;
}

std::vector<at::Tensor> Trainer::memory() const {
    std::vector<at::Tensor> memory;
    for (const at::Tensor& parameter : m_parameters) {
        const auto found = m_optimiser->state().find(parameter.unsafeGetTensorImpl());
        if (found == m_optimiser->state().end()) continue;
        if (std::holds_alternative<Sgd>(m_kind)) {
            memory.push_back(static_cast<SgdMemory&>(*found->second).momentum_buffer());
            continue;
        }
        const auto& adam = static_cast<AdamMemory&>(*found->second);
        memory.insert(memory.end(), {adam.exp_avg(), adam.exp_avg_sq(),
                                     at::scalar_tensor(adam.step(), at::kLong)});
    }
    return memory;
}

void Trainer::setMemory(const std::vector<at::Tensor>& memory) {
    const std::size_t each = std::holds_alternative<Sgd>(m_kind) ? 1 : 3;
    TORCH_CHECK(memory.empty() || memory.size() == each * m_parameters.size(),
                "the memory is that of another optimiser");
    m_optimiser->state().clear();
    for (std::size_t i = 0; each * i < memory.size(); ++i) {
        const at::Tensor* const own = &memory[each * i];
        const auto copied = [&](const at::Tensor& tensor) {
            return tensor.to(m_parameters[i].device(), m_parameters[i].scalar_type(), false, true);
        };
        auto& slot = m_optimiser->state()[m_parameters[i].unsafeGetTensorImpl()];
        if (each == 1) {
            auto sgd = std::make_unique<SgdMemory>();
            sgd->momentum_buffer(copied(own[0]));
            slot = std::move(sgd);
        } else {
            auto adam = std::make_unique<AdamMemory>();
            adam->exp_avg(copied(own[0]));
            adam->exp_avg_sq(copied(own[1]));
            adam->step(own[2].item<std::int64_t>());
            slot = std::move(adam);
        }
    }
}

Trained train(const TrainableNetwork& network, const std::vector<at::Tensor>& initial,
              const TrainingRun& run) {
    Trainer trainer(network, initial, run.optimiser);
    Trained trained;
    for (int epoch = 0; epoch < run.order.size(0); ++epoch) {
        const std::vector<double> losses = trainer.pass(run.pictures, run.labels, run.order[epoch],
                                                        run.batch, run.schedule(epoch));
        trained.losses.insert(trained.losses.end(), losses.begin(), losses.end());
    }
    trained.parameters = trainer.parameters();
    return trained;
}

}  // namespace sigscope::metrics
