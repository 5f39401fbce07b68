#include "engine/compute/forecaster.h"

#include <algorithm>
#include <exception>
#include <ranges>

namespace sigscope::compute {

namespace {

constexpr std::size_t mostFindings = 100;

/// methods::Evaluation::Value says so.
constexpr double valueShare = 1.0 / 3;

/// What decides how long an evaluation takes.
std::string paceKeyOf(const ExplainRequest& request, const methods::ResourceEstimate& estimate) {
    std::string key = request.model + '\n' + request.device + '\n' + request.precision;
    for (const auto& [name, value] : request.preprocessing)
        key += '\n' + name + ' ' + toText(value);
    // Its work lies between the evaluations.
    if (estimate.autoencoderUse != methods::AutoencoderUse::None)
        key += '\n' + estimate.autoencoder + '\n' +
               std::to_string(static_cast<int>(estimate.autoencoderUse));
    return key;
}

/// Integrations along a given path until the map's estimated error is within the tolerance.
bool goesByTolerance(const methods::ResourceEstimate& estimate) {
    return !estimate.exact && estimate.traced == methods::Traced::Nodes;
}

std::optional<ParameterValue> toleranceIn(const ParameterValues& parameters) {
    const auto given = parameters.find("tolerance");
    return given == parameters.end() ? std::nullopt : std::optional(given->second);
}

/// Drawn ones count as often as they are drawn.
int baselinesOf(const ExplainRequest& request) {
    int count = 0;
    for (const BaselineSpec& baseline : request.baselines)
        count += isDrawn(baseline) ? request.baselineCount : 1;
    return count;
}

}  // namespace

void Forecaster::learn(const ExplainRequest& request, const Cost& cost,
                       std::optional<int> evaluations) {
    const methods::ResourceEstimate estimate =
        m_methods.find(request.method).estimate(request.parameters, {}, request.memoryBudget);
    const std::lock_guard lock(m_mutex);
    m_costs[paceKeyOf(request, estimate)] = cost;
    if (!evaluations || estimate.exact) return;
    std::erase_if(m_findings, [&request](const Finding& finding) {
        return finding.method == request.method && finding.parameters == request.parameters;
    });
    if (m_findings.size() == mostFindings) m_findings.erase(m_findings.begin());
    m_findings.push_back({request.method, request.parameters, estimate, *evaluations});
}

const Forecaster::Finding* Forecaster::findingOf(const ExplainRequest& request,
                                                 const methods::ResourceEstimate& estimate) const {
    const auto newest = std::views::reverse(m_findings);
    auto found = std::ranges::find_if(newest, [&request](const Finding& finding) {
        return finding.method == request.method && finding.parameters == request.parameters;
    });
    if (found == newest.end() && goesByTolerance(estimate))
        found = std::ranges::find_if(newest, [&](const Finding& finding) {
            return goesByTolerance(finding.estimate) &&
                   finding.estimate.evaluations == estimate.evaluations &&
                   toleranceIn(finding.parameters) == toleranceIn(request.parameters);
        });
    return found == newest.end() ? nullptr : &*found;
}

std::optional<double> Forecaster::secondsOf(const ExplainRequest& request,
                                            const methods::ResourceEstimate& estimate) const {
    const auto known = m_costs.find(paceKeyOf(request, estimate));
    if (known == m_costs.end()) return std::nullopt;
    const Cost& cost = known->second;
    if (const auto seconds = cost.secondsPer(estimate.evaluation)) return seconds;
    const bool ofValues = estimate.evaluation == methods::Evaluation::Value;
    if (ofValues && cost.secondsPerGradient) return valueShare * *cost.secondsPerGradient;
    if (!ofValues && cost.secondsPerValue) return *cost.secondsPerValue / valueShare;
    return std::nullopt;
}

Forecast Forecaster::forecast(const ExplainRequest& request) const {
    try {
        const methods::ResourceEstimate estimate =
            m_methods.find(request.method).estimate(request.parameters, {}, request.memoryBudget);
        const int baselines = baselinesOf(request);
        Forecast forecast{.evaluations = estimate.evaluations * baselines};
        const std::lock_guard lock(m_mutex);
        const Finding* finding = findingOf(request, estimate);
        if (!estimate.exact && finding == nullptr) forecast.kind = Forecast::Kind::AtMost;
        const int each = finding == nullptr ? estimate.evaluations : finding->evaluations;
        if (const auto seconds = secondsOf(request, estimate))
            forecast.seconds = each * baselines * *seconds;
        return forecast;
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace sigscope::compute
