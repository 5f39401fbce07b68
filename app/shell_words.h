#pragma once

#include <string>
#include <vector>

namespace sigscope::app {

/// A word of a shell's command line that means `text`.
[[nodiscard]] std::string shellQuoted(const std::string& text);

/// The command line that gives `words`, those quoted that need it.
[[nodiscard]] std::string shellCommand(const std::vector<std::string>& words);

}  // namespace sigscope::app
