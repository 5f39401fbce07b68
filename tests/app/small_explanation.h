#pragma once

#include "engine/api/explanation.h"

namespace sigscope {

/// An explanation of a 4×4 picture whose attribution has both signs. All figures differ, so that
/// one in the wrong place is noticed.
[[nodiscard]] inline Explanation smallExplanation() {
    auto scene = std::make_shared<Scene>();
    scene->seen = {4, 4, std::vector<std::uint8_t>(48, 90)};
    scene->picture = scene->seen;
    scene->modelTitle = "Small net";
    scene->target = {7, "tabby", 0.625, 3.5};
    scene->top = {scene->target};
    scene->device = "CPU";
    Explanation explanation;
    explanation.run = 1;
    explanation.scene = scene;
    explanation.attribution = Array(3, 4, 4);
    for (std::size_t i = 0; i < explanation.attribution.values.size(); ++i)
        explanation.attribution.values[i] = 1e-4F * (static_cast<float>(i % 16) - 7.F);
    explanation.completeness = {.fInput = 0.625,
                                .fBaseline = 0.125,
                                .fPathStart = 0.25,
                                .fPathEnd = 0.625,
                                .attributionSum = 0.3125};
    explanation.alphas = {0, 1};
    explanation.f = {0.25, 0.625};
    explanation.evaluations = 2;
    explanation.seconds = 0.5;
    explanation.recipe =
        "{\"method\":\"sig\",\"of\":\"probability\",\"baseline\":\"black\",\n"
        "  \"note\": \"two  spaces, λ\"}";
    return explanation;
}

}  // namespace sigscope
