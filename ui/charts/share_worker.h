#pragma once

#include <QObject>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// Computes the components' shares of a trace on a thread of its own. The newest trace counts: an
/// older one is stopped, and its shares are never told.
class ShareWorker : public QObject {
    Q_OBJECT

public:
    explicit ShareWorker(QObject* parent = nullptr);
    ~ShareWorker() override;

    void start(std::shared_ptr<const PathTrace> trace);
    void stop();

Q_SIGNALS:
    /// Null where the trace has no shares to tell; `error` where they could not be computed.
    void finished(std::shared_ptr<const sigscope::ComponentShares> shares, const QString& error);

private:
    void deliver();

    struct Answer {
        int number = 0;  ///< Of its start; 0 for none.
        std::shared_ptr<const ComponentShares> shares;
        QString error;
    };

    std::mutex m_mutex;
    Answer m_answer;        ///< Until it is told.
    int m_started = 0;      ///< Counts starts and stops: who is the newest.
    std::jthread m_thread;  ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
