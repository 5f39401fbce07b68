#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/evaluate_options.h"
#include "app/map_flags.h"

namespace sigscope::app {

/// The options of `sigscope evaluate`. Must outlive the parsing.
class EvaluateFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    EvaluateFlags(CLI::App& command, const Catalogue& catalogue);

    /// Throws std::invalid_argument naming the flag.
    [[nodiscard]] EvaluateOptions options() const;

private:
    std::vector<std::filesystem::path> m_inputs;
    MapFlags m_maps;
    std::string m_label;
    int m_randomMaps = 0;
    bool m_json = false;
    std::vector<std::filesystem::path> m_outputs;
};

}  // namespace sigscope::app
