#include "engine/models/architectures/network_modules.h"

#include <charconv>
#include <functional>
#include <ranges>
#include <set>
#include <string_view>

namespace sigscope::models {

namespace {

constexpr std::string_view weightSuffix = ".weight";

bool isWithinNetworkModules(std::string_view layer, const std::string& module) {
    return layer == module || layer.starts_with(module + ".");
}

/// The numbers that stand at the place of a pattern's "#", the largest first.
std::set<int, std::greater<>> numbersAfter(const StateDict& state, const std::string& prefix) {
    std::set<int, std::greater<>> numbers;
    for (const StateDict::Entry& entry : state.entries()) {
        if (!entry.name.starts_with(prefix)) continue;
        const char* begin = entry.name.data() + prefix.size();
        const char* end = entry.name.data() + entry.name.size();
        int number = 0;
        const auto read = std::from_chars(begin, end, number);
        if (read.ptr != begin && read.ptr != end && *read.ptr == '.') numbers.insert(number);
    }
    return numbers;
}

std::vector<std::string> namesOfPattern(const StateDict& state, const std::string& pattern) {
    const std::size_t place = pattern.find('#');
    if (place == std::string::npos) return {pattern};
    std::vector<std::string> names;
    const std::string prefix = pattern.substr(0, place);
    for (const int number : numbersAfter(state, prefix))
        names.push_back(prefix + std::to_string(number));
    return names;
}

std::vector<std::string> layersWithin(const StateDict& state, const std::string& module) {
    std::vector<std::string> layers;
    for (const StateDict::Entry& entry : state.entries()) {
        std::string_view layer = entry.name;
        if (!layer.ends_with(weightSuffix)) continue;
        layer.remove_suffix(weightSuffix.size());
        if (isWithinNetworkModules(layer, module)) layers.emplace_back(layer);
    }
    return layers;
}

}  // namespace

std::vector<NetworkModule> modulesFromOutput(const StateDict& state,
                                             const std::vector<std::string>& modules) {
    std::vector<NetworkModule> found;
    for (const std::string& pattern : modules | std::views::reverse)
        for (const std::string& name : namesOfPattern(state, pattern))
            if (auto layers = layersWithin(state, name); !layers.empty())
                found.push_back({name, std::move(layers)});
    return found;
}

}  // namespace sigscope::models
