#pragma once

#include <exception>

#include "engine/api/run_observer.h"
#include "engine/error_message.h"

namespace sigscope::compute {

/// What an observer is told of a task that ended with `error`.
[[nodiscard]] inline RunFailure failureOf(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (...) {
        return {currentErrorMessage(), currentErrorCause()};
    }
}

}  // namespace sigscope::compute
