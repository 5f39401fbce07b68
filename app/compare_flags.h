#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/compare_options.h"
#include "app/comparison_flags.h"
#include "app/explain_flags.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope compare`. Must outlive the parsing.
class CompareFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    CompareFlags(CLI::App& command, const Catalogue& catalogue);
    CompareFlags(const CompareFlags&) = delete;
    CompareFlags& operator=(const CompareFlags&) = delete;

    /// What was given: the columns are all combinations of what varies. Throws
    /// std::invalid_argument naming the flag.
    [[nodiscard]] CompareOptions options() const;

private:
    /// Adds a list that takes the place of explain's `single`.
    CLI::Option* addList(const std::string& flag, std::vector<std::string>& values,
                         const std::string& single, const std::string& help);
    void checkLists() const;
    /// Throws std::invalid_argument for a flag of a figure that none of the outputs is.
    void requireFigure(const std::vector<std::filesystem::path>& outputs) const;
    /// Throws std::invalid_argument for baselines that no column's method uses.
    void checkBaselines(const std::vector<ComparisonColumn>& columns) const;
    [[nodiscard]] std::vector<ComparisonColumn> methodColumns(const ExplainRequest& given) const;

    CLI::App& m_command;
    const Catalogue& m_catalogue;
    ExplainFlags m_explain;
    ComparisonFlags m_comparison;
    std::vector<std::string> m_methods;
    std::vector<std::string> m_baselines;
    std::vector<std::string> m_models;
    std::vector<std::string> m_targets;
};

}  // namespace sigscope::app
