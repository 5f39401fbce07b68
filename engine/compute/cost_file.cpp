#include "engine/compute/cost_file.h"

#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/api/whole_file.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_bytes.h"

namespace sigscope::compute {

namespace {

using CostJson = nlohmann::json;

constexpr std::size_t largestCostFile = 1 << 20;
constexpr std::size_t mostCostValues = 10'000;
// An entry takes 150 bytes: far within the file's bounds.
constexpr std::size_t mostCosts = 1000;

/// What a count depends on besides its key.
std::string countedBy() {
    return "sigscope " SIGSCOPE_VERSION
           ", LibTorch " C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(
               TORCH_VERSION_MINOR) "." C10_STRINGIZE(TORCH_VERSION_PATCH) ", " +
           at::get_cpu_capability();
}

/// Bytes that a computer may have; nothing where the value is not such a number.
std::optional<std::int64_t> bytesOf(const CostJson& value) {
    constexpr std::int64_t mostBytes = 1LL << 50;
    if (!value.is_number_integer()) return std::nullopt;
    const auto bytes = value.get<std::int64_t>();
    return bytes >= 0 && bytes <= mostBytes ? std::optional(bytes) : std::nullopt;
}

std::optional<Cost> costOfJson(const CostJson& value) {
    if (!value.is_array() || value.size() != 3) return std::nullopt;
    const auto first = bytesOf(value[0]);
    const auto more = bytesOf(value[1]);
    const auto latent = bytesOf(value[2]);
    if (!first || !more || !latent) return std::nullopt;
    return Cost{*first, *more, *latent};
}

}  // namespace

std::map<std::string, Cost> readCosts(const std::filesystem::path& file) {
    std::map<std::string, Cost> costs;
    try {
        const std::vector<std::uint8_t> bytes =
            readFileBytes(file, {largestCostFile, "file of costs"});
        const CostJson json =
            boundedJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                        {largestCostFile, mostCostValues});
        if (!json.is_object() || json.value("counted_by", CostJson()) != countedBy()) return {};
        const CostJson counted = json.value("costs", CostJson::object());
        if (!counted.is_object()) return {};
        for (const auto& [key, value] : counted.items())
            if (const auto cost = costOfJson(value)) costs.emplace(key, *cost);
    } catch (const Error&) {
        return {};
    }
    return costs;
}

void writeCosts(const std::filesystem::path& file, std::map<std::string, Cost> costs) {
    costs.merge(readCosts(file));
    CostJson counted = CostJson::object();
    for (const auto& [key, cost] : costs) {
        if (counted.size() == mostCosts) break;
        counted[key] = {cost.firstBytes, cost.moreBytes, cost.auxiliaryBytes};
    }
    const CostJson json{{"counted_by", countedBy()}, {"costs", counted}};
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    static_cast<void>(writeWholeFile(file, json.dump(2, ' ', true) + "\n"));
}

}  // namespace sigscope::compute
