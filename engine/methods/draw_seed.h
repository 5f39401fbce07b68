#pragma once

#include "engine/methods/parameter_table.h"

namespace sigscope::methods {

/// The texts of the seed of what a method draws at random.
[[nodiscard]] inline const NumberText& drawSeedText() {
    static const NumberText text{.name = "draw-seed",
                                 .symbol = {},
                                 .minimum = 0,
                                 .maximum = 2'147'483'647,
                                 .unit = {},
                                 .help = "Which random draw: the same number gives the same one.",
                                 .equation = {}};
    return text;
}

}  // namespace sigscope::methods
