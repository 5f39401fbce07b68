#include "app/comparison_flags.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "app/catalogue_names.h"

namespace sigscope::app {

namespace {

ui::ComparisonScale scaleNamed(const std::string& name) {
    if (name == "map") return ui::ComparisonScale::Map;
    return name == "rank" ? ui::ComparisonScale::Rank : ui::ComparisonScale::One;
}

/// A number for which `isMeant`; it is said to be none that is `wanted`.
CLI::Validator numberThat(bool (*isMeant)(double), const std::string& wanted) {
    return {[isMeant, wanted](const std::string& text) {
                double value = NAN;
                const bool isNumber = CLI::detail::lexical_cast(text, value);
                return isNumber && isMeant(value) ? std::string() : text + " is no " + wanted;
            },
            ""};
}

CLI::Validator shareOfAll() {
    return numberThat([](double value) { return value > 0 && value <= 1; },
                      "number above 0, up to 1");
}

}  // namespace

ComparisonFlags::ComparisonFlags(CLI::App& command, const std::string& group) {
    CLI::Option* scale = command.add_option(
        "--scale", m_scale,
        "Of colours of maps beside each other: one limit for all maps; each map its own; or ranks "
        "of magnitudes");
    oneOf({"one", "map", "rank"}, scale)->capture_default_str();
    CLI::Option* limit =
        command.add_option("--limit", m_limit,
                           "Where the one scale ends. Default: the 99.5 % quantile of all "
                           "magnitudes together");
    limit->type_name("A")->check(numberThat(
        [](double value) { return std::isfinite(value) && value > 0; }, "number above 0"));
    CLI::Option* opacity = command.add_option(
        "--opacity", m_opacity,
        "Colours over the grey photograph, the denser the larger |A|, and as dense as this at the "
        "scale's limit");
    opacity->type_name("SHARE")->check(shareOfAll());
    CLI::Option* topShare = command.add_option(
        "--top-share", m_topShare,
        "Instead of colours the photograph, dimmed but for this share of each map's pixels: those "
        "of the largest |A|");
    topShare->type_name("SHARE")->check(shareOfAll())->excludes(opacity);
    for (CLI::Option* option : {scale, limit, opacity, topShare}) {
        option->group(group);
        m_options.push_back(option);
    }
}

ui::ComparisonView ComparisonFlags::view(Reduction reduction) const {
    const ui::ComparisonView view{scaleNamed(m_scale), reduction, m_limit, m_topShare, m_opacity};
    if (m_limit && view.scale != ui::ComparisonScale::One)
        throw std::invalid_argument("--limit: is that of --scale one");
    return view;
}

std::optional<std::string> ComparisonFlags::firstGiven() const {
    const auto given =
        std::ranges::find_if(m_options, [](const auto* option) { return option->count() > 0; });
    if (given == m_options.end()) return {};
    return (*given)->get_name();
}

}  // namespace sigscope::app
