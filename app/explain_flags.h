#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/explain_options.h"
#include "app/parameter_flags.h"
#include "app/request_flags.h"
#include "app/spec_flags.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope explain`, and those that other commands share with it: those take no
/// recipe and have no --view, and but for figures one picture. Must outlive the parsing.
class ExplainFlags {
public:
    enum class Command { Explain, Compare, Animate, Figure };

    /// Adds them to `command`. `catalogue` must outlive this; `fields` are its requestFields().
    ExplainFlags(CLI::App& command, const Catalogue& catalogue, std::vector<RequestField> fields,
                 Command kind = Command::Explain);
    ExplainFlags(const ExplainFlags&) = delete;
    ExplainFlags& operator=(const ExplainFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] ExplainOptions options() const;

    /// The same but for the method's parameters.
    [[nodiscard]] ExplainOptions withoutParameters() const;

    /// Of several methods, each takes the parameters that it has; one that none of them has is
    /// refused. Throws likewise.
    [[nodiscard]] std::vector<ParameterValues> parametersOf(
        const std::vector<std::string>& methods) const;

    /// Throws std::invalid_argument if a flag was given that says nothing in any of `requests`.
    void checkCompanions(const std::vector<ExplainRequest>& requests) const;

private:
    /// The flag of the recipe; null where there is none.
    [[nodiscard]] const CLI::Option* addPictures();
    void addOutputs();
    void addReport();
    void addView();
    [[nodiscard]] std::string outputsHelp() const;
    [[nodiscard]] bool hasRecipe() const;
    [[nodiscard]] ExplainOptions withoutFlags() const;
    [[nodiscard]] const MethodSpec& methodNamed(const std::string& name) const;
    void readParameters(ExplainOptions& options) const;
    void readModel(ExplainOptions& options) const;
    /// Throws std::invalid_argument for a flag of files that none of the outputs is.
    void requireOutputs(const ExplainOptions& options) const;
    [[nodiscard]] bool isOutputKind(const std::string& output) const;

    CLI::App& m_command;
    Command m_kind;
    const Catalogue& m_catalogue;
    std::vector<std::filesystem::path> m_images;
    std::filesystem::path m_recipe;
    std::vector<std::string> m_outputs;  ///< Files, and what the network's outputs are.
    std::string m_view = "crop";
    std::string m_map = "signed";
    bool m_json = false;
    bool m_keepsPath = false;
    const CLI::Option* m_recipeFlag;  ///< Before the fields', also in the help.
    RequestFlags m_fields;
    ParameterFlags m_parameters;
    SpecFlags m_preprocessing;
};

}  // namespace sigscope::app
