#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/animate_options.h"
#include "app/comparison_flags.h"
#include "app/explain_flags.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope animate`. Must outlive the parsing.
class AnimateFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    AnimateFlags(CLI::App& command, const Catalogue& catalogue);
    AnimateFlags(const AnimateFlags&) = delete;
    AnimateFlags& operator=(const AnimateFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] AnimateOptions options() const;

private:
    template <typename Value>
    CLI::Option* add(const std::string& flag, Value& value, const std::string& help);
    /// Whose maps, and what they are called.
    void addMaps(const Catalogue& catalogue);
    /// What is where, and how large.
    void addLayout();
    void addTimes();

    /// A column for each method.
    [[nodiscard]] std::vector<ComparisonColumn> columns(const ExplainOptions& given) const;
    /// Throws std::invalid_argument for a flag of a pane that the film of one path does not show.
    void requirePanes(bool isGrid) const;

    CLI::App& m_command;
    ExplainFlags m_explain;
    ComparisonFlags m_comparison;
    std::vector<std::string> m_methods;
    std::string m_caption;
    std::vector<std::string> m_panes{"x", "spectrum", "added", "sofar", "chart"};
    std::string m_pace = "change";
    std::string m_alignment = "alpha";
    std::string m_chart = "below";
    ui::FilmOptions m_film;
};

}  // namespace sigscope::app
