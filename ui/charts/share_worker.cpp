#include "ui/charts/share_worker.h"

#include <optional>
#include <utility>

#include "engine/api/outcome.h"

namespace sigscope::ui {

void ShareWorker::start(std::shared_ptr<const PathTrace> trace) {
    stop();
    m_worker.start([this, trace = std::move(trace)](const std::stop_token& stopped) {
        const auto shares = attempt([&] { return trace->componentShares(stopped); });
        std::shared_ptr<const ComponentShares> known;
        if (shares && shares.value())
            known = std::make_shared<const ComponentShares>(*shares.value());
        const QString error = shares ? QString() : QString::fromStdString(shares.error());
        return [this, known, error] { Q_EMIT finished(known, error); };
    });
}

}  // namespace sigscope::ui
