#include "ui/window/session_files.h"

#include <QWidget>
#include <algorithm>
#include <set>
#include <utility>

#include "engine/api/readable_file.h"
#include "engine/api/request_files.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compared_columns.h"
#include "ui/controls/message_bar.h"
#include "ui/window/likely_folders.h"
#include "ui/window/recent_files.h"
#include "ui/window/result_log.h"
#include "ui/window/saved_message.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace fs = std::filesystem;

namespace {

/// `title`, numbered where others have it already.
std::string uniqueTitle(const std::string& title, std::set<std::string>& taken) {
    std::string unique = title;
    for (int number = 2; !taken.insert(unique).second; ++number)
        unique = title + " (" + std::to_string(number) + ")";
    return unique;
}

/// Each once, in the order of the results.
std::vector<fs::path> picturesToInclude(const std::vector<LoggedResult>& results) {
    std::vector<fs::path> pictures;
    for (const LoggedResult& result : results) {
        const fs::path& image = result.request.image;
        const bool known = std::ranges::find(pictures, image) != pictures.end();
        // What is gone, the session knows by its hash.
        if (!known && !isAbsent(image)) pictures.push_back(image);
    }
    return pictures;
}

}  // namespace

SessionFiles::SessionFiles(Session& session, ComparePage& compare, ResultLog& log,
                           MessageBar& messages, QSettings& settings, const WindowOptions& options,
                           QWidget& window)
    : QObject(&window),
      m_session(session),
      m_compare(compare),
      m_log(log),
      m_messages(messages),
      m_settings(settings),
      m_options(options),
      m_window(window),
      m_reading(new SessionReading(session.catalogue(), options.pasteFolder / "sessions", this)) {
    connect(m_reading, &SessionReading::finished, this,
            [this](const std::shared_ptr<const OpenedSession>& read) { take(*read); });
    for (const auto signal : {&Session::closed, &Session::reading})
        connect(&session, signal, m_reading, &SessionReading::forget);
    connect(&session, &Session::submitted, m_reading, &SessionReading::forget);
}

void SessionFiles::save() {
    if (m_log.results().empty()) return;
    const ExplainRequest& request = m_session.shownRequest();
    fs::path proposal = request.image;
    proposal.replace_extension(sessionEnding);
    const SessionTarget target = m_options.askSaveSession(&m_window, proposal);
    if (target.file.empty()) return;
    if (const auto checked = checkNoPartOfRequest(target.file, request, m_session.catalogue());
        !checked)
        return showSaved(target.file, QString::fromStdString(checked.error()));
    std::vector<fs::path> pictures;
    if (target.pictures == PictureInclusion::Included)
        pictures = picturesToInclude(m_log.results());
    m_writer.start([this, file = target.file, all = content(),
                    pictures = std::move(pictures)](const std::stop_token&) {
        const auto attempted = attempt([&] { return writeSession(file, all, pictures); });
        const Outcome<Done> written = attempted ? attempted.value() : Failure{attempted.error()};
        const QString error = written ? QString() : QString::fromStdString(written.error());
        return [this, file, error] { showSaved(file, error); };
    });
}

SessionContent SessionFiles::content() const {
    SessionContent content;
    for (const LoggedResult& result : m_log.results())
        content.results.push_back(result.explanation);
    if (const auto shown = m_session.result()) content.shown = m_log.indexOf(*shown);
    for (const ComparedColumn& column : m_compare.runs().columns()) {
        if (!column.isWhole()) continue;
        if (const auto index = m_log.indexOf(*column.column.explanation))
            content.compared.push_back({*index, column.column.title});
    }
    return content;
}

void SessionFiles::showSaved(const fs::path& file, const QString& error) {
    const QString name = QString::fromStdString(file.string());
    if (error.isEmpty()) RecentFiles(m_settings).add(name);
    tellSaved(m_messages, m_options.showInFolder, name, error);
}

bool SessionFiles::open(const fs::path& file) {
    if (file.extension() != sessionEnding) return false;
    openAll({file});
    return true;
}

void SessionFiles::openAll(const std::vector<fs::path>& files) {
    m_reading->start(files, likelyFolders(m_session, m_settings, m_options));
}

void SessionFiles::take(const OpenedSession& session) {
    const auto& results = session.content.results;
    if (results.empty()) {
        const QString empty =
            tr("%1: holds no results").arg(QString::fromStdString(session.files.front().string()));
        m_messages.show(MessageBar::Kind::Error,
                        session.error.empty() ? empty : QString::fromStdString(session.error));
        return Q_EMIT opened(session);
    }
    for (std::size_t i = 0; i < results.size(); ++i)
        m_log.add(session.requests[i], results[i], ResultLog::Origin::Opened);
    const std::size_t shown = session.content.shown.value_or(results.size() - 1);
    m_session.restore(session.requests[shown], results[shown]->recipe, results[shown]);
    auto columns = columnsOf(session, shown);
    if (columns.size() >= fewestCompared) m_compare.compare(std::move(columns));
    report(session);
    Q_EMIT opened(session);
}

std::vector<ComparisonColumn> SessionFiles::columnsOf(const OpenedSession& session,
                                                      std::size_t shown) const {
    const SessionContent& content = session.content;
    std::vector<ComparisonColumn> columns;
    std::set<std::string> titles;
    std::set<std::size_t> taken;
    const auto add = [&](std::size_t result, const std::string& title) {
        if (!sameSubject(session.requests[result], session.requests[shown])) return;
        if (!taken.insert(result).second) return;
        columns.push_back(
            {uniqueTitle(title, titles), session.requests[result], content.results[result]});
    };
    for (const ComparedResult& card : content.compared) add(card.result, card.title);
    for (std::size_t i = 0; i < content.results.size(); ++i) {
        const std::string& name = session.requests[i].method;
        const MethodSpec* method = m_session.catalogue().method(name);
        add(i, method != nullptr ? method->title : name);
    }
    return columns;
}

void SessionFiles::report(const OpenedSession& session) {
    const std::size_t count = session.content.results.size();
    if (session.missing.empty() && session.error.empty())
        return m_messages.show(
            MessageBar::Kind::Information,
            count == 1 ? tr("A result, nothing computed")
                       : tr("%1 results, nothing computed; Ctrl+Shift+P lists them").arg(count),
            {}, MessageBar::Stay::Briefly);
    const std::string& reason = session.missing.empty() ? session.error : session.missing;
    const auto search = [this, files = session.files, folders = session.folders]() mutable {
        const fs::path folder = m_options.askFolder(&m_window);
        if (folder.empty()) return;
        folders.push_back(folder);
        m_reading->start(files, folders);
    };
    MessageBar::Remedy remedy;
    if (!session.missing.empty()) remedy = {tr("Find…"), search};
    m_messages.show(MessageBar::Kind::Error, QString::fromStdString(reason), std::move(remedy));
}

}  // namespace sigscope::ui
