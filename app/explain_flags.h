#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/explain_options.h"
#include "app/parameter_flags.h"
#include "app/preprocessing_flags.h"
#include "app/request_flags.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope explain`. Must outlive the parsing.
class ExplainFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this; `fields` are its requestFields().
    ExplainFlags(CLI::App& command, const Catalogue& catalogue, std::vector<RequestField> fields);
    ExplainFlags(const ExplainFlags&) = delete;
    ExplainFlags& operator=(const ExplainFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] ExplainOptions options() const;

private:
    [[nodiscard]] const CLI::Option* addRecipe();
    void addOutputs();
    [[nodiscard]] ExplainOptions withoutFlags() const;
    void readParameters(ExplainRequest& request, const std::string& methodBefore) const;
    void readModel(ExplainOptions& options) const;
    [[nodiscard]] bool isOutputKind(const std::string& output) const;
    void checkCompanions(const ExplainRequest& request) const;

    CLI::App& m_command;
    const Catalogue& m_catalogue;
    std::filesystem::path m_recipe;
    std::vector<std::string> m_outputs;  ///< Files, and what the network's outputs are.
    std::string m_view = "crop";
    std::string m_map = "signed";
    bool m_json = false;
    const CLI::Option* m_recipeFlag;  ///< Before the fields', also in the help.
    RequestFlags m_fields;
    ParameterFlags m_parameters;
    PreprocessingFlags m_preprocessing;
};

}  // namespace sigscope::app
