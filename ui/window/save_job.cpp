#include "ui/window/save_job.h"

#include <utility>

#include "ui/render/result_file.h"

namespace sigscope::ui {

SaveJob::SaveJob(QObject* parent) : QObject(parent) {}

void SaveJob::start(std::shared_ptr<const Explanation> explanation, std::filesystem::path file,
                    FigureView view) {
    // Joining the old thread here could wait for its disk, so the new thread does.
    m_thread = std::jthread([this, previous = std::exchange(m_thread, {}),
                             explanation = std::move(explanation), file = std::move(file),
                             view]() mutable {
        if (previous.joinable()) previous.join();
        const auto attempted = attempt([&] { return writeResult(file, *explanation, view); });
        Outcome<Done> outcome =
            attempted ? attempted.value()
                      : Failure{file.string() + ": cannot be written: " + attempted.error()};
        {
            const std::lock_guard lock(m_mutex);
            m_reports.push_back({std::move(file), std::move(outcome)});
        }
        QMetaObject::invokeMethod(this, &SaveJob::deliver, Qt::QueuedConnection);
    });
}

void SaveJob::deliver() {
    std::vector<Report> reports;
    {
        const std::lock_guard lock(m_mutex);
        reports = std::exchange(m_reports, {});
    }
    for (const Report& report : reports)
        Q_EMIT finished(
            QString::fromStdString(report.file.string()),
            report.outcome ? QString() : QString::fromStdString(report.outcome.error()));
}

}  // namespace sigscope::ui
