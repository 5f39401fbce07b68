#pragma once

#include "app/exit_status.h"
#include "engine/api/run_observer.h"

namespace sigscope::app {

/// What the program ends with after a failure.
[[nodiscard]] constexpr ExitStatus statusOf(FailureCause cause) {
    return cause == FailureCause::Input ? ExitStatus::BadInput : ExitStatus::Failed;
}

}  // namespace sigscope::app
