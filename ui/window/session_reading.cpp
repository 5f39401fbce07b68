#include "ui/window/session_reading.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "ui/window/result_reading.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

/// Finds the files of results; those that results share are looked for and hashed once.
class FileSearch {
public:
    FileSearch(OpenedSession& session, const Catalogue& catalogue, std::stop_token stop)
        : m_session(session), m_catalogue(catalogue), m_stop(std::move(stop)) {}

    void find(const Recipe& recipe) {
        const auto restored = search(recipe);
        if (!restored && m_session.missing.empty()) m_session.missing = restored.error();
        m_session.requests.push_back(restored ? restored.value().request : namedRequest(recipe));
    }

private:
    [[nodiscard]] Outcome<RestoredRequest> search(const Recipe& recipe) {
        const std::string digests = recipe.image.name + '/' + recipe.image.sha256 + '/' +
                                    recipe.model.name + '/' + recipe.model.sha256;
        const auto known = m_found.find(digests);
        if (readsNothingElse(recipe) && known != m_found.end()) {
            if (!known->second) return Failure{known->second.error()};
            RestoredRequest restored{recipe.request, {}};
            restored.request.image = known->second.value().image;
            restored.request.model = known->second.value().model;
            return restored;
        }
        auto restored =
            restoreRequest(recipe, recipe.request, m_catalogue, m_session.folders, m_stop);
        if (restored)
            m_found.emplace(digests, restored.value().request);
        else if (readsNothingElse(recipe))
            m_found.emplace(digests, Failure{restored.error()});
        return restored;
    }

    /// Besides its picture and model.
    static bool readsNothingElse(const Recipe& recipe) {
        for (const auto& baseline : recipe.baselines)
            if (baseline) return false;
        return recipe.auxiliary.empty();
    }

    OpenedSession& m_session;
    const Catalogue& m_catalogue;
    std::stop_token m_stop;
    std::map<std::string, Outcome<ExplainRequest>> m_found;  ///< Or why not.
};

/// Adds what `read` holds behind what is there.
void append(SessionContent read, SessionContent& all) {
    const std::size_t before = all.results.size();
    if (read.shown) all.shown = before + *read.shown;
    for (ComparedResult& card : read.compared)
        all.compared.push_back({before + card.result, std::move(card.title)});
    std::ranges::move(read.results, std::back_inserter(all.results));
}

void readFile(const fs::path& file, const fs::path& picturesFolder, const Catalogue& catalogue,
              OpenedSession& session, FileSearch& search) {
    auto read = readSession(file, catalogue);
    if (!read) {
        if (session.error.empty()) session.error = read.error();
        return;
    }
    ReadSession whole = std::move(read).value();
    const auto add = [&session](const std::vector<fs::path>& folders) {
        session.folders.insert(session.folders.end(), folders.begin(), folders.end());
    };
    add(whole.content.folders);
    // What cannot be unpacked is missing, and that is said.
    if (const auto unpacked = unpackPictures(whole, picturesFolder)) add(unpacked.value());
    for (const Recipe& recipe : whole.recipes) search.find(recipe);
    append(std::move(whole.content), session.content);
}

}  // namespace

SessionReading::SessionReading(const Catalogue& catalogue, fs::path picturesFolder, QObject* parent)
    : QObject(parent), m_catalogue(catalogue), m_picturesFolder(std::move(picturesFolder)) {}

void SessionReading::start(std::vector<fs::path> files, std::vector<fs::path> folders) {
    forget();
    m_worker.start([this, files = std::move(files),
                    folders = std::move(folders)](const std::stop_token& stop) {
        auto session = std::make_shared<OpenedSession>();
        session->files = files;
        session->folders = folders;
        const auto read = attempt([&] {
            FileSearch search(*session, m_catalogue, stop);
            for (const fs::path& file : files)
                readFile(file, m_picturesFolder, m_catalogue, *session, search);
            return Done{};
        });
        if (!read) session->error = files.front().string() + ": cannot be read: " + read.error();
        return [this, session = std::shared_ptr<const OpenedSession>(std::move(session))] {
            Q_EMIT finished(session);
        };
    });
}

}  // namespace sigscope::ui
