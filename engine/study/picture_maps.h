#pragma once

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <string>
#include <vector>

#include "engine/study/dataset.h"
#include "engine/study/explainer.h"
#include "engine/study/measure.h"

namespace sigscope::study {

/// What is measured, and how.
struct Question {
    ExplainRequest request;
    std::string label{};   ///< As EvaluationRequest::label.
    ObjectPlace object{};  ///< Where the object is in the picture.
    std::vector<std::string> metrics;
    metrics::MetricOptions options{};  ///< Of the metrics.
};

/// A map with what was measured of it.
struct MeasuredPicture {
    at::Tensor attribution;  ///< A, [3, H, W]; undefined where it could not be made.
    std::vector<Measurement> measurements;
    double seconds = 0;  ///< That the method took.
};

/// Explains the picture and measures the map. What is wrong with the picture, or comes of it and
/// the class alone, is the measurements' reason. Throws metrics::Stopped, and what is nobody's
/// fault.
[[nodiscard]] MeasuredPicture explainAndMeasure(Explainer& explainer, const Question& question,
                                                const std::stop_token& stop);

/// Measures a map [3, H, W] that is there. Throws Error, also if it is not of the size that the
/// model sees.
[[nodiscard]] std::vector<Measurement> measureMap(Explainer& explainer, const Question& question,
                                                  const at::Tensor& attribution,
                                                  const std::stop_token& stop);

}  // namespace sigscope::study
