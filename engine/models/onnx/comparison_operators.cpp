#include <ATen/ATen.h>

#include "engine/models/onnx/broadcast.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

using Comparison = at::Tensor (*)(const at::Tensor&, const at::Tensor&);

void addComparison(OperatorTable& table, const std::string& name, Comparison comparison) {
    table.add(name, [comparison](const Operation& operation) {
        const auto [a, b] = broadcastPair(operation, operation.input(0), operation.input(1));
        return comparison(a, b);
    });
}

at::Tensor where(const Operation& operation) {
    const auto [a, b] = broadcastPair(operation, operation.input(1), operation.input(2));
    const at::Tensor mask = beside(operation.input(0), a);
    operation.requireRoom(at::infer_size(mask.sizes(), at::infer_size(a.sizes(), b.sizes())));
    return at::where(mask.to(at::kBool), a, b);
}

}  // namespace

void addComparisons(OperatorTable& table) {
    using T = at::Tensor;
    addComparison(table, "Equal", [](const T& a, const T& b) { return at::eq(a, b); });
    addComparison(table, "Greater", [](const T& a, const T& b) { return at::gt(a, b); });
    addComparison(table, "GreaterOrEqual", [](const T& a, const T& b) { return at::ge(a, b); });
    addComparison(table, "Less", [](const T& a, const T& b) { return at::lt(a, b); });
    addComparison(table, "LessOrEqual", [](const T& a, const T& b) { return at::le(a, b); });
    addComparison(table, "And", [](const T& a, const T& b) { return at::logical_and(a, b); });
    addComparison(table, "Or", [](const T& a, const T& b) { return at::logical_or(a, b); });
    addComparison(table, "Xor", [](const T& a, const T& b) { return at::logical_xor(a, b); });
    table.add("Not", [](const Operation& o) { return at::logical_not(o.input(0)); });
    table.add("IsNaN", [](const Operation& o) { return at::isnan(o.input(0)); });
    table.add("IsInf", [](const Operation& o) { return at::isinf(o.input(0)); });
    table.add("Where", where);
}

}  // namespace sigscope::models::onnx
