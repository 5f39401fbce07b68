#include "engine/run/compute_engine.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <utility>

#include "engine/baselines/baseline.h"
#include "engine/models/model_registry.h"
#include "engine/models/outputs.h"
#include "engine/models/precision.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/problem/objective.h"
#include "engine/run/allocator.h"

namespace sigscope {

std::unique_ptr<Engine> makeEngine(const EngineOptions& options) {
    return std::make_unique<run::ComputeEngine>(methods::builtInMethods(), options);
}

std::string versionLine() {
    return "sigscope " SIGSCOPE_VERSION
           " (LibTorch " C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(
               TORCH_VERSION_MINOR) "." C10_STRINGIZE(TORCH_VERSION_PATCH) ")";
}

namespace run {

ComputeEngine::ComputeEngine(methods::MethodRegistry methods, const EngineOptions& options)
    : m_methods(std::move(methods)),
      m_catalogue{m_methods.specs(),
                  models::modelSpecs(),
                  objectiveChoices(),
                  baselines::baselineChoices(),
                  deviceChoices(),
                  models::precisionChoices(),
                  models::preprocessingSpecs(),
                  models::outputChoices()},
      m_thread([this, threads = options.threads](const std::stop_token& stop) {
          work(stop, threads);
      }) {}

ComputeEngine::~ComputeEngine() {
    // In this order: after it no job begins, and the one that had begun is known.
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_runningStop.request_stop();
}

RunId ComputeEngine::submit(ExplainRequest request, std::shared_ptr<RunObserver> observer) {
    std::optional<ExplainJob> replaced;
    RunId run = 0;
    {
        const std::lock_guard lock(m_mutex);
        run = ++m_lastRun;
        m_runningStop.request_stop();
        replaced =
            std::exchange(m_waiting, ExplainJob(run, std::move(request), std::move(observer)));
    }
    m_changed.notify_all();
    if (replaced) replaced->drop();
    return run;
}

void ComputeEngine::cancel(RunId run) {
    std::optional<ExplainJob> dropped;
    {
        const std::lock_guard lock(m_mutex);
        if (m_running == run) m_runningStop.request_stop();
        if (m_waiting && m_waiting->id() == run) dropped = std::exchange(m_waiting, std::nullopt);
    }
    if (dropped) dropped->drop();
}

void ComputeEngine::work(const std::stop_token& stop, int threads) {
    // Before any other Torch call: it counts for this thread and those it starts.
    if (threads > 0) at::set_num_threads(threads);
    keepFreedMemory();
    Workshop workshop;
    std::optional<ExplainJob> job;
    while (true) {
        std::stop_token jobStop;
        {
            std::unique_lock lock(m_mutex);
            m_running = 0;
            m_changed.wait(lock, stop, [this] { return m_waiting.has_value(); });
            job = std::exchange(m_waiting, std::nullopt);
            if (stop.stop_requested()) break;
            m_running = job->id();
            m_runningStop = std::stop_source();
            jobStop = m_runningStop.get_token();
        }
        job->run(workshop, m_methods, jobStop);
        job.reset();
        returnFreedMemory();
    }
    if (job) job->drop();
}

}  // namespace run
}  // namespace sigscope
