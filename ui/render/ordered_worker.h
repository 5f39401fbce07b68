#pragma once

#include <QObject>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace sigscope::ui {

/// Does works on a thread of its own, one after the other in the order of their start, and tells
/// what came out on the thread that it lives on. What was started is finished, or told to stop,
/// before this goes.
class OrderedWorker : public QObject {
    Q_OBJECT

public:
    /// Tells what came out.
    using Tell = std::function<void()>;
    /// On the thread; throws nothing. What it came to is told by what it returns.
    using Work = std::function<Tell(const std::stop_token& stop)>;

    void start(Work work);

    /// Of what was started nothing is told any more, and it is asked to stop.
    void forget();

private:
    struct Answer {
        int generation = 0;
        Tell tell;
    };

    Q_INVOKABLE void deliver();

    int m_generation = 0;  ///< Counts what was forgotten.
    std::mutex m_mutex;
    std::vector<Answer> m_answers;  ///< Until they are told.
    std::jthread m_thread;          ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
