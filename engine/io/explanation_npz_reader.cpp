#include <c10/util/Half.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <functional>
#include <utility>

#include "engine/api/engine.h"
#include "engine/error.h"
#include "engine/io/explanation_facts.h"
#include "engine/io/figure_content.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/recipe_text.h"
#include "engine/io/result_npz.h"

namespace sigscope {

namespace {

/// Takes the arrays of a result out of its file. Errors begin with the array's name.
class ResultReader {
public:
    explicit ResultReader(io::NpzReader reader) : m_reader(std::move(reader)) {}

    template <typename Number>
    [[nodiscard]] std::optional<io::NpyArray<Number>> find(const std::string& name) const {
        const auto npy = m_reader.find(name, mostBytes);
        if (!npy) return std::nullopt;
        try {
            auto array = io::arrayOfNpy<Number>(*npy);
            const auto isFinite = [](Number value) {
                return std::isfinite(static_cast<double>(value));
            };
            if (!std::ranges::all_of(array.values, isFinite)) throw Error("is not finite");
            return array;
        } catch (const Error& error) {
            throw Error("its array " + name + " " + error.what());
        }
    }

    template <typename Number>
    [[nodiscard]] std::vector<Number> list(const std::string& name) const {
        auto array = require<Number>(name);
        if (array.shape.size() != 1) throw Error("its array " + name + " is no list");
        return std::move(array.values);
    }

    /// [3, H, W].
    [[nodiscard]] Array map(const std::string& name) const {
        io::NpyArray<float> array = require<float>(name);
        if (array.shape.size() != 3 || array.shape[0] != 3 || array.values.empty())
            throw Error("its array " + name + " has not the shape of a map");
        Array map;
        map.channels = 3;
        map.height = static_cast<int>(array.shape[1]);
        map.width = static_cast<int>(array.shape[2]);
        map.values = std::move(array.values);
        return map;
    }

    /// Null where the file holds none.
    [[nodiscard]] std::shared_ptr<const PathMaps> pathMaps() const {
        const auto halves = find<c10::Half>("path_maps");
        if (!halves) return nullptr;
        const std::vector<std::size_t>& shape = halves->shape;
        if (shape.size() != 4 || shape[1] != 3 || halves->values.empty())
            throw Error("its array path_maps has not the shape of maps");
        const auto scales = list<double>("path_map_scales");
        auto along = std::make_shared<PathMaps>();
        along->alphas = list<double>("path_map_alphas");
        if (scales.size() != shape[0] || along->alphas.size() != shape[0])
            throw Error("its maps along the path are not as many as their α");
        const auto* half = halves->values.data();
        for (const double scale : scales) {
            Array& map =
                along->maps.emplace_back(3, static_cast<int>(shape[2]), static_cast<int>(shape[3]));
            for (float& value : map.values)
                value = static_cast<float>(scale) * static_cast<float>(*half++);
        }
        return along;
    }

    [[nodiscard]] Image picture(const std::string& name) const {
        io::NpyArray<std::uint8_t> array = require<std::uint8_t>(name);
        if (array.shape.size() != 3 || array.shape[2] != 3)
            throw Error("its array " + name + " is no picture");
        return {static_cast<int>(array.shape[1]), static_cast<int>(array.shape[0]),
                std::move(array.values)};
    }

    [[nodiscard]] std::optional<double> number(const std::string& name) const {
        const auto array = find<double>(name);
        if (!array || array->values.size() != 1) return std::nullopt;
        return array->values.front();
    }

    [[nodiscard]] std::optional<std::string> text(const std::string& name,
                                                  std::size_t most = mostBytes) const {
        const auto npy = m_reader.find(name, most);
        return npy ? std::optional(io::textOfNpy(*npy)) : std::nullopt;
    }

private:
    static constexpr std::size_t mostBytes = 64 << 20;  ///< A map of 2048² has 50 MB.

    template <typename Number>
    [[nodiscard]] io::NpyArray<Number> require(const std::string& name) const {
        auto array = find<Number>(name);
        if (!array) throw Error("its array " + name + " is missing");
        return std::move(*array);
    }

    io::NpzReader m_reader;
};

/// What does not go together would be drawn as what it is not.
void requireSense(const Explanation& result) {
    const std::size_t nodes = result.alphas.size();
    if (result.f.size() != nodes || result.accumulatedSums.size() > nodes)
        throw Error("its curves are not of one path");
    const bool within = nodes == 0 || (result.alphas.front() >= 0 && result.alphas.back() <= 1);
    if (!within || !std::ranges::is_sorted(result.alphas))
        throw Error("its α do not ascend from 0 to 1");
    const auto fits = [&result](const Array& other) {
        return other.height == result.attribution.height && other.width == result.attribution.width;
    };
    const Image& seen = result.scene->seen;
    if (!fits(result.input) || !fits(result.baseline) ||
        !(result.spread.empty() || fits(result.spread)) || seen.width != result.attribution.width ||
        seen.height != result.attribution.height)
        throw Error("its maps and pictures are of different sizes");
    if (!result.pathMaps) return;
    const PathMaps& along = *result.pathMaps;
    if (!std::ranges::all_of(along.maps, fits))
        throw Error("its maps along the path are of another size");
    const auto isInnerNode = [&result](double alpha) {
        return alpha < result.alphas.back() && std::ranges::binary_search(result.alphas, alpha);
    };
    if (nodes == 0 || !std::ranges::all_of(along.alphas, isInnerNode) ||
        std::ranges::adjacent_find(along.alphas, std::greater_equal<>()) != along.alphas.end())
        throw Error("its maps along the path are not at nodes, by ascending α");
}

/// Nothing where the file holds no arrays.
std::optional<io::NpzReader> archiveOf(const std::filesystem::path& file) {
    if (file.extension() == ".npz") return io::NpzReader(file);
    auto embedded = io::embeddedNpz(file);
    if (!embedded) return std::nullopt;
    return io::NpzReader(std::move(*embedded));
}

/// All but the recipe; null where the archive holds no result.
std::shared_ptr<Explanation> resultIn(const ResultReader& reader) {
    const auto facts = reader.text("facts");
    if (!facts) return nullptr;
    auto result = std::make_shared<Explanation>();
    auto scene = std::make_shared<Scene>();
    io::readFacts(*facts, *result, *scene);
    scene->seen = reader.picture("seen");
    scene->picture = scene->seen;  // The photograph around it is not in the file.
    scene->seenRegion = {0, 0, static_cast<double>(scene->seen.width),
                         static_cast<double>(scene->seen.height)};
    result->attribution = reader.map("attribution");
    result->input = reader.map("input");
    result->baseline = reader.map("baseline");
    result->alphas = reader.list<double>("alphas");
    result->f = reader.list<double>("f");
    result->accumulatedSums = reader.list<double>("accumulated_sums");
    result->logits = reader.list<float>("logits");
    result->mapError = reader.number("map_error");
    result->precisionError = reader.number("precision_error");
    for (SideNumbers& numbers : result->sideNumbers) {
        numbers.values = reader.list<double>(numbers.name);
        if (numbers.values.empty()) throw Error("its array " + numbers.name + " is empty");
    }
    if (result->perBaseline.size() > 1) result->spread = reader.map("spread");
    result->pathMaps = reader.pathMaps();
    result->scene = std::move(scene);
    requireSense(*result);
    return result;
}

std::shared_ptr<const Explanation> read(const std::filesystem::path& file) {
    auto archive = archiveOf(file);
    if (!archive) return nullptr;
    const auto result = resultIn(ResultReader(std::move(*archive)));
    if (result) result->recipe = io::recipeText(file);
    return result;
}

}  // namespace

std::shared_ptr<Explanation> io::resultOfNpz(std::vector<std::uint8_t> npz) {
    const ResultReader reader{NpzReader(std::move(npz))};
    auto result = resultIn(reader);
    // Four bytes a character and a header.
    auto recipe = reader.text("recipe", 4 * longestRecipe + 1024);
    if (!result || !recipe) throw Error("holds no result");
    result->recipe = std::move(*recipe);
    return result;
}

Outcome<std::shared_ptr<const Explanation>> readResult(const std::filesystem::path& file) {
    try {
        return read(file);
    } catch (const std::exception& error) {
        const std::string reason = error.what();
        return Failure{reason.starts_with(file.string()) ? reason : file.string() + ": " + reason};
    }
}

bool carriesResult(const std::filesystem::path& file) {
    try {
        return io::embeddedNpz(file).has_value();
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace sigscope
