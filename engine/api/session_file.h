#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "engine/api/recipe.h"

namespace sigscope {

/// How a session's file is called.
inline constexpr const char* sessionEnding = ".sigscope";

/// A session has no more results.
inline constexpr std::size_t mostSessionResults = 1000;

/// A card of the Compare view.
struct ComparedResult {
    std::size_t result = 0;  ///< SessionContent::results has it there.
    std::string title;
};

/// What a session's file holds but for pictures: results with the maps, curves and classes that
/// show them, without traces.
struct SessionContent {
    std::vector<std::shared_ptr<const Explanation>> results;  ///< In the order of their making.
    std::optional<std::size_t> shown;                         ///< The result of the Path view.
    std::vector<ComparedResult> compared;                     ///< In the view's order.
    /// Where the files of the results lie. Empty in what is passed on to others.
    std::vector<std::filesystem::path> folders;
};

/// Writes a session, whole or not at all: a zip archive whose entries are stored as they are, with
/// session.json, an .npz and a thumbnail (.png) for each result, and those of `pictures` that
/// results are of, by their SHA-256. Every result has a scene. Failures name the file.
[[nodiscard]] Outcome<Done> writeSession(const std::filesystem::path& file,
                                         const SessionContent& content,
                                         const std::vector<std::filesystem::path>& pictures = {});

/// A picture that came with a session.
struct IncludedPicture {
    std::string sha256;  ///< As recipes name it: lower-case hexadecimal.
    std::vector<std::uint8_t> bytes;
};

/// A session's file, read. In the scenes the thumbnail stands for the picture, with the region that
/// the model saw in its pixels; runs are 0.
struct ReadSession {
    SessionContent content;
    std::vector<Recipe> recipes;  ///< Of each result; their source is the session's file.
    std::vector<IncludedPicture> pictures;
};

/// Reads what writeSession() wrote. The file is not trusted: what is damaged, of a newer version,
/// holds names that no session has, or would take more than 2 GiB is refused as a whole, by a
/// failure that names the file.
[[nodiscard]] Outcome<ReadSession> readSession(const std::filesystem::path& file,
                                               const Catalogue& catalogue);

/// Writes the pictures that came with a session to `folder`, each by the name that its results know
/// into a folder of its own that is called by its SHA-256. Returns these folders.
[[nodiscard]] Outcome<std::vector<std::filesystem::path>> unpackPictures(
    const ReadSession& session, const std::filesystem::path& folder);

}  // namespace sigscope
