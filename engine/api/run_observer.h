#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/parameters.h"

namespace sigscope {

/// What a run is about to cost.
struct Plan {
    int evaluations = 0;            ///< Gradients, at most.
    bool exact = true;              ///< As many as that; else the run ends by what it finds.
    std::int64_t peakBytes = 0;     ///< Above what the process held before the run.
    int microBatch = 1;             ///< Points evaluated at once, at first.
    std::optional<double> seconds;  ///< Unknown until this model, size and device was timed.
};

enum class Stage { Load, Decompose, Search, Integrate };

/// What of a run's preparation is done, in this order.
enum class Milestone {
    PictureRead,
    WeightsRead,   ///< Not told where the model was kept from an earlier run.
    NetworkBuilt,  ///< And its weights arranged.
    Classified,    ///< The picture and the baseline.
};

/// "Loading the model", ...
[[nodiscard]] std::string stageTitle(Stage stage);

struct Progress {
    Stage stage = Stage::Load;
    int step = 0;
    int total = 0;                     ///< 0 where it is not known.
    std::optional<double> eta;         ///< Seconds.
    std::optional<double> mapError{};  ///< Of the map so far; as Explanation::mapError.
};

/// The best estimate of the whole map so far; once the first of several baselines is done, the mean
/// over those that are.
struct Preview {
    Array attribution;
    double attributionSum = 0;
    std::shared_ptr<const PathTrace> trace;  ///< Null unless Tracing::Path.
    int baselinesDone = 0;  ///< Of several: how many `attribution` is the mean of. 0 in the first.
};

/// What has to be said of a model before it can be used: how pictures become its input.
struct PreprocessingQuestion {
    std::string reason;        ///< Why it is not known: part of a sentence.
    ParameterValues proposal;  ///< All of Catalogue::preprocessing; what is unknown as a guess.
};

/// Likewise: whether the model's outputs, which look like probabilities, are some.
struct OutputQuestion {
    std::string reason;  ///< Why they look like that: "all lie between 0 and 1".
};

/// Whose fault a failure is.
enum class FailureCause {
    Input,    ///< Of what was asked for: a file, an argument, what they are together.
    Running,  ///< Of the machine, or of the program: a device, a bug.
    Memory,   ///< Of the machine: there was not enough memory.
};

struct RunFailure {
    std::string message;  ///< One line for a person.
    FailureCause cause = FailureCause::Input;
};

/// Follows one run. Called on the compute thread, but for the cancellation of a run that never
/// began, which comes on the thread that replaced or cancelled it; returns at once. Exactly one of
/// completed, cancelled, failed, preprocessingWanted and outputWanted comes, last.
class RunObserver {
public:
    virtual ~RunObserver() = default;

    /// For who measures how long it took; before started.
    virtual void prepared(RunId, Milestone) {}
    /// The model is loaded and has classified the picture.
    virtual void started(RunId, const Plan&, std::shared_ptr<const Scene>) {}
    virtual void progress(RunId, const Progress&) {}
    /// Nodes evaluated since the last call, in the order of evaluation.
    virtual void nodes(RunId, const std::vector<PathNode>&) {}
    virtual void preview(RunId, Preview) {}
    virtual void completed(RunId, std::shared_ptr<const Explanation>) = 0;
    /// `partial` is null where fewer than two nodes exist.
    virtual void cancelled(RunId, std::shared_ptr<const Explanation> partial) = 0;
    virtual void failed(RunId, const RunFailure& failure) = 0;
    /// A failure that an answer to `question` would mend.
    virtual void preprocessingWanted(RunId run, const std::string& message,
                                     const PreprocessingQuestion& /*question*/) {
        failed(run, {message});
    }
    /// Likewise.
    virtual void outputWanted(RunId run, const std::string& message,
                              const OutputQuestion& /*question*/) {
        failed(run, {message});
    }
};

}  // namespace sigscope
