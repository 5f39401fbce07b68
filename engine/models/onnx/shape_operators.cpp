#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/models/onnx/operators.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models::onnx {

namespace {

using Sides = std::vector<std::int64_t>;

at::Tensor wholeNumbers(const Sides& numbers) {
    return at::tensor(numbers, at::TensorOptions(at::kLong));
}

at::Tensor reshape(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    Sides shape = operation.integersAt(1);
    if (operation.integer("allowzero", 0) == 0)
        for (std::size_t i = 0; i < shape.size(); ++i)
            if (shape[i] == 0) {
                require(static_cast<std::int64_t>(i) < x.dim(),
                        "its shape keeps a side that its "
                        "input does not have");
                shape[i] = x.size(static_cast<std::int64_t>(i));
            }
    return at::reshape(x, shape);
}

at::Tensor flatten(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.integer("axis", 1);
    // As many axes as there are may be before it.
    const std::int64_t split = axis == x.dim() ? axis : operation.axisOf(axis, x.dim());
    std::int64_t before = 1;
    for (std::int64_t i = 0; i < split; ++i) before *= x.size(i);
    return at::reshape(x, {before, before == 0 ? 0 : x.numel() / before});
}

at::Tensor shapeOf(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const auto bound = [&](const char* name, std::int64_t otherwise) {
        std::int64_t at = operation.integer(name, otherwise);
        if (at < 0) at += x.dim();
        return std::clamp<std::int64_t>(at, 0, x.dim());
    };
    const std::int64_t begin = bound("start", 0);
    const std::int64_t end = std::max(begin, bound("end", x.dim()));
    return wholeNumbers(Sides(x.sizes().begin() + begin, x.sizes().begin() + end));
}

/// A constant of the file: reals as the graph's, whole numbers as they are.
at::Tensor placed(const Operation& operation, const at::Tensor& constant) {
    return constant.is_floating_point() ? operation.asReal(constant) : constant;
}

at::Tensor constantOfShape(const Operation& operation) {
    const Sides shape = operation.integersAt(0);
    operation.requireRoom(shape);
    const at::Tensor value = operation.tensor("value");
    if (!value.defined()) return operation.asReal(at::zeros(shape));
    require(value.numel() == 1, "its value is not a single number");
    return placed(operation, at::full(shape, value.item(), value.options()));
}

at::Tensor constant(const Operation& operation) {
    if (operation.says("value")) return placed(operation, operation.tensor("value"));
    if (operation.says("value_int"))
        return at::scalar_tensor(operation.integer("value_int", 0), at::kLong);
    if (operation.says("value_ints")) return wholeNumbers(operation.integers("value_ints", {}));
    if (operation.says("value_float"))
        return operation.asReal(at::scalar_tensor(operation.real("value_float", 0), at::kDouble));
    require(operation.says("value_floats"), "its value is of a kind that is not supported");
    return operation.asReal(at::tensor(operation.reals("value_floats"), at::kDouble));
}

/// Reals of any width are those of this graph: the network's precision is the user's.
at::Tensor cast(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    switch (operation.integer("to", 0)) {
        case 1:   // float32
        case 10:  // float16
        case 11:  // float64
        case 16:  // bfloat16
            return operation.asReal(x);
        case 2:
            return x.to(at::kByte);
        case 3:
            return x.to(at::kChar);
        case 5:
            return x.to(at::kShort);
        case 6:
            return x.to(at::kInt).cpu();
        case 7:
            return x.to(at::kLong).cpu();
        case 9:
            return x.to(at::kBool);
        default:
            require(false, "it casts to a type that is not supported");
            return {};
    }
}

at::Tensor castLike(const Operation& operation) {
    const at::Tensor& like = operation.input(1);
    return like.is_floating_point() ? operation.asReal(operation.input(0))
                                    : operation.input(0).to(like.scalar_type());
}

at::Tensor expand(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const Sides shape = at::infer_size(x.sizes(), operation.integersAt(1));
    operation.requireRoom(shape);
    return x.expand(shape);
}

at::Tensor tile(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const Sides repeats = operation.integersAt(1);
    require(static_cast<std::int64_t>(repeats.size()) == x.dim(),
            "its repeats are not one for each axis");
    Sides made;
    for (std::size_t i = 0; i < repeats.size(); ++i) {
        const auto side = multiplyAdd(repeats[i], x.sizes()[i], 0);
        require(repeats[i] >= 0 && side.has_value(), "its repeats are impossible");
        made.push_back(*side);
    }
    operation.requireRoom(made);
    return x.repeat(repeats);
}

at::Tensor range(const Operation& operation) {
    const double start = operation.realAt(0, 0);
    const double limit = operation.realAt(1, 0);
    const double step = operation.realAt(2, 1);
    const double count = std::ceil((limit - start) / step);
    require(step != 0 && std::isfinite(count) && count < 1e9, "its range has no end");
    const auto numbers = static_cast<std::int64_t>(std::max(0.0, count));
    operation.requireRoom({numbers});
    const at::Tensor values = at::arange(numbers, at::kDouble) * step + start;
    const at::Tensor& like = operation.input(0);
    return like.is_floating_point() ? operation.asReal(values) : values.to(like.scalar_type());
}

/// The axes to squeeze or unsqueeze in a tensor of that many, ascending.
Sides namedAxes(const Operation& operation, std::int64_t sides) {
    Sides axes = operation.integersOf("axes", 1, {});
    for (std::int64_t& axis : axes) axis = operation.axisOf(axis, sides);
    std::ranges::sort(axes);
    require(std::ranges::adjacent_find(axes) == axes.end(), "it names an axis twice");
    return axes;
}

at::Tensor squeeze(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    if (!operation.says("axes") && !operation.has(1)) return x.squeeze();
    Sides shape = x.sizes().vec();
    const Sides axes = namedAxes(operation, x.dim());
    for (std::size_t i = axes.size(); i-- > 0;) {
        require(shape[static_cast<std::size_t>(axes[i])] == 1, "it squeezes a side that is not 1");
        shape.erase(shape.begin() + axes[i]);
    }
    return at::reshape(x, shape);
}

at::Tensor unsqueeze(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const auto count = static_cast<std::int64_t>(operation.integersOf("axes", 1, {}).size());
    require(count <= 16, "it adds too many axes");
    Sides shape = x.sizes().vec();
    for (const std::int64_t axis : namedAxes(operation, x.dim() + count))
        shape.insert(shape.begin() + axis, 1);
    return at::reshape(x, shape);
}

}  // namespace

void addShapes(OperatorTable& table) {
    table.add("Reshape", reshape);
    table.add("Flatten", flatten);
    table.add("Shape", shapeOf);
    table.add("Size", [](const Operation& operation) {
        return at::scalar_tensor(operation.input(0).numel(), at::kLong);
    });
    table.add("ConstantOfShape", constantOfShape);
    table.add("Constant", constant);
    table.add("Cast", cast);
    table.add("CastLike", castLike);
    table.add("Expand", expand);
    table.add("Tile", tile);
    table.add("Range", range);
    table.add("Squeeze", squeeze);
    table.add("Unsqueeze", unsqueeze);
}

}  // namespace sigscope::models::onnx
