#include <ATen/ATen.h>

#include <algorithm>

#include "engine/models/onnx/broadcast.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

using Indices = std::vector<std::int64_t>;

/// One axis of a slice, its bounds clamped as Python's.
at::Tensor sliceAxis(const at::Tensor& x, std::int64_t axis, std::int64_t begin, std::int64_t end,
                     std::int64_t step) {
    const std::int64_t side = x.size(axis);
    require(step != 0, "its step is 0");
    if (step > 0) {
        // Torch takes negative bounds as ONNX does; the smallest int64 cannot be counted from.
        const auto bound = [&](std::int64_t at) { return std::clamp(at, -side, side); };
        return x.slice(axis, bound(begin), bound(end),
                       std::min(step, std::max<std::int64_t>(side, 1)));
    }
    const auto fromFront = [&](std::int64_t at, std::int64_t least, std::int64_t most) {
        return std::clamp(at < 0 && at >= -side ? at + side : at, least, most);
    };
    const std::int64_t first = fromFront(begin, -1, side - 1);
    const std::int64_t last = fromFront(end, -1, side - 1);
    Indices taken;
    for (std::int64_t at = first; at > last; at += std::max(step, -side)) taken.push_back(at);
    return x.index_select(axis, beside(at::tensor(taken, at::TensorOptions(at::kLong)), x));
}

at::Tensor slice(const Operation& operation) {
    at::Tensor x = operation.input(0);
    const Indices begins = operation.integersOf("starts", 1, {});
    const Indices ends = operation.integersOf("ends", 2, {});
    Indices axes = operation.integersOf("axes", 3, {});
    const Indices steps = operation.has(4) ? operation.integersAt(4) : Indices(begins.size(), 1);
    if (axes.empty())
        for (std::size_t i = 0; i < begins.size(); ++i)
            axes.push_back(static_cast<std::int64_t>(i));
    require(ends.size() == begins.size() && axes.size() == begins.size() &&
                steps.size() == begins.size(),
            "its starts, ends, axes and steps are not equally many");
    for (std::size_t i = 0; i < axes.size(); ++i)
        x = sliceAxis(x, operation.axisOf(axes[i], x.dim()), begins[i], ends[i], steps[i]);
    return x;
}

/// Indices from 0 on: negative ones count from the end.
at::Tensor fromFront(const at::Tensor& index, std::int64_t side, const at::Tensor& data) {
    require(!index.is_floating_point(), "its indices are no whole numbers");
    const at::Tensor wide = beside(index.to(at::kLong), data);
    return at::where(wide < 0, wide + side, wide);
}

at::Tensor gather(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", 0), x.dim());
    const at::Tensor& index = operation.input(1);
    std::vector<std::int64_t> made = x.sizes().vec();
    made.erase(made.begin() + axis);
    made.insert(made.begin() + axis, index.sizes().begin(), index.sizes().end());
    operation.requireRoom(made);
    const at::Tensor flat = fromFront(index, x.size(axis), x).reshape({-1});
    return x.index_select(axis, flat).reshape(made);
}

at::Tensor gatherElements(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", 0), x.dim());
    return at::gather(x, axis, fromFront(operation.input(1), x.size(axis), x));
}

/// The last axis of `indices` as one index for each of the first axes of `x`.
c10::List<std::optional<at::Tensor>> indexTuple(const at::Tensor& indices, const at::Tensor& x) {
    require(indices.dim() >= 1 && indices.size(-1) >= 1 && indices.size(-1) <= x.dim(),
            "its indices do not fit its input");
    c10::List<std::optional<at::Tensor>> tuple;
    for (std::int64_t axis = 0; axis < indices.size(-1); ++axis)
        tuple.push_back(fromFront(indices.select(-1, axis), x.size(axis), x));
    return tuple;
}

at::Tensor gatherPoints(const Operation& operation) {
    require(operation.integer("batch_dims", 0) == 0, "its batch_dims are not supported");
    const at::Tensor& x = operation.input(0);
    const at::Tensor& indices = operation.input(1);
    const auto tuple = indexTuple(indices, x);
    std::vector<std::int64_t> made(indices.sizes().begin(), indices.sizes().end() - 1);
    made.insert(made.end(), x.sizes().begin() + indices.size(-1), x.sizes().end());
    operation.requireRoom(made);
    return at::index(x, tuple);
}

at::Tensor scatterPoints(const Operation& operation) {
    const std::string reduction = operation.text("reduction", "none");
    require(reduction == "none" || reduction == "add",
            "its reduction is " + reduction + ", which is not supported");
    const at::Tensor& x = operation.input(0);
    return at::index_put(x, indexTuple(operation.input(1), x), beside(operation.input(2), x),
                         /*accumulate=*/reduction == "add");
}

at::Tensor scatterElements(const Operation& operation) {
    require(operation.text("reduction", "none") == "none", "its reduction is not supported");
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", 0), x.dim());
    return at::scatter(x, axis, fromFront(operation.input(1), x.size(axis), x),
                       beside(operation.input(2), x));
}

at::Tensor triangle(const Operation& operation) {
    const auto diagonal = static_cast<std::int64_t>(operation.realAt(1, 0));
    const at::Tensor& x = operation.input(0);
    return operation.integer("upper", 1) != 0 ? at::triu(x, diagonal) : at::tril(x, diagonal);
}

at::Tensor cumulate(const Operation& operation) {
    require(operation.integer("exclusive", 0) == 0 && operation.integer("reverse", 0) == 0,
            "exclusive and reverse sums are not supported");
    const at::Tensor& x = operation.input(0);
    const auto axis = static_cast<std::int64_t>(operation.realAt(1, 0));
    return at::cumsum(x, operation.axisOf(axis, x.dim()), x.scalar_type());
}

}  // namespace

void addIndexing(OperatorTable& table) {
    table.add("Slice", slice);
    table.add("Gather", gather);
    table.add("GatherElements", gatherElements);
    table.add("GatherND", gatherPoints);
    table.add("ScatterND", scatterPoints);
    table.add("ScatterElements", scatterElements);
    table.add("Trilu", triangle);
    table.add("CumSum", cumulate);
}

}  // namespace sigscope::models::onnx
