#include "engine/models/architectures/network_modules.h"

#include <charconv>
#include <functional>
#include <ranges>
#include <set>
#include <string_view>
#include <utility>

namespace sigscope::models {

namespace {

/// PyTorch's name of the joint projection, whose tensors are the attention's own.
constexpr std::string_view jointProjection = ".in_proj";

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
        std::string layer = layerOfTensor(entry.name);
        if (entry.name == tensorOfLayer(layer, "weight") && isWithinNetworkModules(layer, module))
            layers.push_back(std::move(layer));
    }
    return layers;
}

}  // namespace

std::string layerOfTensor(std::string_view name) {
    const std::size_t end = name.rfind('.');
    const std::string_view part = end == std::string_view::npos ? "" : name.substr(end);
    if (part.starts_with(jointProjection)) return std::string(name.substr(0, name.rfind('_')));
    return std::string(name.substr(0, end));
}

std::string tensorOfLayer(const std::string& layer, std::string_view part) {
    return layer + (layer.ends_with(jointProjection) ? '_' : '.') + std::string(part);
}

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
