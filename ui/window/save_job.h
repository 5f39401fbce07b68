#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/api/explanation.h"
#include "ui/render/figure_view.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// Writes results on a thread of its own, as what the file's ending says (result_format.h), one
/// after the other; what was begun is finished before this goes. A file is whole or absent.
class SaveJob : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// `view` is for figures.
    void start(std::shared_ptr<const Explanation> explanation, std::filesystem::path file,
               FigureView view = {});

Q_SIGNALS:
    /// `error` is empty if the file was written.
    void finished(const QString& file, const QString& error);

private:
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
