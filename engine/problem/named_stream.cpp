#include "engine/problem/named_stream.h"

#include <ATen/ATen.h>

#include <numbers>
#include <utility>

namespace sigscope {

namespace {

/// FNV-1a, 64 bits.
std::uint64_t fnv1a(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3;
    }
    return hash;
}

/// The k-th output of splitmix64.
std::uint64_t splitmix64(std::uint64_t seed, std::uint64_t k) {
    std::uint64_t z = seed + k * 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

}  // namespace

NamedStream::NamedStream(std::string name) : m_name(std::move(name)), m_seed(fnv1a(m_name)) {}

double NamedStream::uniform(std::uint64_t k) const {
    // The upper 53 bits are those that a double holds exactly.
    return static_cast<double>(splitmix64(m_seed, k) >> 11) * 0x1p-53;
}

at::Tensor NamedStream::uniforms(std::int64_t count) const {
    at::Tensor numbers = at::empty({count}, at::kDouble);
    auto* values = numbers.mutable_data_ptr<double>();
    for (std::int64_t i = 0; i < count; ++i) values[i] = uniform(static_cast<std::uint64_t>(i) + 1);
    return numbers;
}

at::Tensor NamedStream::normals(std::int64_t count) const {
    const at::Tensor a = NamedStream(m_name + ".r").uniforms(count);
    const at::Tensor b = NamedStream(m_name + ".t").uniforms(count);
    return (-2 * (1 - a).log()).sqrt() * (2 * std::numbers::pi * b).cos();  // Box and Muller
}

at::Tensor NamedStream::permutation(std::int64_t count) const {
    return uniforms(count).argsort(/*stable=*/true, 0, /*descending=*/false);
}

}  // namespace sigscope
