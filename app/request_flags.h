#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/request_field.h"

namespace sigscope::app {

/// One flag for each field of a request that has one. Must outlive the parsing.
class RequestFlags {
public:
    /// Adds the flags to `command`, in the fields' order.
    RequestFlags(CLI::App& command, std::vector<RequestField> fields);
    RequestFlags(const RequestFlags&) = delete;
    RequestFlags& operator=(const RequestFlags&) = delete;

    /// What was given replaces what `request` has. Throws std::invalid_argument naming the flag.
    void apply(ExplainRequest& request) const;

    /// Throws std::invalid_argument for a flag that was given and makes no sense in any of
    /// `requests`.
    void requireSense(const std::vector<ExplainRequest>& requests) const;

    /// The first flag, in the fields' order, that was given: "--model".
    [[nodiscard]] std::optional<std::string> firstGiven() const;

private:
    [[nodiscard]] bool has(const std::string& name) const;

    const std::vector<RequestField> m_fields;
    std::map<std::string, const CLI::Option*> m_options;  ///< By the field's name.
};

/// The values that a field's flag takes, as help texts write them: "N|NAME|top".
[[nodiscard]] std::string valuesText(const RequestField& field);

}  // namespace sigscope::app
