#include "engine/metrics/training.h"

#include <ATen/ATen.h>
#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

namespace sigscope::metrics {

namespace {

using OptimiserPointer = std::unique_ptr<torch::optim::Optimizer>;

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

Trained train(const TrainableNetwork& network, const std::vector<at::Tensor>& initial,
              const TrainingRun& run) {
    const at::AutoGradMode gradients(true);
    Trained trained;
    for (const at::Tensor& parameter : initial)
        trained.parameters.push_back(parameter.detach().clone().requires_grad_());
    const OptimiserPointer optimiser = makeOptimiser(run.optimiser, trained.parameters);
    for (int epoch = 0; epoch < run.order.size(0); ++epoch) {
        setRate(*optimiser, rateOf(run.optimiser) * run.schedule(epoch));
        const at::Tensor order = run.order[epoch];
        for (std::int64_t end = run.batch; end <= order.numel(); end += run.batch) {
            const at::Tensor chosen = order.slice(0, end - run.batch, end);
            optimiser->zero_grad();
            const at::Tensor loss = at::cross_entropy_loss(
                network(trained.parameters, run.pictures.index_select(0, chosen)),
                run.labels.index_select(0, chosen));
            loss.backward();
            optimiser->step();
            trained.losses.push_back(loss.item<double>());
        }
    }
    for (at::Tensor& parameter : trained.parameters) parameter = parameter.detach();
    return trained;
}

}  // namespace sigscope::metrics
