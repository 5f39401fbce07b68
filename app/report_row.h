#pragma once

#include <string>

namespace sigscope::app {

/// A line of a report for people: the name, then from `column` on the value.
[[nodiscard]] inline std::string reportRow(const std::string& name, const std::string& value,
                                           std::size_t column) {
    return name + std::string(column - name.size(), ' ') + value + "\n";
}

}  // namespace sigscope::app
