#include "engine/bench/case_shelf.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/serialization/pickle.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/api/readable_file.h"
#include "engine/api/whole_file.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/io/sha256.h"

namespace sigscope::bench {

namespace {

using nlohmann::json;

// A case is a few points of a curve.
constexpr std::size_t largestCase = 16 << 20;
constexpr std::size_t mostCaseValues = 1'000'000;

template <typename Value>
json optionalJson(const std::optional<Value>& value) {
    return value ? json(*value) : json();
}

std::optional<double> optionalNumber(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

json toJson(const IntegrationCase& result) {
    json points = json::array();
    for (const IntegrationPoint& point : result.points)
        points.push_back({static_cast<int>(point.rule), point.evaluations, point.error,
                          optionalJson(point.estimate)});
    return {{"image", result.image},
            {"method", result.method},
            {"f", result.objective},
            {"seconds", result.secondsPerEvaluation},
            {"reference_seconds", optionalJson(result.referenceSecondsPerEvaluation)},
            {"points", points}};
}

IntegrationCase fromJson(const json& read) {
    IntegrationCase result{read.at("image"),   read.at("method"),
                           read.at("f"),       {},
                           read.at("seconds"), optionalNumber(read.at("reference_seconds"))};
    for (const json& point : read.at("points"))
        result.points.push_back({static_cast<NodeRule>(point.at(0).get<int>()), point.at(1),
                                 point.at(2), optionalNumber(point.at(3))});
    return result;
}

}  // namespace

CaseShelf::CaseShelf(std::filesystem::path folder) : m_folder(std::move(folder)) {
    if (m_folder.empty()) return;
    std::error_code problem;
    std::filesystem::create_directories(m_folder, problem);
    if (problem) throw Error(m_folder.string() + ": cannot be made: " + problem.message());
}

std::optional<std::vector<MapSoFar>> CaseShelf::maps(const std::string& content) const {
    const auto file = fileOf(content, ".maps");
    if (m_folder.empty() || isAbsent(file)) return std::nullopt;
    try {
        const std::vector<std::uint8_t> bytes = readFileBytes(file);
        const c10::IValue read =
            torch::jit::pickle_load(std::vector<char>(bytes.begin(), bytes.end()));
        const auto parts = read.toTuple();
        const at::Tensor counts = parts->elements().at(0).toTensor();
        const at::Tensor maps = parts->elements().at(1).toTensor();
        std::vector<MapSoFar> kept;
        for (std::int64_t i = 0; i < counts.numel(); ++i)
            kept.push_back({counts[i].item<int>(), maps[i], std::nullopt});
        return kept;
    } catch (const std::exception&) {
        return std::nullopt;  // What cannot be read is made again.
    }
}

void CaseShelf::keepMaps(const std::string& content, const std::vector<MapSoFar>& maps) const {
    if (m_folder.empty()) return;
    std::vector<std::int64_t> counts;
    std::vector<at::Tensor> tensors;
    for (const MapSoFar& one : maps) {
        counts.push_back(one.evaluations);
        tensors.push_back(one.map);
    }
    const std::vector<char> bytes =
        torch::jit::pickle_save(c10::ivalue::Tuple::create(at::tensor(counts), at::stack(tensors)));
    write(fileOf(content, ".maps"), {bytes.data(), bytes.size()});
}

std::optional<IntegrationCase> CaseShelf::result(const std::string& content) const {
    const auto file = fileOf(content, ".json");
    if (m_folder.empty() || isAbsent(file)) return std::nullopt;
    try {
        const std::vector<std::uint8_t> bytes = readFileBytes(file);
        return fromJson(boundedJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                                    {largestCase, mostCaseValues}));
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

void CaseShelf::keepResult(const std::string& content, const IntegrationCase& result) const {
    if (m_folder.empty()) return;
    write(fileOf(content, ".json"),
          toJson(result).dump(1, ' ', false, json::error_handler_t::replace));
}

std::filesystem::path CaseShelf::fileOf(const std::string& content, const char* ending) const {
    return m_folder / (io::sha256Of(content) + ending);
}

void CaseShelf::write(const std::filesystem::path& file, std::string_view bytes) const {
    if (const auto written = writeWholeFile(file, bytes); !written) throw Error(written.error());
}

}  // namespace sigscope::bench
