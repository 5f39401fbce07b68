#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/growth_observer.h"

namespace sigscope::testing {

/// Notes how a task goes whose result grows, and lets a test wait for its end.
template <typename Result>
class GrowthStory final : public GrowthObserver<Result> {
public:
    /// `onGrown` is called on the compute thread.
    explicit GrowthStory(std::function<void(RunId, const Result&)> onGrown = {})
        : m_onGrown(std::move(onGrown)) {}

    void grown(RunId run, std::shared_ptr<const Result> soFar) override {
        if (m_onGrown) m_onGrown(run, *soFar);
        const std::lock_guard lock(m_mutex);
        m_grown.push_back(std::move(soFar));
    }
    void completed(RunId, std::shared_ptr<const Result> result) override {
        end([&] { m_result = std::move(result); });
    }
    void cancelled(RunId) override {
        end([&] { m_cancelled = true; });
    }
    void failed(RunId, const RunFailure& failure) override {
        end([&] { m_failure = failure.message; });
    }

    void wait() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ended; });
    }
    // Once it has ended.
    [[nodiscard]] const auto& steps() const { return m_grown; }
    [[nodiscard]] const std::shared_ptr<const Result>& result() const { return m_result; }
    [[nodiscard]] bool wasCancelled() const { return m_cancelled; }
    [[nodiscard]] const std::string& failure() const { return m_failure; }

private:
    template <typename Note>
    void end(Note note) {
        const std::lock_guard lock(m_mutex);
        note();
        m_ended = true;
        m_changed.notify_all();
    }

    std::function<void(RunId, const Result&)> m_onGrown;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<const Result>> m_grown;
    std::shared_ptr<const Result> m_result;
    std::string m_failure;
    bool m_cancelled = false;
    bool m_ended = false;
};

}  // namespace sigscope::testing
