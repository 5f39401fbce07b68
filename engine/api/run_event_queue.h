#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/run_observer.h"

namespace sigscope {

/// How a run ended.
struct RunEnd {
    enum class Kind { Completed, Cancelled, Failed };
    Kind kind = Kind::Completed;
    std::shared_ptr<const Explanation> explanation;   ///< Null if failed, or cancelled too early.
    std::string error;                                ///< Failed only.
    FailureCause cause = FailureCause::Input;         ///< Likewise.
    std::optional<PreprocessingQuestion> question{};  ///< Failed for want of an answer to this.
    std::optional<OutputQuestion> outputQuestion{};   ///< Or to this.

    /// Whether only an answer is missing.
    [[nodiscard]] bool asks() const { return question || outputQuestion; }
};

/// What came since the event queue was last emptied, all of one run: the newest.
struct RunEvents {
    RunId run = 0;
    std::optional<Plan> plan;
    std::shared_ptr<const Scene> scene;
    std::optional<Progress> progress;  ///< The latest.
    std::vector<PathNode> nodes;       ///< All of them, in the order of evaluation.
    std::optional<Preview> preview;    ///< The latest.
    std::optional<RunEnd> end;
};

/// Carries a run's events from the compute thread to another one, under a mutex. RunEvents of a run
/// older than the newest seen is dropped, so nothing of a replaced run is ever delivered.
class RunEventQueue final : public RunObserver {
public:
    /// `notify` is called when mail arrives in an empty event queue, on the thread that brings it
    /// (RunObserver says which). It may be empty.
    explicit RunEventQueue(std::function<void()> notify = {});

    /// Empties the event queue; nothing if it was empty.
    [[nodiscard]] std::optional<RunEvents> take();

    /// Waits for mail and takes it.
    [[nodiscard]] RunEvents wait();

    /// From now on drops everything of runs older than `run`, mail already here included.
    void expect(RunId run);

    void started(RunId run, const Plan& plan, std::shared_ptr<const Scene> scene) override;
    void progress(RunId run, const Progress& progress) override;
    void nodes(RunId run, const std::vector<PathNode>& nodes) override;
    void preview(RunId run, Preview preview) override;
    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override;
    void cancelled(RunId run, std::shared_ptr<const Explanation> partial) override;
    void failed(RunId run, const RunFailure& failure) override;
    void preprocessingWanted(RunId run, const std::string& message,
                             const PreprocessingQuestion& question) override;
    void outputWanted(RunId run, const std::string& message,
                      const OutputQuestion& question) override;

private:
    template <typename Write>
    void post(RunId run, Write write);

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::function<void()> m_notify;
    RunId m_newest = 0;
    std::optional<RunEvents> m_mail;
};

}  // namespace sigscope
