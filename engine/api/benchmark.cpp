#include "engine/api/benchmark.h"

#include <algorithm>
#include <cmath>

namespace sigscope {

std::vector<BenchmarkEntry> benchmarkEntries(const std::vector<MethodSpec>& methods) {
    std::vector<BenchmarkEntry> entries;
    for (const MethodSpec& method : methods) {
        entries.push_back({method.name, method.name, method.parity});
        // Without settings of its own the published program does not have the method.
        if (method.parity.empty()) continue;
        const auto split =
            std::ranges::find(method.parameters, "decomposition", &ParameterSpec::name);
        if (split == method.parameters.end()) continue;
        for (const Choice& choice : split->choices) {
            if (ParameterValue(choice.name) == split->defaultValue) continue;
            ParameterValues parameters = method.parity;
            parameters["decomposition"] = choice.name;
            entries.push_back({method.name + "-" + choice.name, method.name, parameters});
        }
    }
    return entries;
}

std::optional<double> BenchmarkRow::ratio() const {
    if (!referenceSeconds) return std::nullopt;
    return *referenceSeconds / engineSeconds;
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace sigscope
