#include <ATen/ATen.h>

#include <numeric>
#include <set>

#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

using Axes = std::vector<std::int64_t>;
using Reduction = at::Tensor (*)(const at::Tensor& x, const Axes& axes, bool keep);

/// The axes to reduce, each once: an attribute, an input in later opsets, all without either.
Axes axesOf(const Operation& operation) {
    const std::int64_t sides = operation.input(0).dim();
    std::set<std::int64_t> axes;
    for (const std::int64_t axis : operation.integersOf("axes", 1, {}))
        axes.insert(operation.axisOf(axis, sides));
    if (!axes.empty()) return {axes.begin(), axes.end()};
    if (operation.integer("noop_with_empty_axes", 0) != 0) return {};
    Axes all(static_cast<std::size_t>(sides));
    std::iota(all.begin(), all.end(), std::int64_t{0});
    return all;
}

void addReduction(OperatorTable& table, const std::string& name, Reduction reduction) {
    table.add(name, [reduction](const Operation& operation) {
        const Axes axes = axesOf(operation);
        if (axes.empty()) return operation.input(0);
        return reduction(operation.input(0), axes, operation.integer("keepdims", 1) != 0);
    });
}

at::Tensor product(const at::Tensor& x, const Axes& axes, bool keep) {
    at::Tensor result = x;
    for (const std::int64_t axis : axes)
        result = at::prod(result, axis, /*keepdim=*/true, x.scalar_type());
    if (keep) return result;
    for (std::size_t i = axes.size(); i-- > 0;) result = result.squeeze(axes[i]);
    return result;
}

at::Tensor argMax(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    return at::argmax(x, operation.axisOf(operation.integer("axis", 0), x.dim()),
                      operation.integer("keepdims", 1) != 0);
}

}  // namespace

void addReductions(OperatorTable& table) {
    using T = at::Tensor;
    // The type is said: the sum of whole numbers would be one of int64.
    addReduction(table, "ReduceSum", [](const T& x, const Axes& axes, bool keep) {
        return at::sum(x, axes, keep, x.scalar_type());
    });
    addReduction(table, "ReduceMean",
                 [](const T& x, const Axes& axes, bool keep) { return at::mean(x, axes, keep); });
    addReduction(table, "ReduceMax",
                 [](const T& x, const Axes& axes, bool keep) { return at::amax(x, axes, keep); });
    addReduction(table, "ReduceMin",
                 [](const T& x, const Axes& axes, bool keep) { return at::amin(x, axes, keep); });
    addReduction(table, "ReduceProd", product);
    addReduction(table, "ReduceL1", [](const T& x, const Axes& axes, bool keep) {
        return at::sum(x.abs(), axes, keep);
    });
    addReduction(table, "ReduceL2", [](const T& x, const Axes& axes, bool keep) {
        return at::norm(x, 2, axes, keep);
    });
    addReduction(table, "ReduceSumSquare", [](const T& x, const Axes& axes, bool keep) {
        return at::sum(x.square(), axes, keep);
    });
    addReduction(table, "ReduceLogSumExp", [](const T& x, const Axes& axes, bool keep) {
        return at::logsumexp(x, axes, keep);
    });
    addReduction(table, "ReduceLogSum", [](const T& x, const Axes& axes, bool keep) {
        return at::log(at::sum(x, axes, keep));
    });
    table.add("ArgMax", argMax);
}

}  // namespace sigscope::models::onnx
