#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/session_file.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// What files of sessions give, one after the other.
struct OpenedSession {
    std::vector<std::filesystem::path> files;
    std::vector<std::filesystem::path> folders;  ///< Where pictures and models were looked for.
    SessionContent content;
    /// Of each result; where its files were not found, with their names alone.
    std::vector<ExplainRequest> requests;
    std::string missing;  ///< Why not, of the first of these; empty where all were found.
    std::string error;    ///< Why a file cannot be read; empty where all can.
};

/// Reads sessions, and looks for the files that their results name, on a thread of its own. Only
/// the newest counts.
class SessionReading : public QObject {
    Q_OBJECT

public:
    /// `catalogue` outlives this. Pictures that come with sessions are unpacked into
    /// `picturesFolder`.
    SessionReading(const Catalogue& catalogue, std::filesystem::path picturesFolder,
                   QObject* parent = nullptr);

    void start(std::vector<std::filesystem::path> files,
               std::vector<std::filesystem::path> folders);

    /// Of what was started, nothing is delivered any more.
    void forget() { m_worker.forget(); }

Q_SIGNALS:
    void finished(std::shared_ptr<const sigscope::ui::OpenedSession> session);

private:
    const Catalogue& m_catalogue;
    std::filesystem::path m_picturesFolder;
    OrderedWorker m_worker;
};

}  // namespace sigscope::ui
