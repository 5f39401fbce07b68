#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"

namespace sigscope::app {

/// One flag for each parameter that any method of the catalogue has, and --parity. Must outlive the
/// parsing.
class ParameterFlags {
public:
    /// Adds the flags to `command`. `catalogue` must outlive this.
    ParameterFlags(CLI::App& command, const Catalogue& catalogue);

    /// The values that were given, over those of the published program under --parity, read as the
    /// parameters of `method`. Throws std::invalid_argument naming the flag if a value is out of
    /// range, if the method has no such parameter, or if that changes nothing beside the others:
    /// those of the flags and, of what these do not say, of `before`.
    [[nodiscard]] ParameterValues valuesFor(const MethodSpec& method,
                                            const ParameterValues& before = {}) const;

    /// The same of several methods: each takes the parameters that it has, and only one that none
    /// of them has, or heeds, is refused.
    [[nodiscard]] std::vector<ParameterValues> valuesForEach(
        const std::vector<const MethodSpec*>& methods) const;

private:
    /// "--overlap: gi has no overlap; sig has".
    [[nodiscard]] std::string foreignParameter(const std::string& name,
                                               const std::string& methods) const;
    /// Those that `method` has.
    [[nodiscard]] ParameterValues ownValues(const MethodSpec& method) const;
    /// The same, over those of `before`.
    [[nodiscard]] ParameterValues allValues(const MethodSpec& method,
                                            const ParameterValues& before) const;
    /// Throws std::invalid_argument for a flag that was given and that none of `methods` has, or
    /// heeds.
    void requireHeeded(const std::vector<const MethodSpec*>& methods,
                       const ParameterValues& before) const;

    const Catalogue& m_catalogue;
    bool m_parity = false;                       ///< Whether --parity was given.
    std::map<std::string, std::string> m_texts;  ///< What follows each flag, by parameter name.
    std::map<std::string, CLI::Option*> m_options;
};

/// The values a parameter can take, as help texts write them: "0 … 1", "a | b".
[[nodiscard]] std::string rangeText(const ParameterSpec& spec);

}  // namespace sigscope::app
