#include "tests/support/golden_settings.h"

#include "tests/support/golden_pending.h"

namespace sigscope::golden {

std::optional<Settings> tinySettings(const std::string& entry) {
    constexpr std::int64_t stepsOfTiny = 50;
    return lite0Settings(entry, stepsOfTiny);
}

std::optional<Settings> lite0Settings(const std::string& entry, std::int64_t steps) {
    if (pendingReason(entry)) return std::nullopt;
    const std::size_t dot = entry.find('.');
    const std::string method = entry.substr(0, dot);
    const std::string variant = dot == std::string::npos ? "prob" : entry.substr(dot + 1);
    Settings settings;
    settings.method = method == "gradient_x_input" ? "gradient-x-input" : method;
    if (settings.method != "gradient-x-input")
        settings.parameters = {{"steps", steps}, {"rule", std::string("reference")}};
    if (variant == "logit")
        settings.objective = Objective::Kind::Logit;
    else if (variant == "mean" || variant == "blur")
        settings.baseline = variant;
    else if (variant.starts_with("overlap"))
        settings.parameters["overlap"] = std::stod(variant.substr(7));
    else if (variant != "prob")
        return std::nullopt;
    return settings;
}

}  // namespace sigscope::golden
