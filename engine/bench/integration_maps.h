#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/problem/auxiliary_inputs.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// The map after so many gradients, summed over channels.
struct MapSoFar {
    int evaluations = 0;
    at::Tensor map;  ///< [H, W], float32, on the CPU.
    std::optional<double> estimate;
};

/// A run of a method and the maps on its way.
struct MapSeries {
    std::vector<MapSoFar> maps;
    double seconds = 0;
    bool complete = false;
};

/// Which maps of a run are kept.
enum class Keep {
    Each,     ///< After every micro-batch.
    Doubled,  ///< After 16, 32, 64, … gradients, and the last.
    Last,
};

/// What a series of maps is made from.
struct SeriesTask {
    std::string method;
    ParameterValues parameters;
    int mostPoints = 8;  ///< Of a micro-batch.
    Keep keep = Keep::Each;
    AuxiliaryInputs* auxiliary = nullptr;
};

/// `told` hears of every micro-batch with the number of gradients so far.
[[nodiscard]] MapSeries runSeries(const Problem& problem, const SeriesTask& task,
                                  const std::function<void(int)>& told,
                                  const std::stop_token& stop);

}  // namespace sigscope::bench
