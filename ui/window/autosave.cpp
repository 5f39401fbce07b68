#include "ui/window/autosave.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/api/request_files.h"
#include "engine/api/session_file.h"
#include "ui/controls/message_bar.h"
#include "ui/window/session.h"
#include "ui/window/session_files.h"

namespace sigscope::ui {

namespace fs = std::filesystem;

namespace {

/// Sorts by time, and no two windows have the same.
std::string folderNameForNow() {
    return QDateTime::currentDateTime()
               .toString(QStringLiteral("yyyy-MM-dd hh.mm.ss.zzz "))
               .toStdString() +
           std::to_string(QCoreApplication::applicationPid());
}

std::vector<fs::path> sessionsIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;  // What cannot be listed holds nothing to offer.
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().extension() == sessionEnding) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// So that they sort as they came.
std::string numberedName(int number) {
    return QStringLiteral("%1").arg(number, 6, 10, QLatin1Char('0')).toStdString() + sessionEnding;
}

/// "09:12", with the day where it is another one.
QString savingTime(const fs::path& file) {
    const QDateTime time = QFileInfo(QString::fromStdString(file.string())).lastModified();
    const QLocale locale;
    return time.date() == QDate::currentDate() ? locale.toString(time.time(), QLocale::ShortFormat)
                                               : locale.toString(time, QLocale::ShortFormat);
}

/// A result alone, with where its files lie.
SessionContent contentOfOne(const LoggedResult& result) {
    SessionContent content;
    content.results = {result.explanation};
    content.shown = 0;
    std::error_code ignored;
    for (const fs::path& file : {result.request.image, fs::path(result.request.model)})
        if (file.has_parent_path() && fs::exists(file, ignored))
            content.folders.push_back(fs::absolute(folderOf(file), ignored));
    return content;
}

}  // namespace

Autosave::Autosave(fs::path folder, Session& session, ResultLog& log, SessionFiles& files,
                   MessageBar& messages, QObject* parent)
    : QObject(parent),
      m_folder(std::move(folder)),
      m_log(log),
      m_files(files),
      m_messages(messages),
      m_writer(std::in_place) {
    if (m_folder.empty()) return;
    connect(&m_log, &ResultLog::added, this,
            [this](const LoggedResult& result, ResultLog::Origin origin) {
                if (origin == ResultLog::Origin::Computed) keep(result);
            });
    findLeft();
    if (m_left.empty()) return;
    const QString time = savingTime(m_left.back());
    m_offer = m_left.size() == 1 ? tr("Restore a result from %1?").arg(time)
                                 : tr("Restore %1 results from %2?").arg(m_left.size()).arg(time);
    // What is opened empties the bar; the question stands until it is answered.
    connect(&session, &Session::submitted, this, &Autosave::offer);
    for (const auto signal : {&Session::closed, &Session::restored})
        connect(&session, signal, this, &Autosave::offer);
    connect(&m_files, &SessionFiles::opened, this, [this](const OpenedSession& opened) {
        if (opened.files == m_left) adopt(opened);
    });
    connect(&m_messages, &MessageBar::closed, this, [this](const QString& message) {
        if (message == m_offer) m_offer.clear();
    });
    offer();
}

Autosave::~Autosave() {
    m_writer.reset();  // Ends what it writes.
    if (m_own) remove(*m_own);
}

std::optional<Autosave::Owned> Autosave::own(const fs::path& folder) {
    auto lock = std::make_unique<QLockFile>(QString::fromStdString((folder / "lock").string()));
    lock->setStaleLockTime(0);  // A window may live for days; the lock of a dead one is stale.
    if (!lock->tryLock()) return std::nullopt;
    return Owned{folder, std::move(lock)};
}

void Autosave::findLeft() {
    std::vector<fs::path> folders;
    std::error_code ignored;  // There is none before the first result.
    for (const auto& entry : fs::directory_iterator(m_folder, ignored))
        if (entry.is_directory(ignored)) folders.push_back(entry.path());
    std::ranges::sort(folders);
    for (const fs::path& folder : folders) {
        auto owned = own(folder);
        if (!owned) continue;
        const std::vector<fs::path> files = sessionsIn(folder);
        m_left.insert(m_left.end(), files.begin(), files.end());
        if (files.empty()) {
            remove(*owned);
            continue;
        }
        m_abandoned.push_back(std::move(*owned));
    }
}

void Autosave::offer() {
    if (!m_offer.isEmpty())
        m_messages.show(MessageBar::Kind::Information, m_offer,
                        {tr("Restore"), [this] { restore(); }});
}

void Autosave::restore() {
    if (!m_left.empty()) m_files.openAll(m_left);
}

void Autosave::keep(const LoggedResult& result) {
    if (!prepare()) return;
    const fs::path file = m_own->folder / numberedName(++m_count);
    m_writer->start([this, file, result](const std::stop_token&) -> OrderedWorker::Tell {
        const auto attempted = attempt([&] { return writeSession(file, contentOfOne(result)); });
        const Outcome<Done> written = attempted ? attempted.value() : Failure{attempted.error()};
        if (written) return [this] { Q_EMIT kept(); };
        return [this, reason = QString::fromStdString(written.error())] {
            if (!std::exchange(m_refused, true))
                m_messages.show(MessageBar::Kind::Warning,
                                tr("Results are not kept until they are saved: %1").arg(reason));
        };
    });
}

void Autosave::adopt(const OpenedSession& session) {
    m_offer.clear();
    if (!session.error.empty()) return;  // What could not be read stays where it is.
    for (std::size_t i = 0; i < session.requests.size(); ++i)
        keep({session.requests[i], session.content.results[i]});
    m_left.clear();
    // After the writes before it.
    m_writer->start([this](const std::stop_token&) {
        return [this] {
            if (!m_refused) removeAbandoned();
        };
    });
}

void Autosave::removeAbandoned() {
    for (Owned& owned : m_abandoned) remove(owned);
    m_abandoned.clear();
}

void Autosave::remove(Owned& owned) {
    owned.lock.reset();
    std::error_code ignored;  // The next window offers what cannot be taken away.
    fs::remove_all(owned.folder, ignored);
}

bool Autosave::prepare() {
    if (m_own) return true;
    const fs::path folder = m_folder / folderNameForNow();
    std::error_code error;
    fs::create_directories(folder, error);
    m_own = error ? std::nullopt : own(folder);
    if (!m_own && !std::exchange(m_refused, true))
        m_messages.show(MessageBar::Kind::Warning,
                        tr("Results are not kept until they are saved: %1 cannot be written to")
                            .arg(QString::fromStdString(folder.string())));
    return m_own.has_value();
}

}  // namespace sigscope::ui
