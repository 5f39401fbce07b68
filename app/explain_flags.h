#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/explain_options.h"
#include "app/parameter_flags.h"
#include "app/preprocessing_flags.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope explain`. Must outlive the parsing.
class ExplainFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    ExplainFlags(CLI::App& command, const Catalogue& catalogue);
    ExplainFlags(const ExplainFlags&) = delete;
    ExplainFlags& operator=(const ExplainFlags&) = delete;

    /// What was given. Throws std::invalid_argument naming the flag.
    [[nodiscard]] ExplainOptions options() const;

private:
    /// A flag that was given replaces what a request has so far.
    struct Override {
        const CLI::Option* option;
        std::function<void(ExplainRequest&)> apply;
    };

    void addInputs();
    void addQuestion();
    void addBaselines();
    void addOutputs();
    template <typename Value>
    CLI::Option* add(const std::string& flag, Value ExplainRequest::*member,
                     const std::string& help);
    [[nodiscard]] ExplainOptions withoutFlags() const;
    void readParameters(ExplainRequest& request, const std::string& methodBefore) const;
    void readModel(ExplainOptions& options) const;
    [[nodiscard]] bool isOutputKind(const std::string& output) const;
    void checkCompanions(const ExplainRequest& request) const;

    CLI::App& m_command;
    const Catalogue& m_catalogue;
    ExplainRequest m_given;
    std::vector<std::string> m_baselines;
    std::vector<Override> m_overrides;
    std::filesystem::path m_recipe;
    std::vector<std::string> m_outputs;  ///< Files, and what the network's outputs are.
    std::string m_view = "crop";
    std::string m_map = "signed";
    bool m_json = false;
    bool m_allowTorchScript = false;
    const CLI::Option* m_image = nullptr;
    const CLI::Option* m_against = nullptr;
    const CLI::Option* m_seed = nullptr;
    ParameterFlags m_parameters;
    PreprocessingFlags m_preprocessing;
};

}  // namespace sigscope::app
