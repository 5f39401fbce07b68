#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/figure/figure_view.h"

namespace sigscope::ui {

/// Writes results on a thread of its own, as what the file's ending says (result_format.h). One at
/// a time: a new one stops the old one. A file is whole or absent.
class SaveJob : public QObject {
    Q_OBJECT

public:
    explicit SaveJob(QObject* parent = nullptr);
    ~SaveJob() override;

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
    std::optional<Report> m_report;
    std::jthread m_thread;  ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
