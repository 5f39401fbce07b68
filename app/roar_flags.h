#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/parameter_flags.h"
#include "app/study_options.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// The options of `sigscope study roar`. Must outlive the parsing.
class RoarFlags {
public:
    /// Adds them to `command`. `catalogue` must outlive this.
    RoarFlags(CLI::App& command, const Catalogue& catalogue);
    RoarFlags(const RoarFlags&) = delete;
    RoarFlags& operator=(const RoarFlags&) = delete;

    [[nodiscard]] bool parsed() const { return m_command.parsed(); }

    /// Throws std::invalid_argument naming the flag.
    [[nodiscard]] RoarRequest request() const;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

private:
    CLI::App& m_command;
    const Catalogue& m_catalogue;
    std::vector<Choice> m_protocols = roarProtocolChoices();
    ParameterFlags m_parameters;
    RoarRequest m_request;
    std::filesystem::path m_folder;
    std::vector<std::string> m_methods;
    std::string m_protocol = nameOf(RoarProtocol::Published);
    bool m_quick = false;
};

}  // namespace sigscope::app
