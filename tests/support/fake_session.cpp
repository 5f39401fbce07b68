#include <fstream>
#include <map>
#include <mutex>

#include "engine/api/session_file.h"

namespace sigscope {

namespace {

std::mutex mutex;

/// What was written, by its place: the fake files hold a word.
std::map<std::filesystem::path, SessionContent>& written() {
    static std::map<std::filesystem::path, SessionContent> all;
    return all;
}

}  // namespace

/// Stands in for the engine's writer, so that the window's tests link no Torch.
Outcome<Done> writeSession(const std::filesystem::path& file, const SessionContent& content,
                           const std::vector<std::filesystem::path>&) {
    std::ofstream out(file);
    out << "session";
    out.close();
    if (!out) return Failure{file.string() + ": cannot be written; is its folder there?"};
    const std::lock_guard lock(mutex);
    written()[file] = content;
    return Done{};
}

/// Stands in for the engine's reader: what it did not write itself is damaged.
Outcome<ReadSession> readSession(const std::filesystem::path& file, const Catalogue&) {
    const std::lock_guard lock(mutex);
    const auto found = written().find(file);
    if (found == written().end()) return Failure{file.string() + ": is a damaged zip archive"};
    ReadSession session{found->second, {}, {}};
    for (const auto& result : session.content.results) {
        Recipe recipe;
        recipe.source = file;
        recipe.text = result->recipe;
        recipe.image.name = "lost.png";
        recipe.model.name = ExplainRequest().model;
        session.recipes.push_back(recipe);
    }
    return session;
}

Outcome<std::vector<std::filesystem::path>> unpackPictures(const ReadSession&,
                                                           const std::filesystem::path&) {
    return std::vector<std::filesystem::path>();
}

}  // namespace sigscope
