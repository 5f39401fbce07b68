#include "engine/store/session_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/api/whole_file.h"
#include "engine/bounded_json.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/io/image_file.h"
#include "engine/io/result_npz.h"
#include "engine/io/sha256.h"
#include "engine/store/memory_results.h"
#include "engine/store/recipe_reader.h"
#include "engine/store/session_format.h"

namespace sigscope::store {

namespace {

namespace fs = std::filesystem;
using ReadJson = nlohmann::json;

constexpr JsonBounds mostSessionJson{4 << 20, 100'000};
constexpr std::int64_t mostThumbnailPixels = 1'000'000;
/// Of all results together: what they are packed in may be a thousandth of it.
constexpr std::int64_t mostResultBytes = std::int64_t{2} << 30;

bool isDigest(const std::string& text) {
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::ranges::all_of(text, isDigit);
}

/// What is no JSON value of ours throws nlohmann's exception or Error with the reason alone.
class SessionJsonReader {
public:
    explicit SessionJsonReader(const ReadJson& json) : m_json(json) {}

    [[nodiscard]] std::size_t index(const char* key, std::size_t count) const {
        const ReadJson& value = m_json.at(key);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= count)
            throw Error(std::string("its value of ") + key + " is none of its results");
        return value.get<std::size_t>();
    }

    [[nodiscard]] std::string text(const char* key) const {
        return m_json.at(key).get<std::string>();
    }

    [[nodiscard]] double seconds() const {
        const auto value = m_json.at("seconds").get<double>();
        if (!std::isfinite(value) || value < 0) throw Error("its seconds are none");
        return value;
    }

    /// In the pixels of `picture`.
    [[nodiscard]] Rect seen(const Image& picture) const {
        const auto shares = m_json.at("seen").get<std::array<double, 4>>();
        // A crop may reach a rounding error beyond the picture.
        const auto isShare = [](double value) { return value >= -0.01 && value <= 1.01; };
        if (!std::ranges::all_of(shares, isShare)) throw Error("its crop is outside its picture");
        return {shares[0] * picture.width, shares[1] * picture.height, shares[2] * picture.width,
                shares[3] * picture.height};
    }

private:
    const ReadJson& m_json;
};

class SessionReader {
public:
    SessionReader(const models::ZipArchive& archive, const fs::path& source,
                  const Catalogue& catalogue)
        : m_archive(archive), m_source(source), m_catalogue(catalogue) {}

    [[nodiscard]] ReadSession read() {
        const std::vector<std::uint8_t> text = m_archive.read(sessionJsonEntry);
        const ReadJson json =
            boundedJson({reinterpret_cast<const char*>(text.data()), text.size()}, mostSessionJson);
        requireVersion(json);
        const ReadJson& results = listIn(json, "results", mostSessionResults);
        requireNames(results.size());
        for (const ReadJson& result : results) addResult(SessionJsonReader(result));
        if (json.contains("shown"))
            m_session.content.shown = SessionJsonReader(json).index("shown", results.size());
        for (const ReadJson& card : listIn(json, "compared", mostSessionResults))
            m_session.content.compared.push_back(
                {SessionJsonReader(card).index("result", results.size()),
                 SessionJsonReader(card).text("title")});
        for (const ReadJson& folder : listIn(json, "folders", mostSessionResults))
            m_session.content.folders.emplace_back(folder.get<std::string>());
        for (const ReadJson& picture : listIn(json, "pictures", mostSessionResults))
            addPicture(picture.get<std::string>());
        return std::move(m_session);
    }

private:
    static const ReadJson& listIn(const ReadJson& json, const char* key, std::size_t most) {
        const ReadJson& list = json.at(key);
        if (!list.is_array() || list.size() > most)
            throw Error(std::string("its list of ") + key + " is none");
        return list;
    }

    static void requireVersion(const ReadJson& json) {
        if (json.at("schema") != sessionSchema) throw Error("is no session");
        const ReadJson& version = json.at("version");
        if (version == sessionVersion) return;
        throw Error("is a session of version " + version.dump() + ", this program reads " +
                    std::to_string(sessionVersion) + "; open it with a newer Sigscope");
    }

    /// Nothing is unpacked by the archive's names, and what has others was made by nobody's
    /// program.
    void requireNames(std::size_t results) const {
        std::set<std::string> known{sessionJsonEntry};
        for (std::size_t number = 1; number <= results; ++number)
            known.insert({resultEntry(number), thumbnailEntry(number)});
        const std::string pictures = pictureEntry({});
        for (const std::string& entry : m_archive.entries()) {
            const bool isPicture =
                entry.starts_with(pictures) && isDigest(entry.substr(pictures.size()));
            if (!isPicture && !known.contains(entry))
                throw Error("holds " + entry + ", which no session does");
        }
    }

    void addResult(const SessionJsonReader& json) {
        const std::size_t number = m_session.content.results.size() + 1;
        const std::string entry = resultEntry(number);
        std::shared_ptr<Explanation> result;
        try {
            result = io::resultOfNpz(m_archive.read(entry));
        } catch (const Error& error) {
            const std::string reason = error.what();
            throw Error(reason.starts_with(m_source.string()) ? reason : entry + " " + reason);
        }
        result->seconds = json.seconds();
        if (std::string spec = json.text("spec"); isDigest(spec)) result->spec = {std::move(spec)};
        auto scene = std::make_shared<Scene>(*result->scene);
        scene->picture = thumbnail(thumbnailEntry(number));
        scene->seenRegion = json.seen(scene->picture);
        result->scene = std::move(scene);
        m_bytes += bytesOf(*result);
        if (m_bytes > mostResultBytes) throw Error("is too large to be one of ours");
        m_session.recipes.push_back(parseRecipe(result->recipe, m_source, m_catalogue));
        m_session.content.results.push_back(std::move(result));
    }

    /// Results of one picture have the same one, which is decoded once.
    [[nodiscard]] const Image& thumbnail(const std::string& entry) {
        std::vector<std::uint8_t> bytes = m_archive.read(entry);
        if (m_thumbnail.empty() || bytes != m_thumbnailBytes) {
            m_thumbnail = io::decodePicture(bytes, entry, mostThumbnailPixels).image;
            m_thumbnailBytes = std::move(bytes);
        }
        return m_thumbnail;
    }

    void addPicture(const std::string& sha256) {
        if (!isDigest(sha256)) throw Error("holds a picture without a SHA-256");
        std::vector<std::uint8_t> bytes = m_archive.read(pictureEntry(sha256));
        if (io::sha256Of(bytes) != sha256) throw Error("holds another picture than it says");
        m_session.pictures.push_back({sha256, std::move(bytes)});
    }

    const models::ZipArchive& m_archive;
    const fs::path& m_source;
    const Catalogue& m_catalogue;
    ReadSession m_session;
    Image m_thumbnail;  ///< Of the result before.
    std::vector<std::uint8_t> m_thumbnailBytes;
    std::int64_t m_bytes = 0;
};

}  // namespace

ReadSession sessionIn(const models::ZipArchive& archive, const fs::path& source,
                      const Catalogue& catalogue) {
    try {
        return SessionReader(archive, source, catalogue).read();
    } catch (const nlohmann::json::exception&) {
        refuseFile(source.string(), "is damaged: session.json lacks a value, or has a wrong one");
    } catch (const Error& error) {
        const std::string reason = error.what();
        if (reason.starts_with(source.string())) throw;
        refuseFile(source.string(), reason);
    }
}

}  // namespace sigscope::store

namespace sigscope {

Outcome<ReadSession> readSession(const std::filesystem::path& file, const Catalogue& catalogue) {
    try {
        static_cast<void>(OpenFile(file));  // Says why it cannot be read.
        return store::sessionIn(models::ZipArchive(file), file, catalogue);
    } catch (const std::bad_alloc&) {
        return Failure{file.string() + ": there is not enough memory to read it"};
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

Outcome<std::vector<std::filesystem::path>> unpackPictures(const ReadSession& session,
                                                           const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> folders;
    for (const IncludedPicture& picture : session.pictures) {
        const std::filesystem::path own = folder / picture.sha256;
        std::error_code ignored;  // What is wrong with the folder, writing says.
        std::filesystem::create_directories(own, ignored);
        const std::string_view bytes(reinterpret_cast<const char*>(picture.bytes.data()),
                                     picture.bytes.size());
        for (const Recipe& recipe : session.recipes) {
            if (recipe.image.sha256 != picture.sha256) continue;
            const Outcome<Done> written = writeWholeFile(own / recipe.image.name, bytes);
            if (!written) return Failure{written.error()};
        }
        folders.push_back(own);
    }
    return folders;
}

}  // namespace sigscope
