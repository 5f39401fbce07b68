#pragma once

#include <QObject>
#include <memory>

#include "engine/api/path_trace.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// Computes the components' shares of a trace on a thread of its own. The newest trace counts: an
/// older one is stopped, and its shares are never told.
class ShareWorker : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void start(std::shared_ptr<const PathTrace> trace);
    void stop() { m_worker.forget(); }

Q_SIGNALS:
    /// Null where the trace has no shares to tell; `error` where they could not be computed.
    void finished(std::shared_ptr<const sigscope::ComponentShares> shares, const QString& error);

private:
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
