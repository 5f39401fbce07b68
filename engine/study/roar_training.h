#pragma once

#include <c10/core/Device.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/metrics/training.h"
#include "engine/models/weights/state_dict.h"
#include "engine/study/roar_pictures.h"
#include "engine/study/roar_progress.h"

namespace sigscope::study {

/// What is left of a training when it is done.
enum class WeightKeeping { None, Kept };

/// A training of ROAR's network. The same seed begins with the same weights and shows pictures in
/// the same order, whatever they are.
struct RoarTraining {
    std::filesystem::path checkpoint;  ///< Written after every epoch, whole or not at all.
    std::string name;                  ///< For people: "sig, 30 % removed".
    int epochs = 0;
    std::int64_t batch = 128;
    std::int64_t width = 64;
    int seed = 0;
    c10::Device device{c10::kCPU};
    metrics::Optimiser optimiser{};
    metrics::Schedule schedule = metrics::constantRate();
    WeightKeeping weights = WeightKeeping::None;
};

struct RoarSets {
    RoarPictures training;
    RoarPictures test;
};

/// Trains from where the checkpoint is to the end, and gives the share of test pictures that are
/// classified rightly after each epoch. `sets` makes the pictures; it is not called if all is done.
/// Throws Error naming the checkpoint where it cannot be read or written, and metrics::Stopped.
[[nodiscard]] std::vector<double> trainRoar(const RoarTraining& training,
                                            const std::function<RoarSets()>& sets,
                                            RoarProgress& progress, const std::stop_token& stop);

/// The network of a training that is done and whose weights were kept.
[[nodiscard]] models::StateDict trainedNetwork(const RoarTraining& training);

}  // namespace sigscope::study
