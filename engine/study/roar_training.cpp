#include "engine/study/roar_training.h"

#include <ATen/ATen.h>

#include <string_view>

#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/metrics/roar_network.h"
#include "engine/metrics/scores.h"
#include "engine/models/architectures/preact_resnet.h"
#include "engine/models/weights/safetensors.h"
#include "engine/models/weights/safetensors_writer.h"
#include "engine/problem/named_stream.h"

namespace sigscope::study {

namespace {

constexpr std::int64_t testBatch = 500;
constexpr std::string_view networkPrefix = "network.";
constexpr std::string_view memoryPrefix = "memory.";
constexpr const char* accuraciesName = "accuracies";

/// Where a training is after an epoch.
struct RoarCheckpoint {
    std::vector<double> accuracies;  ///< After each epoch so far.
    models::StateDict network{"network"};
    std::vector<at::Tensor> memory{};  ///< The optimiser's.
};

RoarCheckpoint readCheckpoint(const std::filesystem::path& file) {
    const models::StateDict read = models::readSafetensors(readFileBytes(file), file.string());
    RoarCheckpoint point;
    for (const auto& [name, tensor] : read.entries()) {
        if (name == accuraciesName && tensor.scalar_type() == at::kDouble && tensor.dim() == 1) {
            const auto* const first = tensor.const_data_ptr<double>();
            point.accuracies.assign(first, first + tensor.numel());
        } else if (name.starts_with(networkPrefix)) {
            point.network.add(name.substr(networkPrefix.size()), tensor);
        } else if (name.starts_with(memoryPrefix)) {
            point.memory.push_back(tensor);
        }
    }
    if (point.accuracies.empty()) refuseFile(file.string(), "is no checkpoint of a training");
    return point;
}

void writeCheckpoint(const std::filesystem::path& file, const RoarCheckpoint& point) {
    models::StateDict all(file.string());
    all.add(accuraciesName, at::tensor(point.accuracies, at::kDouble));
    for (const auto& [name, tensor] : point.network.entries())
        all.add(std::string(networkPrefix) + name, tensor);
    for (std::size_t i = 0; i < point.memory.size(); ++i)
        all.add(std::string(memoryPrefix) + std::to_string(i), point.memory[i]);
    models::writeSafetensors(file, all);
}

/// The share of pictures whose label is the likeliest class.
double accuracyOf(const models::StateDict& state, const RoarPictures& test,
                  const std::stop_token& stop) {
    const at::NoGradGuard noGradients;
    const auto network = models::preActResNet().build(
        models::WeightSource(state, {.device = test.pictures.device()}));
    std::int64_t right = 0;
    for (std::int64_t begin = 0; begin < test.count(); begin += testBatch) {
        metrics::requireTurn(stop);
        const at::Tensor logits = network->logits(test.pictures.slice(0, begin, begin + testBatch));
        right += logits.argmax(1)
                     .eq(test.labels.slice(0, begin, begin + testBatch))
                     .sum()
                     .item<std::int64_t>();
    }
    return static_cast<double>(right) / static_cast<double>(test.count());
}

/// What is there, else the beginning.
RoarCheckpoint checkpointOf(const RoarTraining& training) {
    if (std::filesystem::exists(training.checkpoint)) return readCheckpoint(training.checkpoint);
    RoarCheckpoint point;
    point.network = metrics::bornRoarNetwork(training.width, cifarClasses, training.seed);
    return point;
}

/// What stays of it once the training is done.
void dropWorkingState(RoarCheckpoint& point, WeightKeeping weights) {
    point.memory.clear();
    if (weights == WeightKeeping::None) point.network = models::StateDict("network");
}

}  // namespace

std::vector<double> trainRoar(const RoarTraining& training, const std::function<RoarSets()>& sets,
                              RoarProgress& progress, const std::stop_token& stop) {
    RoarCheckpoint point = checkpointOf(training);
    auto epoch = static_cast<int>(point.accuracies.size());
    progress.found(RoarProgress::Epoch, epoch);
    if (epoch >= training.epochs) return point.accuracies;
    const RoarSets all = sets();
    const RoarPictures pictures = all.training.on(training.device);
    const RoarPictures test = all.test.on(training.device);
    metrics::RoarNetwork network(point.network, training.device);
    metrics::Trainer trainer(
        [&network](const std::vector<at::Tensor>& parameters, const at::Tensor& batch) {
            return network.logits(parameters, batch);
        },
        network.initial(), training.optimiser);
    trainer.setMemory(point.memory);
    for (; epoch < training.epochs; ++epoch) {
        progress.begin(RoarProgress::Epoch, training.name + ", epoch " + std::to_string(epoch + 1) +
                                                " of " + std::to_string(training.epochs));
        const NamedStream stream("roar/" + std::to_string(training.seed) + "/epoch/" +
                                 std::to_string(epoch));
        trainer.pass(pictures.pictures, pictures.labels,
                     stream.permutation(pictures.count()).to(training.device), training.batch,
                     training.schedule(epoch), stop);
        point.network = network.state(trainer.parameters());
        point.memory = trainer.memory();
        point.accuracies.push_back(accuracyOf(point.network, test, stop));
        if (epoch + 1 == training.epochs) dropWorkingState(point, training.weights);
        writeCheckpoint(training.checkpoint, point);
        progress.end();
    }
    return point.accuracies;
}

models::StateDict trainedNetwork(const RoarTraining& training) {
    return readCheckpoint(training.checkpoint).network;
}

}  // namespace sigscope::study
