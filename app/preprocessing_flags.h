#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope::app {

/// One flag for each parameter of a model's preprocessing. Must outlive the parsing.
class PreprocessingFlags {
public:
    /// Adds the flags to `command`. `specs` must outlive this.
    PreprocessingFlags(CLI::App& command, const std::vector<ParameterSpec>& specs);

    /// The values that were given. Throws std::invalid_argument naming the flag if one is out of
    /// range.
    [[nodiscard]] ParameterValues values() const;

private:
    const std::vector<ParameterSpec>& m_specs;
    std::map<std::string, std::string> m_texts;  ///< What follows each flag, by parameter name.
    std::map<std::string, CLI::Option*> m_options;
};

}  // namespace sigscope::app
