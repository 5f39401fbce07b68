#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "engine/api/growth_observer.h"
#include "ui/window/event_notifier.h"

namespace sigscope::ui {

/// How far a task is that the page asked for.
enum class TaskState { Waiting, Running, Done, Cancelled, Failed };

[[nodiscard]] inline bool isOver(TaskState state) {
    return state != TaskState::Waiting && state != TaskState::Running;
}

/// Carries what a task says to the window's thread: the latest counts.
template <typename Result>
class GrowthMail final : public GrowthObserver<Result> {
public:
    struct Letter {
        TaskState state = TaskState::Running;
        std::shared_ptr<const Result> result{};  ///< Null where it says nothing of it.
        std::string failure{};
    };

    explicit GrowthMail(std::shared_ptr<EventNotifier> notifier)
        : m_notifier(std::move(notifier)) {}

    void grown(RunId, std::shared_ptr<const Result> soFar) override {
        post({TaskState::Running, std::move(soFar)});
    }
    void completed(RunId, std::shared_ptr<const Result> result) override {
        post({TaskState::Done, std::move(result)});
    }
    void cancelled(RunId) override { post({TaskState::Cancelled}); }
    void failed(RunId, const RunFailure& failure) override {
        post({TaskState::Failed, nullptr, failure.message});
    }

    [[nodiscard]] std::optional<Letter> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_letter, std::nullopt);
    }

private:
    void post(Letter letter) {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = !m_letter;
            if (m_letter && !letter.result) letter.result = m_letter->result;
            m_letter = std::move(letter);
        }
        if (first) m_notifier->ring();
    }

    std::shared_ptr<EventNotifier> m_notifier;
    std::mutex m_mutex;
    std::optional<Letter> m_letter;
};

}  // namespace sigscope::ui
