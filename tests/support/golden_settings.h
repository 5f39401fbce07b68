#pragma once

#include <optional>
#include <string>

#include "engine/api/parameters.h"
#include "engine/problem/objective.h"
#include "tests/support/golden.h"

namespace sigscope::golden {

/// How an entry of the golden arrays was made.
struct Settings {
    std::string method;
    std::string baseline = "black";
    Objective::Kind objective = Objective::Kind::Probability;
    ParameterValues parameters;
    /// Branches on tiny differences, so that float32 follows the same way only roughly.
    bool branches = false;
};

/// The settings of an entry of a tiny_* file, like "sig.overlap0.1". Nothing for one that is not
/// built yet.
[[nodiscard]] std::optional<Settings> tinySettings(const std::string& entry);

/// The settings of an entry of a lite0_* file, whose `steps` are given.
[[nodiscard]] std::optional<Settings> lite0Settings(const std::string& entry, std::int64_t steps);

}  // namespace sigscope::golden
