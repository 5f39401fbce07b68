#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/api/engine.h"
#include "engine/methods/method_registry.h"
#include "engine/run/explain_job.h"

namespace sigscope::run {

/// The engine: one persistent thread that alone calls Torch. At most one job runs and one waits.
class ComputeEngine final : public Engine {
public:
    ComputeEngine(methods::MethodRegistry methods, const EngineOptions& options);
    ~ComputeEngine() override;

    [[nodiscard]] const Catalogue& catalogue() const override { return m_catalogue; }
    RunId submit(ExplainRequest request, std::shared_ptr<RunObserver> observer) override;
    void cancel(RunId run) override;

private:
    void work(const std::stop_token& stop, int threads);

    methods::MethodRegistry m_methods;
    Catalogue m_catalogue;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    RunId m_lastRun = 0;
    RunId m_running = 0;  ///< 0 while idle.
    std::stop_source m_runningStop;
    std::optional<ExplainJob> m_waiting;
    std::jthread m_thread;
};

}  // namespace sigscope::run
