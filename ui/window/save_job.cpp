#include "ui/window/save_job.h"

#include <utility>

#include "engine/api/outcome.h"
#include "ui/render/result_file.h"

namespace sigscope::ui {

void SaveJob::start(std::shared_ptr<const Explanation> explanation, std::filesystem::path file,
                    FigureView view) {
    m_worker.start([this, explanation = std::move(explanation), file = std::move(file),
                    view](const std::stop_token&) {
        const QString name = QString::fromStdString(file.string());
        const auto attempted = attempt([&] { return writeResult(file, *explanation, view); });
        QString error;
        if (!attempted)
            error = name + ": cannot be written: " + QString::fromStdString(attempted.error());
        else if (!attempted.value())
            error = QString::fromStdString(attempted.value().error());
        return [this, name, error] { Q_EMIT finished(name, error); };
    });
}

}  // namespace sigscope::ui
