#include <ATen/ATen.h>

#include <limits>

#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

/// Before opset 13 a softmax is one of a matrix: all axes from `axis` on are its rows.
template <typename Along>
at::Tensor alongAxis(const Operation& operation, Along along) {
    const at::Tensor& x = operation.input(0);
    const bool asMatrix = operation.opset() < 13;
    const std::int64_t axis =
        operation.axisOf(operation.integer("axis", asMatrix ? 1 : -1), x.dim());
    if (!asMatrix) return along(x, axis);
    if (axis == x.dim() - 1) return along(x, axis);
    return along(x.flatten(axis), axis).view(x.sizes());
}

at::Tensor clip(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const double infinity = std::numeric_limits<double>::infinity();
    const double low = operation.realAt(1, operation.real("min", -infinity));
    const double high = operation.realAt(2, operation.real("max", infinity));
    if (!x.is_floating_point()) return at::clamp(x.to(at::kDouble), low, high).to(x.scalar_type());
    return at::clamp(x, low, high);
}

at::Tensor gelu(const Operation& operation) {
    return at::gelu(operation.input(0), operation.text("approximate", "none"));
}

at::Tensor hardSigmoid(const Operation& operation) {
    return at::clamp(
        operation.input(0) * operation.real("alpha", 0.2) + operation.real("beta", 0.5), 0, 1);
}

at::Tensor parametricRelu(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    return at::where(x < 0, x * operation.input(1), x);
}

at::Tensor selu(const Operation& operation) {
    const double alpha = operation.real("alpha", 1.67326319217681884765625);
    const double gamma = operation.real("gamma", 1.05070102214813232421875);
    return at::elu(operation.input(0), alpha, gamma);
}

at::Tensor celu(const Operation& operation) {
    const double alpha = operation.real("alpha", 1);
    require(alpha != 0, "its alpha is 0");
    return at::celu(operation.input(0), alpha);
}

}  // namespace

void addActivations(OperatorTable& table) {
    using O = Operation;
    table.add("Relu", [](const O& o) { return at::relu(o.input(0)); });
    table.add("LeakyRelu",
              [](const O& o) { return at::leaky_relu(o.input(0), o.real("alpha", 0.01)); });
    table.add("PRelu", parametricRelu);
    table.add("Elu", [](const O& o) { return at::elu(o.input(0), o.real("alpha", 1)); });
    table.add("Selu", selu);
    table.add("Celu", celu);
    table.add("Clip", clip);
    table.add("Sigmoid", [](const O& o) { return at::sigmoid(o.input(0)); });
    table.add("HardSigmoid", hardSigmoid);
    table.add("HardSwish", [](const O& o) { return at::hardswish(o.input(0)); });
    table.add("Gelu", gelu);
    table.add("Erf", [](const O& o) { return at::erf(o.input(0)); });
    table.add("Tanh", [](const O& o) { return at::tanh(o.input(0)); });
    table.add("Softplus", [](const O& o) { return at::softplus(o.input(0)); });
    table.add("Softsign", [](const O& o) { return o.input(0) / (1 + o.input(0).abs()); });
    table.add("Mish", [](const O& o) { return at::mish(o.input(0)); });
    table.add("Softmax", [](const O& o) {
        return alongAxis(o, [](const at::Tensor& x, auto axis) { return at::softmax(x, axis); });
    });
    table.add("LogSoftmax", [](const O& o) {
        return alongAxis(o,
                         [](const at::Tensor& x, auto axis) { return at::log_softmax(x, axis); });
    });
}

}  // namespace sigscope::models::onnx
