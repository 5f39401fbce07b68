#pragma once

#include "engine/api/catalogue.h"

namespace sigscope::app {

/// A catalogue of two methods: "sig" with overlap, steps and rule, "gi" without parameters.
[[nodiscard]] inline Catalogue smallCatalogue() {
    ParameterSpec overlap;
    overlap.name = "overlap";
    overlap.symbol = "λ";
    overlap.maximum = 1;
    overlap.defaultValue = 0.4;
    ParameterSpec steps;
    steps.name = "steps";
    steps.kind = ParameterSpec::Kind::Integer;
    steps.minimum = 2;
    steps.maximum = 1000;
    steps.defaultValue = std::int64_t{129};
    ParameterSpec rule;
    rule.name = "rule";
    rule.kind = ParameterSpec::Kind::Choice;
    rule.defaultValue = std::string("trapezoid");
    rule.choices = {{"trapezoid", "Trapezoid", ""}, {"reference", "Reference", ""}};
    Catalogue catalogue;
    catalogue.methods = {{"sig", "Spectral IG", "Coarse to fine.", {overlap, steps, rule}},
                         {"gi", "Gradient × input", "One gradient.", {}}};
    catalogue.models = {{"net", "Net", "A network.", "/models/net.pth"},
                        {"other", "Other", "Another.", ""}};
    catalogue.objectives = {{"probability", "", ""}, {"logit", "", ""}, {"contrast", "", ""}};
    catalogue.baselines = {{"black", "", ""}, {"mean", "", ""}, {"noise", "", ""}};
    catalogue.devices = {{"auto", "", ""}, {"cpu", "", ""}};
    return catalogue;
}

}  // namespace sigscope::app
