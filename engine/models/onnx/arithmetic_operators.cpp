#include <ATen/ATen.h>

#include "engine/models/onnx/broadcast.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

/// Adds an operator of two inputs.
template <typename Work>
void addBinary(OperatorTable& table, const std::string& name, Work work) {
    table.add(name, [work](const Operation& operation) {
        const auto [a, b] = broadcastPair(operation, operation.input(0), operation.input(1));
        return work(a, b);
    });
}

/// Adds an operator of one input or more, which are taken two by two.
template <typename Work>
void addFold(OperatorTable& table, const std::string& name, Work work) {
    table.add(name, [work](const Operation& operation) {
        at::Tensor result = operation.input(0);
        for (std::size_t i = 1; i < operation.inputCount(); ++i) {
            const auto [a, b] = broadcastPair(operation, result, operation.input(i));
            result = work(a, b);
        }
        return result;
    });
}

/// Adds an operator of one input.
void addUnary(OperatorTable& table, const std::string& name,
              at::Tensor (*work)(const at::Tensor&)) {
    table.add(name, [work](const Operation& operation) { return work(operation.input(0)); });
}

at::Tensor quotient(const at::Tensor& a, const at::Tensor& b) {
    return a.is_floating_point() ? a / b : at::div(a, b, "trunc");
}

at::Tensor power(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const at::Tensor& exponent = operation.input(1);
    // Of a number the derivative is simpler, and exact for squares.
    if (exponent.numel() == 1 && !exponent.requires_grad() && exponent.dim() <= x.dim())
        return x.is_floating_point() ? at::pow(x, exponent.item().toDouble())
                                     : at::pow(x, exponent.to(x.scalar_type()));
    const auto [a, b] = broadcastPair(operation, x, exponent);
    return at::pow(a, b);
}

at::Tensor modulo(const Operation& operation) {
    const auto [a, b] = broadcastPair(operation, operation.input(0), operation.input(1));
    return operation.integer("fmod", 0) != 0 ? at::fmod(a, b) : at::remainder(a, b);
}

at::Tensor mean(const Operation& operation) {
    at::Tensor sum = operation.input(0);
    for (std::size_t i = 1; i < operation.inputCount(); ++i) {
        const auto [a, b] = broadcastPair(operation, sum, operation.input(i));
        sum = a + b;
    }
    return sum / static_cast<double>(operation.inputCount());
}

}  // namespace

void addArithmetic(OperatorTable& table) {
    using T = at::Tensor;
    addBinary(table, "Add", [](const T& a, const T& b) { return a + b; });
    addBinary(table, "Sub", [](const T& a, const T& b) { return a - b; });
    addBinary(table, "Mul", [](const T& a, const T& b) { return a * b; });
    addBinary(table, "Div", quotient);
    addFold(table, "Max", [](const T& a, const T& b) { return at::maximum(a, b); });
    addFold(table, "Min", [](const T& a, const T& b) { return at::minimum(a, b); });
    addFold(table, "Sum", [](const T& a, const T& b) { return a + b; });
    table.add("Mean", mean);
    table.add("Pow", power);
    table.add("Mod", modulo);
    addUnary(table, "Sqrt", at::sqrt);
    addUnary(table, "Exp", at::exp);
    addUnary(table, "Log", at::log);
    addUnary(table, "Neg", at::neg);
    addUnary(table, "Abs", at::abs);
    addUnary(table, "Reciprocal", at::reciprocal);
    addUnary(table, "Floor", at::floor);
    addUnary(table, "Ceil", at::ceil);
    addUnary(table, "Round", [](const T& x) { return at::round(x); });
    addUnary(table, "Sign", at::sign);
    addUnary(table, "Sin", at::sin);
    addUnary(table, "Cos", at::cos);
    addUnary(table, "Identity", [](const T& x) { return x; });
    // In evaluation a dropout passes its input on.
    addUnary(table, "Dropout", [](const T& x) { return x; });
}

}  // namespace sigscope::models::onnx
