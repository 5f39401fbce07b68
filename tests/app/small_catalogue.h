#pragma once

#include "engine/api/catalogue.h"
#include "tests/support/parameter_specs.h"

namespace sigscope::app {

/// A catalogue of two methods: "sig" with overlap, steps and rule, "gi" without parameters.
[[nodiscard]] inline Catalogue smallCatalogue() {
    ParameterSpec overlap = test::realSpec("overlap", 0, 1, 0.4);
    overlap.symbol = "λ";
    const ParameterSpec steps = test::wholeSpec("steps", 2, 1000, 129);
    const ParameterSpec rule = test::choiceSpec(
        "rule", "trapezoid", {{"trapezoid", "Trapezoid", ""}, {"reference", "Reference", ""}});
    Catalogue catalogue;
    catalogue.methods = {{"sig", "Spectral IG", "Coarse to fine.", {overlap, steps, rule}},
                         {"gi", "Gradient × input", "One gradient.", {}}};
    catalogue.methods.front().parity = {{"steps", std::int64_t{200}},
                                        {"rule", std::string("reference")}};
    catalogue.models = {{"net", "Net", "A network.", "/models/net.pth"},
                        {"other", "Other", "Another.", ""}};
    catalogue.objectives = {{"probability", "", ""}, {"logit", "", ""}, {"contrast", "", ""}};
    catalogue.baselines = {{"black", "", ""}, {"mean", "", ""}, {"noise", "", ""}};
    catalogue.devices = {{"auto", "", ""}, {"cpu", "", ""}};
    catalogue.outputs = {{"logits", "", ""}, {"probabilities", "", ""}};
    catalogue.precisions = {{"float32", "", ""}, {"float64", "", ""}};
    return catalogue;
}

}  // namespace sigscope::app
