#pragma once

#include <optional>

namespace sigscope {

/// What a run would take, told before it is asked for.
struct Forecast {
    enum class Kind {
        Expected,
        AtMost,  ///< How many evaluations it takes shows on the way.
    };

    int evaluations = 0;              ///< At most; 0 of a request that makes no sense.
    std::optional<double> seconds{};  ///< Nothing until the model was timed on the device.
    Kind kind = Kind::Expected;       ///< Of the seconds.
};

}  // namespace sigscope
