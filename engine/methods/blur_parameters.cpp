#include "engine/methods/blur_parameters.h"

namespace sigscope::methods {

const NumberText& sigmaMaxText() {
    static const NumberText text{.name = "sigma-max",
                                 .symbol = "σ_max",
                                 .minimum = 0.1,
                                 .maximum = 200,
                                 .unit = "px",
                                 .help =
                                     "Standard deviation of the strongest blur, with which the "
                                     "path begins.",
                                 .equation = "σ(α) = (1 − α) σ_max"};
    return text;
}

const std::vector<Named<paths::BlurSchedule>>& scheduleTable() {
    using paths::BlurSchedule;
    static const std::vector<Named<BlurSchedule>> table{
        {{"linear", "linear", "σ = (1 − α) σ_max."}, BlurSchedule::Linear},
        {{"sqrt", "square root", "σ = √((1 − α) σ_max): begins at √σ_max, most change at the end."},
         BlurSchedule::SquareRoot},
    };
    return table;
}

}  // namespace sigscope::methods
