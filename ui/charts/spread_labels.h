#pragma once

#include <vector>

namespace sigscope::ui {

/// Where labels of `height` that want to be at `wanted` are centred so that none covers another: in
/// the order of `wanted`, as near as that lets them, between `top` and `bottom` as long as there is
/// room for all. Growing downwards.
[[nodiscard]] std::vector<double> spreadLabels(const std::vector<double>& wanted, double height,
                                               double top, double bottom);

}  // namespace sigscope::ui
