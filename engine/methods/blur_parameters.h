#pragma once

#include "engine/methods/parameter_table.h"
#include "engine/paths/blur_path.h"

namespace sigscope::methods {

/// The texts of the fields, each once.
[[nodiscard]] const NumberText& sigmaMaxText();
[[nodiscard]] const std::vector<Named<paths::BlurSchedule>>& scheduleTable();

/// Adds the parameters of a blur path but for its steps; `access` finds them in the method's
/// struct.
template <typename Parameters, typename Access>
void addBlur(ParameterTable<Parameters>& table, Access access) {
    table.real(sigmaMaxText(),
               [access](Parameters& all) -> double& { return access(all).sigmaMax; });
    table.choice(
        "schedule", "How the blur falls from its strongest to none.", scheduleTable(),
        [access](Parameters& all) -> paths::BlurSchedule& { return access(all).schedule; });
}

}  // namespace sigscope::methods
