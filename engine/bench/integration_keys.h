#pragma once

#include <string>

#include "engine/api/integration_benchmark.h"

namespace sigscope::bench {

/// By what a case was computed.
struct Circumstances {
    std::string program;  ///< With its version, and Torch's.
    std::string device;
    std::string machine;  ///< bench::machineName(); decides nothing but times.
};

/// Under which keys a case's maps and its result are kept: the texts of all that decides them.
struct IntegrationKeys {
    std::string maps;
    std::string result;  ///< It has times: of this machine alone.
};

/// `recipe` (run/recipe.h) is that of the case's explanation: its picture and model by SHA-256, the
/// preprocessing, the class, f, the method and the precision. Throws Error if it is none.
[[nodiscard]] IntegrationKeys keysOf(const std::string& recipe,
                                     const IntegrationBenchmarkRequest& request,
                                     const Circumstances& circumstances);

}  // namespace sigscope::bench
