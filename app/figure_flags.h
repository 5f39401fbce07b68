#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/explain_flags.h"
#include "app/figure_options.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope figure`. Must outlive the parsing.
class FigureFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    FigureFlags(CLI::App& command, const Catalogue& catalogue);
    FigureFlags(const FigureFlags&) = delete;
    FigureFlags& operator=(const FigureFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] FigureOptions options() const;

private:
    void addPlaces();
    void addPrint();
    [[nodiscard]] ui::PaperFigureOptions figure(Reduction reduction) const;
    [[nodiscard]] std::vector<std::string> methods(ui::PaperFigureKind kind) const;
    void requirePaths(const std::vector<std::string>& methods) const;
    [[nodiscard]] std::vector<std::filesystem::path> pictures(const ExplainOptions& given) const;
    /// Throws if a flag was given that says nothing of that kind.
    void checkKind(ui::PaperFigureKind kind) const;

    CLI::App& m_command;
    const Catalogue& m_catalogue;
    std::string m_kind;
    const CLI::Option* m_kindOption;  ///< Before the pictures, on the command line too.
    ExplainFlags m_explain;
    std::vector<std::string> m_methods;
    std::vector<std::string> m_models;
    std::vector<double> m_alphas;
    int m_equalColumns = 0;
    int m_resolution = SurfaceRequest().resolution;
    std::string m_scale = "row";
    std::string m_heading;
    std::string m_width;
    ui::PrintOptions m_print;
};

/// Millimetres of "84mm", "84", or a journal's "single", "1.5" and "double" columns. Throws
/// std::invalid_argument naming the flag.
[[nodiscard]] double parseWidth(const std::string& text);

}  // namespace sigscope::app
