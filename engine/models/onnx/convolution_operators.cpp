#include <ATen/ATen.h>

#include <algorithm>

#include "engine/models/onnx/operators.h"
#include "engine/models/onnx/window.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models::onnx {

namespace {

void requireConvolution(const at::Tensor& x, const at::Tensor& weight, std::int64_t groups) {
    require(x.dim() >= 3 && x.dim() == weight.dim() && weight.numel() > 0 && x.numel() > 0,
            "it convolves " + shapeText(x.sizes()) + " with " + shapeText(weight.sizes()));
    require(groups >= 1 && weight.size(0) % groups == 0 && weight.size(1) * groups == x.size(1),
            "its weights " + shapeText(weight.sizes()) + " do not fit " +
                std::to_string(x.size(1)) + " channels in " + std::to_string(groups) + " groups");
}

at::Tensor convolve(const Operation& operation) {
    at::Tensor x = operation.input(0);
    const at::Tensor& weight = operation.input(1);
    const std::int64_t groups = operation.integer("group", 1);
    requireConvolution(x, weight, groups);
    Window window = windowOf(operation, weight.sizes().slice(2).vec(), x.sizes().slice(2));
    std::vector<std::int64_t> made{x.size(0), std::max(weight.size(0), x.size(1))};
    for (std::size_t i = 0; i < window.kernel.size(); ++i)
        made.push_back((x.sizes()[i + 2] + window.before[i] + window.after[i]) / window.strides[i] +
                       1);
    operation.requireRoom(made);
    if (!window.isSymmetric()) {
        x = at::constant_pad_nd(x, window.asPad());
        std::ranges::fill(window.before, 0);
    }
    const std::vector<std::int64_t> none(window.kernel.size(), 0);
    return at::convolution(x, weight, operation.optional(2), window.strides, window.before,
                           window.dilations, /*transposed=*/false, none, groups);
}

}  // namespace

void addConvolutions(OperatorTable& table) {
    table.add("Conv", convolve);
}

}  // namespace sigscope::models::onnx
