#pragma once

#include <string>
#include <vector>

namespace sigscope {

/// What a method finds beside its map: a number, or a list of them.
struct SideNumbers {
    std::string name;            ///< "lime_weights": its key in files.
    std::string title;           ///< "Coefficients"
    std::vector<double> values;  ///< Not empty.

    bool operator==(const SideNumbers&) const = default;
};

}  // namespace sigscope
