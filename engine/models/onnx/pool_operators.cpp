#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

#include "engine/models/onnx/operators.h"
#include "engine/models/onnx/window.h"

namespace sigscope::models::onnx {

namespace {

/// What is pooled, [B, C, H, W], and the window over it.
struct Pool {
    at::Tensor x;
    Window window;
};

/// A sequence [B, C, L] is pooled as a picture of one row.
Pool poolOf(const Operation& operation) {
    at::Tensor x = operation.input(0);
    require((x.dim() == 3 || x.dim() == 4) && x.numel() > 0,
            "it pools a tensor that is neither a picture [B,C,H,W] nor a sequence [B,C,L]");
    Window window = windowOf(operation, operation.integers("kernel_shape", {}), x.sizes().slice(2));
    if (x.dim() == 3) {
        x = x.unsqueeze(2);
        for (auto* numbers : {&window.kernel, &window.strides, &window.dilations})
            numbers->insert(numbers->begin(), 1);
        for (auto* numbers : {&window.before, &window.after}) numbers->insert(numbers->begin(), 0);
    }
    operation.requireRoom({x.size(0), x.size(1), x.size(2) + window.before[0] + window.after[0],
                           x.size(3) + window.before[1] + window.after[1]});
    return {x, window};
}

/// The pooled values, of as many sides as the input has.
at::Tensor asPooled(const Operation& operation, const at::Tensor& pooled) {
    return operation.input(0).dim() == 3 ? pooled.squeeze(2) : pooled;
}

/// Whether Torch's pools take the padding: the same on both sides, and at most half a kernel.
bool isTorchPadding(const Window& window) {
    for (std::size_t i = 0; i < window.kernel.size(); ++i)
        if (window.before[i] > window.kernel[i] / 2) return false;
    return window.isSymmetric();
}

at::Tensor maxPool(const Operation& operation) {
    require(operation.outputCount() <= 1 && operation.integer("storage_order", 0) == 0,
            "its indices are not supported");
    auto [x, window] = poolOf(operation);
    if (!isTorchPadding(window)) {
        x = at::constant_pad_nd(x, window.asPad(), -std::numeric_limits<double>::infinity());
        std::ranges::fill(window.before, 0);
    }
    return asPooled(
        operation, at::max_pool2d(x, window.kernel, window.strides, window.before, window.dilations,
                                  operation.integer("ceil_mode", 0) != 0));
}

at::Tensor averagePool(const Operation& operation) {
    const Pool pool = poolOf(operation);
    const at::Tensor& x = pool.x;
    const Window& window = pool.window;
    const bool ceiling = operation.integer("ceil_mode", 0) != 0;
    const bool padded = operation.integer("count_include_pad", 0) != 0;
    require(window.dilations == std::vector<std::int64_t>(2, 1), "its dilations are not supported");
    if (isTorchPadding(window))
        return asPooled(operation, at::avg_pool2d(x, window.kernel, window.strides, window.before,
                                                  ceiling, padded));
    const auto average = [&](const at::Tensor& of) {
        return at::avg_pool2d(at::constant_pad_nd(of, window.asPad()), window.kernel,
                              window.strides, {0, 0}, ceiling, /*count_include_pad=*/true);
    };
    if (padded) return asPooled(operation, average(x));
    // The mean of what is not padding: both means are over the whole window.
    return asPooled(operation,
                    average(x) / average(at::ones({1, 1, x.size(2), x.size(3)}, x.options())));
}

/// The axes behind the channels.
std::vector<std::int64_t> spatialAxes(const at::Tensor& x) {
    require(x.dim() >= 3, "it pools a tensor without spatial axes");
    std::vector<std::int64_t> axes;
    for (std::int64_t axis = 2; axis < x.dim(); ++axis) axes.push_back(axis);
    return axes;
}

}  // namespace

void addPools(OperatorTable& table) {
    table.add("MaxPool", maxPool);
    table.add("AveragePool", averagePool);
    table.add("GlobalAveragePool", [](const Operation& o) {
        return at::mean(o.input(0), spatialAxes(o.input(0)), /*keepdim=*/true);
    });
    table.add("GlobalMaxPool", [](const Operation& o) {
        return at::amax(o.input(0), spatialAxes(o.input(0)), /*keepdim=*/true);
    });
}

}  // namespace sigscope::models::onnx
