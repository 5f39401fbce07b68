#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope::app {

/// The heading of a model's preprocessing in help texts.
inline constexpr const char* preprocessingGroup = "Preprocessing, where it is not the model's own";

/// One flag for each of some parameters. Must outlive the parsing.
class SpecFlags {
public:
    /// Adds the flags to `command`, in the help's group of that name.
    SpecFlags(CLI::App& command, std::vector<ParameterSpec> specs, const std::string& group);

    /// The values that were given. Throws std::invalid_argument naming the flag if one is out of
    /// range.
    [[nodiscard]] ParameterValues values() const;

private:
    std::vector<ParameterSpec> m_specs;
    std::map<std::string, std::string> m_texts;  ///< What follows each flag, by parameter name.
    std::map<std::string, CLI::Option*> m_options;
};

}  // namespace sigscope::app
