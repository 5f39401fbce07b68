#pragma once

#include <functional>
#include <mutex>

class QObject;

namespace sigscope::ui {

/// Lets any thread say "there is mail" to an object of the window's thread, even while that object
/// is being destroyed.
class EventNotifier {
public:
    /// `answer` is called on the thread of `listener`, once for each ring.
    EventNotifier(QObject& listener, std::function<void()> answer);

    /// Any thread.
    void ring();

    /// Rings are lost from now on; to be called before the listener goes.
    void mute();

private:
    std::mutex m_mutex;
    QObject* m_listener;
    std::function<void()> m_answer;
};

}  // namespace sigscope::ui
