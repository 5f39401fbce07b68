#include "engine/store/integration_cache.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/api/readable_file.h"
#include "engine/api/whole_file.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/npz_writer.h"
#include "engine/io/sha256.h"
#include "engine/json_text.h"

namespace sigscope::store {

namespace {

using CaseJson = nlohmann::json;

// A case is a few points of a curve.
constexpr std::size_t largestCase = 16 << 20;
constexpr std::size_t mostCaseValues = 1'000'000;
// Their numbers of nodes double from one to the next.
constexpr std::size_t mostMaps = 32;

constexpr NodeRule caseRules[] = {NodeRule::Bisection, NodeRule::Dyadic, NodeRule::Published};

template <typename Value>
CaseJson optionalJson(const std::optional<Value>& value) {
    return value ? CaseJson(*value) : CaseJson();
}

std::optional<double> optionalNumber(const CaseJson& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

NodeRule ruleNamed(const std::string& name) {
    const auto* const found = std::ranges::find(caseRules, name, &nameOf);
    if (found == std::end(caseRules)) throw Error("knows no rule " + name);
    return *found;
}

int countOf(const CaseJson& value) {
    if (!value.is_number_integer()) throw Error("has no count of gradients");
    return value.get<int>();
}

CaseJson caseToJson(const IntegrationCase& result) {
    CaseJson points = CaseJson::array();
    for (const IntegrationPoint& point : result.points)
        points.push_back(
            {nameOf(point.rule), point.evaluations, point.error, optionalJson(point.estimate)});
    return {{"image", result.image},
            {"method", result.method},
            {"f", result.objective},
            {"seconds", result.secondsPerEvaluation},
            {"reference_seconds", optionalJson(result.referenceSecondsPerEvaluation)},
            {"points", points}};
}

IntegrationCase caseFromJson(const CaseJson& read) {
    IntegrationCase result{read.at("image"),   read.at("method"),
                           read.at("f"),       {},
                           read.at("seconds"), optionalNumber(read.at("reference_seconds"))};
    for (const CaseJson& point : read.at("points"))
        result.points.push_back({ruleNamed(point.at(0)), countOf(point.at(1)), point.at(2),
                                 optionalNumber(point.at(3))});
    // The report takes a point of each for granted.
    for (const NodeRule rule : caseRules)
        if (std::ranges::count(result.points, rule, &IntegrationPoint::rule) == 0)
            throw Error("has no point of the rule " + nameOf(rule));
    return result;
}

/// The array `name` of at most `mostNumbers` finite numbers. Throws Error.
template <typename Number>
io::NpyArray<Number> arrayOf(const io::NpzReader& reader, const std::string& name,
                             std::size_t mostNumbers) {
    constexpr std::size_t mostHeader = 1 << 16;
    const auto npy = reader.find(name, mostNumbers * sizeof(Number) + mostHeader);
    if (!npy) throw Error("has no array " + name);
    auto array = io::arrayOfNpy<Number>(*npy);
    if (!std::ranges::all_of(array.values, [](Number value) { return std::isfinite(value); }))
        throw Error("is not finite");
    return array;
}

std::vector<EvenMap> readMaps(const std::filesystem::path& file, int height, int width) {
    const io::NpzReader reader(file);
    const Array one(1, height, width);
    const auto counts = arrayOf<double>(reader, "evaluations", mostMaps);
    const auto maps = arrayOf<float>(reader, "maps", mostMaps * one.planeSize());
    const std::vector<std::size_t> shape{counts.values.size(), static_cast<std::size_t>(height),
                                         static_cast<std::size_t>(width)};
    if (counts.shape.size() != 1 || counts.values.empty() || maps.shape != shape)
        throw Error("holds maps of another shape");
    std::vector<EvenMap> kept;
    for (const double count : counts.values) {
        if (count < 1 || count > std::numeric_limits<int>::max())
            throw Error("has no count of gradients");
        const auto* first = maps.values.data() + kept.size() * one.planeSize();
        kept.push_back({static_cast<int>(count), one});
        std::copy_n(first, one.planeSize(), kept.back().map.values.begin());
    }
    return kept;
}

}  // namespace

IntegrationCache::IntegrationCache(std::filesystem::path folder) : m_folder(std::move(folder)) {
    if (m_folder.empty()) return;
    std::error_code problem;
    std::filesystem::create_directories(m_folder, problem);
    if (problem) throw Error(m_folder.string() + ": cannot be made: " + problem.message());
}

std::optional<std::vector<EvenMap>> IntegrationCache::maps(const std::string& key, int height,
                                                           int width) const {
    const auto file = fileOf(key, ".npz");
    if (m_folder.empty() || !checkReadable(file)) return std::nullopt;
    try {
        return readMaps(file, height, width);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

void IntegrationCache::keepMaps(const std::string& key, const std::vector<EvenMap>& maps) const {
    if (m_folder.empty()) return;
    std::vector<double> counts;
    std::vector<float> values;
    for (const EvenMap& one : maps) {
        counts.push_back(one.evaluations);
        values.insert(values.end(), one.map.values.begin(), one.map.values.end());
    }
    const Array& first = maps.front().map;
    io::NpzWriter writer;
    writer.add("evaluations", io::npyBytes({counts.size()}, counts));
    writer.add("maps", io::npyBytes({counts.size(), static_cast<std::size_t>(first.height),
                                     static_cast<std::size_t>(first.width)},
                                    values));
    static_cast<void>(writer.write(fileOf(key, ".npz"), {}));  // Nobody stops it.
}

std::optional<IntegrationCase> IntegrationCache::result(const std::string& key) const {
    const auto file = fileOf(key, ".json");
    if (m_folder.empty() || !checkReadable(file)) return std::nullopt;
    try {
        const std::vector<std::uint8_t> bytes = readFileBytes(file, {largestCase, "case"});
        return caseFromJson(boundedJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                                        {largestCase, mostCaseValues}));
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

void IntegrationCache::keepResult(const std::string& key, const IntegrationCase& result) const {
    if (m_folder.empty()) return;
    const std::string text = jsonText(caseToJson(result), 1);
    if (const auto written = writeWholeFile(fileOf(key, ".json"), text); !written)
        throw Error(written.error());
}

std::filesystem::path IntegrationCache::fileOf(const std::string& key, const char* ending) const {
    return m_folder / (io::sha256Of(key) + ending);
}

}  // namespace sigscope::store
