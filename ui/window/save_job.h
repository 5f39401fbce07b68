#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/render/figure_view.h"

namespace sigscope::ui {

/// Writes results on a thread of its own, as what the file's ending says (result_format.h), one
/// after the other; what was begun is finished before this goes. A file is whole or absent.
class SaveJob : public QObject {
    Q_OBJECT

public:
    explicit SaveJob(QObject* parent = nullptr);

    /// `view` is for figures.
    void start(std::shared_ptr<const Explanation> explanation, std::filesystem::path file,
               FigureView view = {});

Q_SIGNALS:
    /// `error` is empty if the file was written.
    void finished(const QString& file, const QString& error);

private:
    struct Report {
        std::filesystem::path file;
        Outcome<Done> outcome;
    };

    void deliver();

    std::mutex m_mutex;
    std::vector<Report> m_reports;
    std::jthread m_thread;  ///< Last: joins before what it uses goes.
};

}  // namespace sigscope::ui
