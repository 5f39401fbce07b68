#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/parameter_flags.h"
#include "app/request_flags.h"
#include "app/spec_flags.h"
#include "engine/api/evaluation.h"
#include "engine/api/metric_settings.h"

namespace sigscope::app {

/// The options of `sigscope evaluate` and `sigscope study run`: by which methods maps are made, and
/// by which metrics they are measured. Must outlive the parsing.
class MapFlags {
public:
    /// Adds them to `command`, less the fields of a request called as `without` says. `catalogue`
    /// must outlive this.
    MapFlags(CLI::App& command, const Catalogue& catalogue, const std::set<std::string>& without);
    MapFlags(const MapFlags&) = delete;
    MapFlags& operator=(const MapFlags&) = delete;

    /// What all maps have in common. Throws std::invalid_argument naming the flag.
    [[nodiscard]] ExplainRequest request() const;

    /// A flag that was given and is part of request(): "--model".
    [[nodiscard]] std::optional<std::string> firstOfRequest() const;

    /// Likewise of each method's maps.
    [[nodiscard]] std::vector<ChosenMethod> methods() const;

    [[nodiscard]] const std::vector<std::string>& metrics() const { return m_metrics; }

    /// What was chosen of metricParameters(). Throws std::invalid_argument naming the flag, also of
    /// one that none of the metrics heeds.
    [[nodiscard]] ParameterValues metricValues() const;

private:
    const Catalogue& m_catalogue;
    std::vector<std::string> m_methods;
    std::vector<std::string> m_metrics;
    RequestFlags m_fields;
    ParameterFlags m_parameters;
    SpecFlags m_preprocessing;
    SpecFlags m_metricParameters;
};

}  // namespace sigscope::app
