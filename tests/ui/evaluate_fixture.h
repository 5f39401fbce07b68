#pragma once

#include <memory>
#include <string>

#include "ui/evaluate/evaluation_runs.h"

namespace sigscope::test {

/// Pixels along a side of maps to be measured.
inline constexpr int measuredSide = 8;

/// A finished result on an 8 × 8 picture, of 10 evaluations in 2 s.
inline std::shared_ptr<const Explanation> resultOf(const std::string& picture) {
    auto scene = std::make_shared<Scene>();
    scene->seen = {measuredSide, measuredSide,
                   std::vector<std::uint8_t>(std::size_t{3} * measuredSide * measuredSide, 200)};
    scene->target = {1, "tabby", 0.75, 2};
    auto explanation = std::make_shared<Explanation>();
    explanation->scene = scene;
    explanation->attribution = Array(3, measuredSide, measuredSide);
    explanation->evaluations = 10;
    explanation->seconds = 2;
    explanation->spec = {picture};
    return explanation;
}

/// Such a result of a method.
inline ui::MapsToEvaluate::Map mapOf(const std::string& method,
                                     const std::string& picture = "cat.png") {
    ExplainRequest request;
    request.image = picture;
    request.method = method;
    return {QString::fromStdString(method), request, resultOf(picture + method)};
}

}  // namespace sigscope::test
