#pragma once

#include <string>
#include <vector>

namespace sigscope::study {

/// Numbers with spaces between them, read back to the bit: "0.1 nan 3".
[[nodiscard]] std::string numberListText(const std::vector<double>& numbers);

/// Throws Error ("is damaged") of what numberListText() does not write.
[[nodiscard]] std::vector<double> numberListOf(const std::string& text);

}  // namespace sigscope::study
