#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ui/render/comparison_view.h"

namespace sigscope::app {

/// How maps beside each other are coloured, of `sigscope compare` and `sigscope animate`. Must
/// outlive the parsing.
class ComparisonFlags {
public:
    /// Adds them to `command`, in that group of its help.
    ComparisonFlags(CLI::App& command, const std::string& group);
    ComparisonFlags(const ComparisonFlags&) = delete;
    ComparisonFlags& operator=(const ComparisonFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] ui::ComparisonView view(Reduction reduction) const;

    /// The first of the flags that were given; nothing where none was.
    [[nodiscard]] std::optional<std::string> firstGiven() const;

private:
    std::vector<const CLI::Option*> m_options;
    std::string m_scale = "one";
    std::optional<double> m_limit;
    std::optional<double> m_opacity;
    std::optional<double> m_topShare;
};

}  // namespace sigscope::app
