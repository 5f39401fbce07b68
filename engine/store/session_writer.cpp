#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "engine/api/engine.h"
#include "engine/api/session_file.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/sha256.h"
#include "engine/io/zip_writer.h"
#include "engine/json_text.h"
#include "engine/store/recipe_reader.h"
#include "engine/store/session_format.h"

namespace sigscope {

namespace {

namespace fs = std::filesystem;
using SessionJson = nlohmann::ordered_json;

constexpr int thumbnailSide = 512;  ///< In pixels, of the longer one.

std::vector<std::uint8_t> textBytes(const std::string& text) {
    return {text.begin(), text.end()};
}

std::vector<std::uint8_t> thumbnailOf(const Image& picture) {
    // imencode and resize only read them.
    const cv::Mat whole(picture.height, picture.width, CV_8UC3,
                        const_cast<std::uint8_t*>(picture.pixels.data()));
    cv::Mat small = whole;
    if (const int longer = std::max(picture.width, picture.height); longer > thumbnailSide) {
        const auto shrunk = [longer](int side) {
            return std::max(1, side * thumbnailSide / longer);
        };
        cv::resize(whole, small, {shrunk(picture.width), shrunk(picture.height)}, 0, 0,
                   cv::INTER_AREA);
    }
    cv::Mat bgr;
    cv::cvtColor(small, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> png;
    if (!cv::imencode(".png", bgr, png)) throw Error("a thumbnail cannot be made");
    return png;
}

/// Where the model looks, as shares of the picture's sides.
SessionJson seenJson(const Scene& scene) {
    const Rect& region = scene.seenRegion;
    const double width = scene.picture.width;
    const double height = scene.picture.height;
    return {region.x / width, region.y / height, region.width / width, region.height / height};
}

/// The pictures that results are of, by their SHA-256 in the recipes.
std::set<std::string> recordedPictures(const SessionContent& content) {
    std::set<std::string> digests;
    for (const auto& result : content.results) {
        const nlohmann::json recipe = store::recipeJson(result->recipe);
        if (const auto image = recipe.find("image"); image != recipe.end() && image->is_object())
            digests.insert(image->value("sha256", std::string()));
    }
    return digests;
}

class SessionWriter {
public:
    explicit SessionWriter(const SessionContent& content) : m_content(content) {
        m_json = {{"schema", store::sessionSchema},   {"version", store::sessionVersion},
                  {"sigscope", SIGSCOPE_VERSION},     {"results", SessionJson::array()},
                  {"compared", SessionJson::array()}, {"folders", SessionJson::array()},
                  {"pictures", SessionJson::array()}};
        for (const auto& result : content.results) add(*result);
        if (content.shown) m_json["shown"] = *content.shown;
        for (const ComparedResult& card : content.compared)
            m_json["compared"].push_back({{"result", card.result}, {"title", card.title}});
        for (const fs::path& folder : content.folders) m_json["folders"].push_back(folder.string());
    }

    void include(const std::vector<fs::path>& pictures) {
        if (pictures.empty()) return;
        std::set<std::string> wanted = recordedPictures(m_content);
        for (const fs::path& picture : pictures) {
            std::vector<std::uint8_t> bytes = readFileBytes(picture);
            const std::string sha256 = io::sha256Of(bytes);
            if (wanted.erase(sha256) == 0) continue;  // Another one by now, or there already.
            m_json["pictures"].push_back(sha256);
            m_archive.add(store::pictureEntry(sha256), std::move(bytes));
        }
    }

    void write(const fs::path& file) {
        m_archive.add(store::sessionJsonEntry, textBytes(jsonText(m_json, 1)));
        static_cast<void>(m_archive.write(file, {}));  // Nothing stops it.
    }

private:
    void add(const Explanation& result) {
        const Outcome<std::string> npz = npzBytes(result);
        if (!npz) throw Error(npz.error());
        const std::size_t number = m_json["results"].size() + 1;
        m_archive.add(store::resultEntry(number), textBytes(npz.value()));
        m_archive.add(store::thumbnailEntry(number), thumbnailOf(result.scene->picture));
        m_json["results"].push_back({{"seconds", result.seconds},
                                     {"spec", result.spec.sha256},
                                     {"seen", seenJson(*result.scene)}});
    }

    const SessionContent& m_content;
    SessionJson m_json;
    io::ZipWriter m_archive{io::Packing::Stored};
};

}  // namespace

Outcome<Done> writeSession(const fs::path& file, const SessionContent& content,
                           const std::vector<fs::path>& pictures) {
    try {
        if (content.results.size() > mostSessionResults)
            throw Error("a session holds " + std::to_string(mostSessionResults) +
                        " results at most");
        SessionWriter writer(content);
        writer.include(pictures);
        writer.write(file);
        return Done{};
    } catch (const std::exception& error) {
        const std::string reason = error.what();
        return Failure{reason.starts_with(file.string())
                           ? reason
                           : file.string() + ": cannot be written: " + reason};
    }
}

}  // namespace sigscope
