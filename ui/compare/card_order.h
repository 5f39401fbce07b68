#pragma once

#include <cstddef>
#include <vector>

namespace sigscope::ui {

struct ComparedColumn;

/// What cards are ordered by; figures the smallest first.
enum class CardOrder { Added, MapError, PathGap, Evaluations, Seconds };

/// The columns in that order; those that have no such figure come last.
[[nodiscard]] std::vector<std::size_t> inOrder(const std::vector<ComparedColumn>& columns,
                                               CardOrder order);

}  // namespace sigscope::ui
