#pragma once

#include <compare>
#include <string>

namespace sigscope {

/// Names what was asked for: the SHA-256 of all that a map depends on, files by their content and
/// never by their name, numerics as declared. What was only observed (the device, threads,
/// micro-batches, seconds, versions) is no part of it: runs of one id compute one map, to within
/// rounding.
struct SpecId {
    std::string sha256;  ///< Lower-case hexadecimal; empty where it is not known.

    [[nodiscard]] bool empty() const { return sha256.empty(); }
    auto operator<=>(const SpecId&) const = default;
};

}  // namespace sigscope
