#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "engine/file_bytes.h"

namespace sigscope::io {

enum class Order { Little, Big };

/// The unsigned number of `size` bytes at `offset`; 0 if it is not all there.
[[nodiscard]] inline std::uint64_t numberAt(ByteView bytes, std::uint64_t offset, std::size_t size,
                                            Order order) {
    if (offset > bytes.size() || bytes.size() - offset < size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t shift = order == Order::Big ? size - 1 - i : i;
        value |= std::uint64_t{bytes[offset + i]} << (8 * shift);
    }
    return value;
}

/// Whether `text` is what there is at `offset`.
[[nodiscard]] inline bool hasText(ByteView bytes, std::uint64_t offset, std::string_view text) {
    return offset <= bytes.size() && bytes.size() - offset >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

}  // namespace sigscope::io
