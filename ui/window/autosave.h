#pragma once

#include <QLockFile>
#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "ui/render/ordered_worker.h"
#include "ui/window/result_log.h"

namespace sigscope::ui {

class MessageBar;
struct OpenedSession;
class Session;
class SessionFiles;

/// Keeps each finished result on disk, as a session's file of its own, until the window closes, and
/// offers what a window left that was killed or crashed.
///
/// A window has a folder with a lock, by which others know that it lives. Closed, it takes its
/// folder away; folders that nobody has locked are what is offered.
class Autosave : public QObject {
    Q_OBJECT

public:
    /// Of results in `folder`, which is made when there is one; all outlive this. An empty folder
    /// keeps nothing.
    Autosave(std::filesystem::path folder, Session& session, ResultLog& log, SessionFiles& files,
             MessageBar& messages, QObject* parent = nullptr);
    ~Autosave() override;

    /// How many results are offered.
    [[nodiscard]] std::size_t offered() const { return m_left.size(); }

    /// Opens them; they are kept as this window's own from then on.
    void restore();

Q_SIGNALS:
    /// A result is on disk, whole.
    void kept();

private:
    /// The folder of a window, and the lock by which it is this one's.
    struct Owned {
        std::filesystem::path folder;
        std::unique_ptr<QLockFile> lock;
    };

    [[nodiscard]] static std::optional<Owned> own(const std::filesystem::path& folder);
    void findLeft();
    void offer();
    void keep(const LoggedResult& result);
    /// Keeps what was left as this window's own, and takes away what it came from.
    void adopt(const OpenedSession& session);
    [[nodiscard]] bool prepare();
    void removeAbandoned();
    static void remove(Owned& owned);

    std::filesystem::path m_folder;
    ResultLog& m_log;
    SessionFiles& m_files;
    MessageBar& m_messages;
    std::vector<Owned> m_abandoned;
    std::vector<std::filesystem::path> m_left;  ///< Files in them, by age.
    QString m_offer;                            ///< Empty once it was answered.
    bool m_refused = false;                     ///< Results could not be kept, which was said.
    std::optional<Owned> m_own;
    int m_count = 0;
    std::optional<OrderedWorker> m_writer;
};

}  // namespace sigscope::ui
