#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/compute/bare_maps.h"
#include "engine/compute/compute_context.h"
#include "engine/compute/preparation.h"
#include "engine/methods/method_registry.h"
#include "engine/metrics/metric.h"

namespace sigscope::study {

/// Explains one picture after the other, without anybody looking on, and rounds alike however busy
/// the machine is. Keeps the last picture and model.
class Explainer {
public:
    Explainer();
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;

    /// Throws Error if the method does not take the parameters.
    void requireSense(const std::string& method, const ParameterValues& parameters) const;

    /// What the maps of a method are. Throws Error if there is none of that name.
    [[nodiscard]] const MethodTraits& traitsOf(const std::string& method) const;

    /// Throws Error if the model of `request` cannot be loaded, or its preprocessing is not known.
    void requireModel(const ExplainRequest& request) const;

    /// The picture, the model, the class and the baseline. Throws Error.
    [[nodiscard]] compute::Preparation prepare(ExplainRequest request);

    /// A by the request's method, the mean over its baselines: float64, [3, H, W]; undefined once
    /// it was stopped. `preparation` is the request's. Throws Error.
    [[nodiscard]] at::Tensor explain(const ExplainRequest& request,
                                     const compute::Preparation& preparation,
                                     const std::stop_token& stop);

    /// The networks that model randomisation asks in the place of `classifier`, as `options` say;
    /// none of a program and of ONNX, whose layers are not known. Throws Error.
    [[nodiscard]] std::vector<metrics::RandomisedStage> randomised(
        const std::shared_ptr<const models::Classifier>& classifier,
        const metrics::MetricOptions& options);

private:
    methods::MethodRegistry m_registry = methods::builtInMethods();
    compute::ComputeContext m_context;
    compute::BareMaps m_maps{m_registry, m_context, integration::BatchPace::Fixed};
    std::shared_ptr<const models::Classifier> m_randomisedOf;
    Randomisation m_randomisation = Randomisation::Cascade;
    std::vector<metrics::RandomisedStage> m_randomised;
};

/// The index of the class that `text` names, as ExplainRequest::target. Throws Error.
[[nodiscard]] int classIndexOf(const std::string& text, const compute::Preparation& preparation);

}  // namespace sigscope::study
