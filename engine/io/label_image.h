#pragma once

#include <cstdint>
#include <vector>

namespace sigscope::io {

/// A picture each of whose colours is a label.
struct LabelImage {
    int width = 0;
    int height = 0;
    /// Row by row, equal where the colours are; 0 of what is black or wholly transparent.
    std::vector<std::int64_t> labels;

    [[nodiscard]] std::int64_t at(int y, int x) const {
        return labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
};

}  // namespace sigscope::io
