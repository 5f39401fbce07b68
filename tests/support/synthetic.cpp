#include "tests/support/synthetic.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numeric>

namespace sigscope::golden {

namespace {

std::uint64_t hashOf(const std::string& name) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3;
    }
    return hash;
}

double value(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t z = seed + index * 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) / std::pow(2.0, 53) * 2 - 1;
}

at::Tensor tensorOf(const NamedShape& entry) {
    const at::Tensor stream = syntheticStream(entry.name, entry.shape);
    if (entry.name.ends_with("running_var")) return 1 + 0.1 * stream;
    if (entry.name.ends_with("running_mean")) return 0.1 * stream;
    if (entry.shape.size() == 1)
        return entry.name.ends_with("weight") ? 1 + 0.1 * stream : 0.1 * stream;
    const double fanIn = static_cast<double>(stream.numel()) / static_cast<double>(entry.shape[0]);
    return stream * std::sqrt(6 / fanIn);
}

}  // namespace

at::Tensor syntheticStream(const std::string& name, const std::vector<std::int64_t>& shape) {
    at::Tensor stream = at::empty(shape, at::kDouble);
    const std::uint64_t seed = hashOf(name);
    auto* values = stream.mutable_data_ptr<double>();
    for (std::int64_t i = 0; i < stream.numel(); ++i)
        values[i] = value(seed, static_cast<std::uint64_t>(i) + 1);
    return stream;
}

models::StateDict syntheticState(const std::vector<NamedShape>& shapes) {
    models::StateDict state("synthetic");
    for (const NamedShape& entry : shapes) state.add(entry.name, tensorOf(entry).to(at::kFloat));
    return state;
}

models::StateDict renamedState(const models::StateDict& state,
                               const std::vector<std::pair<std::string, std::string>>& renamings) {
    models::StateDict result("renamed");
    for (const auto& [name, tensor] : state.entries()) {
        std::string other = name;
        for (const auto& [ours, theirs] : renamings)
            if (const std::size_t at = other.find(ours); at != std::string::npos)
                other.replace(at, ours.size(), theirs);
        result.add(other, tensor);
    }
    return result;
}

}  // namespace sigscope::golden
