#pragma once

#include <string>
#include <string_view>

#include "app/exit_status.h"

namespace sigscope::app {

/// `text` with what would steer a terminal or turn its line around spelt out: control characters
/// (all but line feeds) and those of direction as \u202e, bytes that are no UTF-8 as \xe9. Names of
/// files and classes come from anywhere. A JSON text means the same afterwards.
[[nodiscard]] std::string printable(std::string_view text);

// Everything that the program prints passes through these, and is printable.

/// Writes to standard output; printed() says whether that worked.
void print(std::string_view text);

/// Sends off what was printed. `Done`, or `Failed` having complained.
[[nodiscard]] ExitStatus printed();

/// Writes "sigscope: line" on standard error, as one line.
void printError(std::string_view line);

}  // namespace sigscope::app
