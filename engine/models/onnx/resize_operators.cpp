#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/models/onnx/broadcast.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

/// How an axis gets another length.
struct AxisResize {
    std::int64_t from, to;
    double scale;  ///< As given, or to / from.
};

/// Where the middles of the new pixels lie among the old ones, [to], float64.
at::Tensor coordinates(const AxisResize& axis, const std::string& mode) {
    const at::Tensor place = at::arange(axis.to, at::kDouble);
    const auto from = static_cast<double>(axis.from);
    const auto to = static_cast<double>(axis.to);
    if (mode == "align_corners") return axis.to == 1 ? place * 0 : place * ((from - 1) / (to - 1));
    if (mode == "asymmetric") return place / axis.scale;
    if (mode == "half_pixel_symmetric") {
        const double offset = from / 2 * (1 - to / (axis.scale * from));
        return offset + (place + 0.5) / axis.scale - 0.5;
    }
    require(mode == "half_pixel" || mode == "pytorch_half_pixel",
            "its coordinates are " + mode + ", which is not supported");
    if (mode == "pytorch_half_pixel" && axis.to == 1) return place * 0;
    return (place + 0.5) / axis.scale - 0.5;
}

at::Tensor nearest(const at::Tensor& place, const std::string& mode) {
    // In float32, in which exporters and runtimes decide what is a whole or half a pixel.
    const at::Tensor pixel = place.to(at::kFloat);
    if (mode == "floor") return pixel.floor();
    if (mode == "ceil") return pixel.ceil();
    if (mode == "round_prefer_ceil") return (pixel + 0.5).floor();
    require(mode == "round_prefer_floor", "its rounding is unknown");
    return (pixel - 0.5).ceil();
}

/// Weights of the four pixels around, Keys' kernel. `t` is the way from the second of them.
std::vector<at::Tensor> cubicWeights(const at::Tensor& t, double a) {
    const auto inner = [a](const at::Tensor& d) { return ((a + 2) * d - (a + 3)) * d * d + 1; };
    const auto outer = [a](const at::Tensor& d) {
        return ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
    };
    return {outer(t + 1), inner(t), inner(1 - t), outer(2 - t)};
}

/// What each new pixel takes: of old ones at `first`, `first` + 1, ... with these weights.
struct Taps {
    at::Tensor first;
    std::vector<at::Tensor> weights;
};

Taps tapsOf(const Operation& operation, const at::Tensor& place) {
    const std::string mode = operation.text("mode", "nearest");
    if (mode == "nearest")
        return {
            nearest(place, operation.text("nearest_mode",
                                          operation.opset() < 11 ? "floor" : "round_prefer_floor")),
            {at::ones_like(place)}};
    const at::Tensor floor = place.floor();
    const at::Tensor t = place - floor;
    if (mode == "linear") return {floor, {1 - t, t}};
    require(mode == "cubic" && operation.integer("exclude_outside", 0) == 0,
            "its mode is " + mode + ", which is not supported");
    return {floor - 1, cubicWeights(t, operation.real("cubic_coeff_a", -0.75))};
}

at::Tensor resizeAxis(const Operation& operation, const at::Tensor& x, std::int64_t side,
                      const AxisResize& axis) {
    const std::string usual = operation.opset() < 11 ? "asymmetric" : "half_pixel";
    const Taps taps = tapsOf(
        operation, coordinates(axis, operation.text("coordinate_transformation_mode", usual)));
    std::vector<std::int64_t> along(static_cast<std::size_t>(x.dim()), 1);
    along[static_cast<std::size_t>(side)] = axis.to;
    at::Tensor resized;
    for (std::size_t i = 0; i < taps.weights.size(); ++i) {
        // What lies outside repeats the edge.
        const at::Tensor index = (taps.first + static_cast<double>(i))
                                     .clamp(0, static_cast<double>(axis.from - 1))
                                     .to(at::kLong);
        at::Tensor part = x.index_select(side, beside(index, x));
        if (taps.weights.size() > 1) part = part * taps.weights[i].to(x.options()).view(along);
        resized = resized.defined() ? resized + part : part;
    }
    return resized;
}

/// For each axis of the input; an upsampling has its scales one input earlier.
std::vector<AxisResize> axesOfResize(const Operation& operation, std::size_t scalesAt) {
    const at::Tensor& x = operation.input(0);
    std::vector<std::int64_t> axes = operation.integers("axes", {});
    if (axes.empty())
        for (std::int64_t axis = 0; axis < x.dim(); ++axis) axes.push_back(axis);
    const bool bySize = operation.has(3);
    const std::vector<std::int64_t> sizes =
        bySize ? operation.integersAt(3) : std::vector<std::int64_t>();
    const std::vector<double> scales = bySize ? std::vector<double>() : operation.realsAt(scalesAt);
    require((bySize ? sizes.size() : scales.size()) == axes.size(),
            "its scales or sizes are not one for each axis");
    std::vector<AxisResize> all;
    for (const std::int64_t side : x.sizes()) all.push_back({side, side, 1});
    for (std::size_t i = 0; i < axes.size(); ++i) {
        AxisResize& axis = all[static_cast<std::size_t>(operation.axisOf(axes[i], x.dim()))];
        const auto from = static_cast<double>(axis.from);
        // In float32 as above: 0.7 of 30 are 21, though float32's 0.7 is less than that.
        const double scaled = bySize ? 0 : std::floor(static_cast<float>(from * scales[i]));
        const double to = bySize ? static_cast<double>(sizes[i]) : scaled;
        require(axis.from >= 1 && to >= 1 && to < 1e6, "it resizes to nothing, or to too much");
        axis.to = static_cast<std::int64_t>(to);
        axis.scale = bySize ? to / from : scales[i];
    }
    return all;
}

at::Tensor resizeBy(const Operation& operation, std::size_t scalesAt) {
    require(operation.integer("antialias", 0) == 0, "antialiased resizing is not supported");
    require(operation.text("keep_aspect_ratio_policy", "stretch") == "stretch",
            "its keep_aspect_ratio_policy is not supported");
    at::Tensor x = operation.input(0);
    const std::vector<AxisResize> axes = axesOfResize(operation, scalesAt);
    std::vector<std::int64_t> made;
    for (const AxisResize& axis : axes) made.push_back(std::max(axis.from, axis.to));
    operation.requireRoom(made);
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i].to != axes[i].from || axes[i].scale != 1)
            x = resizeAxis(operation, x, static_cast<std::int64_t>(i), axes[i]);
    return x;
}

}  // namespace

void addResizes(OperatorTable& table) {
    table.add("Resize", [](const Operation& operation) {
        return resizeBy(operation, operation.opset() < 11 ? 1 : 2);
    });
    table.add("Upsample", [](const Operation& operation) { return resizeBy(operation, 1); });
}

}  // namespace sigscope::models::onnx
