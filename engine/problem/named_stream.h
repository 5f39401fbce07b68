#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace sigscope {

/// A sequence of random numbers that follows from a name such as "rise/1/grid/17" alone, whatever
/// the machine, the device and the size of the batches: two methods that are to be given the same
/// draw use the same name. docs/theory/perturbation-and-noise.md#named-streams.
class NamedStream {
public:
    explicit NamedStream(std::string name);

    /// The k-th number, k = 1, 2, …: uniform in [0, 1).
    [[nodiscard]] double uniform(std::uint64_t k) const;

    /// The first `count` of them, [count], float64 on the CPU.
    [[nodiscard]] at::Tensor uniforms(std::int64_t count) const;

    /// Standard normal numbers, [count], float64 on the CPU. They are those of two streams that
    /// are called as this one with ".r" and ".t" behind.
    [[nodiscard]] at::Tensor normals(std::int64_t count) const;

    /// The numbers 0 … count − 1 in random order, [count], int64 on the CPU: the stable order of
    /// uniforms(count).
    [[nodiscard]] at::Tensor permutation(std::int64_t count) const;

private:
    std::string m_name;
    std::uint64_t m_seed;  ///< FNV-1a of the name.
};

}  // namespace sigscope
