#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sigscope {

/// Which values of a metric speak for a map.
enum class Better {
    Higher,
    Lower,
    Neither,  ///< It describes the map and does not judge it.
};

/// What a metric has to be given beside the picture, the model and the map.
enum class MetricNeed {
    Boxes,      ///< Boxes around the object; those around its masks will do.
    Region,     ///< The object's pixels: masks, or boxes where there are none.
    Method,     ///< The method that made the map, to call it again.
    Randomised  ///< And networks some of whose layers are random.
};

/// A measure of maps as the outside sees it. docs/theory/metrics.md.
struct MetricSpec {
    std::string name;     ///< "road".
    std::string title;    ///< "ROAD".
    std::string summary;  ///< What its value is, in one sentence.
    Better better = Better::Higher;
    std::string unit{};  ///< Of the value; empty for a pure number.
    std::vector<MetricNeed> needs{};
    std::vector<std::string> parameters{};  ///< Names of metricParameters() that it heeds.

    [[nodiscard]] bool needsThat(MetricNeed need) const {
        for (const MetricNeed own : needs)
            if (own == need) return true;
        return false;
    }
};

/// A number with its name.
struct NamedValue {
    std::string name;             ///< "GAP of accuracy".
    std::optional<double> value;  ///< Nothing where it is not defined.
};

/// What a metric's value was taken of, point by point.
struct MetricCurve {
    std::string name;        ///< "deletion".
    std::string axis;        ///< What `x` is: "share removed".
    std::string quantity{};  ///< What `y` is: "probability".
    std::vector<double> x;   ///< Ascending; as many as y.
    std::vector<double> y;   ///< NaN where it is not defined.
};

/// What a metric says of one map.
struct MetricResult {
    std::optional<double> value;                ///< Nothing where it is not defined.
    std::optional<double> standardDeviation{};  ///< Over draws, n − 1; nothing of one draw.
    std::vector<NamedValue> parts{};            ///< Further numbers.
    std::vector<MetricCurve> curves{};
    std::string rule{};  ///< By which of several definitions, in a few words; mostly empty.
    std::string why{};   ///< Why there is no value; empty if there is one.
};

}  // namespace sigscope
