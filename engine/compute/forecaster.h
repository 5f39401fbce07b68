#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/forecast.h"
#include "engine/compute/cost.h"
#include "engine/methods/method_registry.h"

namespace sigscope::compute {

/// Foretells what runs take, by what those before them took. Of any thread. A file of weights that
/// was replaced under its name counts as the one before until it was run.
class Forecaster {
public:
    /// `methods` outlives it.
    explicit Forecaster(const methods::MethodRegistry& methods) : m_methods(methods) {}

    /// A run of `request` had that cost. It took so many evaluations for each of its baselines;
    /// nothing where it was stopped.
    void learn(const ExplainRequest& request, const Cost& cost, std::optional<int> evaluations);

    [[nodiscard]] Forecast forecast(const ExplainRequest& request) const;

private:
    /// What it came to where that shows on the way.
    struct Finding {
        std::string method;
        ParameterValues parameters;
        methods::ResourceEstimate estimate;
        int evaluations = 0;
    };

    /// The last one of the same method and parameters; else of one that integrates to the same
    /// tolerance, which takes about as many; else null.
    [[nodiscard]] const Finding* findingOf(const ExplainRequest& request,
                                           const methods::ResourceEstimate& estimate) const;
    /// Of one evaluation; with m_mutex held, as above.
    [[nodiscard]] std::optional<double> secondsOf(const ExplainRequest& request,
                                                  const methods::ResourceEstimate& estimate) const;

    const methods::MethodRegistry& m_methods;
    mutable std::mutex m_mutex;
    std::map<std::string, Cost> m_costs;  ///< By what decides how long an evaluation takes.
    std::vector<Finding> m_findings;      ///< The newest last.
};

}  // namespace sigscope::compute
