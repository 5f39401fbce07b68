#pragma once

namespace sigscope::app {

/// What the program ends with. Scripts rely on these numbers.
enum class ExitStatus : int {
    Done = 0,
    Failed = 1,         ///< The input was good, the work did not succeed.
    BadInput = 2,       ///< A wrong argument, a file that cannot be used, no place to write to.
    Interrupted = 130,  ///< Ctrl+C; what there was has been written.
};

}  // namespace sigscope::app
