#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/api/evaluation.h"
#include "engine/api/run_observer.h"
#include "engine/api/table.h"

namespace sigscope {

// Remove and retrain on CIFAR-10: docs/theory/metrics.md#roar.

/// What retrained networks are tested on.
enum class RoarProtocol {
    Published,  ///< The test pictures as they are: the published program's.
    Original,   ///< The test pictures masked by their own maps, too (Hooker et al., 2019).
};

/// The protocols with their names.
[[nodiscard]] std::vector<Choice> roarProtocolChoices();

/// That of one of their names.
[[nodiscard]] RoarProtocol roarProtocol(const std::string& name);
[[nodiscard]] std::string nameOf(RoarProtocol protocol);

/// How much is trained; the defaults are the published program's.
struct RoarSize {
    std::optional<int> pictures{};  ///< Of those to train with, drawn by the seed; else all.
    int classifierEpochs = 200;
    int epochs = 100;  ///< Of each retraining.
    int width = 64;    ///< Channels of the network's first stage.
    int batch = 128;

    bool operator==(const RoarSize&) const = default;
};

/// 5,000 pictures and 10 epochs: it shows that all works, and little of methods.
[[nodiscard]] RoarSize quickRoar();

struct RoarRequest {
    std::filesystem::path dataset;      ///< CIFAR-10, binary version or for Python.
    std::vector<ChosenMethod> methods;  ///< Of those that take no files.
    RoarProtocol protocol = RoarProtocol::Published;
    RoarSize size{};
    std::vector<double> ratios{0.1, 0.3, 0.5, 0.7,
                               0.9};  ///< Of pixels removed, ascending, in (0, 1).
    int seed = 0;
    std::string device = "auto";
};

/// Test accuracies of a training, in [0, 1].
struct RoarAccuracy {
    double best = 0;  ///< Of any epoch: what the published program reports.
    double last = 0;  ///< After the last epoch.
};

/// A method with the networks that were retrained without what it calls important.
struct RoarRow {
    std::string method;
    std::vector<RoarAccuracy> accuracies;  ///< By ratio.
    RoarAccuracy area;  ///< Under the accuracies over the ratios; lower is better.
};

struct Roar {
    RoarProtocol protocol = RoarProtocol::Published;
    RoarSize size{};
    std::vector<double> ratios;
    RoarAccuracy classifier;    ///< That whose maps they are, on all pixels.
    std::vector<RoarRow> rows;  ///< Methods that are done, in the request's order.
    bool partial = false;       ///< It was stopped: the same call goes on after the last epoch.
};

/// Trains what is not trained yet in `folder`, which holds a checkpoint after every epoch and the
/// maps as they are made; whoever is killed loses the epoch or the maps in work. On the calling
/// thread, as runBenchmark(). Fails if the folder is another request's or in use.
[[nodiscard]] std::variant<Roar, RunFailure> runRoar(
    const RoarRequest& request, const std::filesystem::path& folder,
    const std::function<void(const BenchmarkProgress&)>& progress = {},
    const std::stop_token& stop = {});

/// "published", or what is less than published: "published, quick: 5000 pictures, 10 epochs".
[[nodiscard]] std::string roarTitle(const Roar& roar);

/// Two rows for each method, of the best and of the last epoch; each says roarTitle(), and how the
/// classifier is on all pixels.
[[nodiscard]] Table roarTable(const Roar& roar);

}  // namespace sigscope
