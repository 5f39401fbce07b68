#include <ATen/ATen.h>

#include <algorithm>

#include "engine/models/onnx/broadcast.h"
#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

using Numbers = std::vector<std::int64_t>;

at::Tensor transpose(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    Numbers order = operation.integers("perm", {});
    if (!operation.says("perm"))
        for (std::int64_t axis = x.dim(); axis-- > 0;) order.push_back(axis);
    return x.permute(order);
}

at::Tensor concatenate(const Operation& operation) {
    require(operation.inputCount() > 0, "it has no inputs");
    const at::Tensor& first = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", 0), first.dim());
    Numbers made = first.sizes().vec();
    std::vector<at::Tensor> parts{first};
    for (std::size_t i = 1; i < operation.inputCount(); ++i) {
        const at::Tensor& part = operation.input(i);
        require(part.dim() == first.dim(), "its inputs have different numbers of dimensions");
        made[static_cast<std::size_t>(axis)] += part.size(axis);
        parts.push_back(beside(part, first));
    }
    operation.requireRoom(made);
    return at::cat(parts, axis);
}

/// The lengths that a side is split into.
Numbers partsOf(const Operation& operation, std::int64_t side) {
    const Numbers given = operation.integersOf("split", 1, {});
    if (!given.empty()) return given;
    const std::int64_t count =
        operation.integer("num_outputs", static_cast<std::int64_t>(operation.outputCount()));
    require(count >= 1 && count <= side, "it splits a side into more parts than it has");
    const std::int64_t length = (side + count - 1) / count;
    Numbers parts(static_cast<std::size_t>(count), length);
    parts.back() = side - length * (count - 1);
    require(parts.back() >= 0, "its parts do not fit the side");
    return parts;
}

Tensors split(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", 0), x.dim());
    return at::split_with_sizes(x, partsOf(operation, x.size(axis)), axis);
}

/// The factor of a rearrangement of blocks of pixels [B, C, H, W].
std::int64_t blockOf(const Operation& operation) {
    const std::int64_t block = operation.integer("blocksize", 0);
    require(operation.input(0).dim() == 4 && block >= 1 && block <= 1024,
            "its blocks do not fit its input");
    return block;
}

at::Tensor depthToSpace(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t b = blockOf(operation);
    require(x.size(1) % (b * b) == 0, "its blocks do not divide its channels");
    if (operation.text("mode", "DCR") == "CRD") return at::pixel_shuffle(x, b);
    const std::int64_t channels = x.size(1) / (b * b);
    return x.reshape({x.size(0), b, b, channels, x.size(2), x.size(3)})
        .permute({0, 3, 4, 1, 5, 2})
        .reshape({x.size(0), channels, x.size(2) * b, x.size(3) * b});
}

at::Tensor spaceToDepth(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t b = blockOf(operation);
    require(x.size(2) % b == 0 && x.size(3) % b == 0, "its blocks do not divide its sides");
    return x.reshape({x.size(0), x.size(1), x.size(2) / b, b, x.size(3) / b, b})
        .permute({0, 3, 5, 1, 2, 4})
        .reshape({x.size(0), x.size(1) * b * b, x.size(2) / b, x.size(3) / b});
}

constexpr std::int64_t longestPad = 1 << 20;

/// What is added at the ends of every axis.
struct Padding {
    Numbers before, after;
};

Padding paddingOf(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const Numbers pads = operation.integersOf("pads", 1, {});
    Numbers axes;
    if (operation.has(3))
        for (const std::int64_t axis : operation.integersAt(3))
            axes.push_back(operation.axisOf(axis, x.dim()));
    else
        for (std::int64_t axis = 0; axis < x.dim(); ++axis) axes.push_back(axis);
    require(pads.size() == 2 * axes.size(), "its pads are not two for each axis");
    const auto sides = static_cast<std::size_t>(x.dim());
    Padding padding{Numbers(sides, 0), Numbers(sides, 0)};
    Numbers made = x.sizes().vec();
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = static_cast<std::size_t>(axes[i]);
        const std::int64_t first = pads[i];
        const std::int64_t last = pads[i + axes.size()];
        require(std::min(first, last) > -longestPad && std::max(first, last) < longestPad,
                "its pads are too large");
        padding.before[axis] = first;
        padding.after[axis] = last;
        made[axis] += first + last;
    }
    operation.requireRoom(made);
    return padding;
}

/// Where an axis of `side` that is continued by reflection or by its ends takes its values from.
at::Tensor continuedIndex(std::int64_t side, std::int64_t before, std::int64_t after,
                          bool reflected) {
    require(side > 0 && (!reflected || side > std::max(before, after)),
            "it pads more than there is to reflect");
    const at::Tensor index = at::arange(-before, side + after, at::kLong);
    if (!reflected) return index.clamp(0, side - 1);
    return (side - 1) - ((side - 1) - index.abs()).abs();
}

at::Tensor pad(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::string mode = operation.text("mode", "constant");
    const Padding padding = paddingOf(operation);
    if (mode == "constant") {
        Numbers lastFirst;
        for (std::size_t axis = padding.before.size(); axis-- > 0;) {
            lastFirst.push_back(padding.before[axis]);
            lastFirst.push_back(padding.after[axis]);
        }
        return at::constant_pad_nd(x, lastFirst, operation.realAt(2, operation.real("value", 0)));
    }
    require(mode == "reflect" || mode == "edge",
            "its mode is " + mode + ", which is not supported");
    at::Tensor padded = x;
    for (std::int64_t axis = 0; axis < x.dim(); ++axis) {
        const auto i = static_cast<std::size_t>(axis);
        if (padding.before[i] == 0 && padding.after[i] == 0) continue;
        const at::Tensor index =
            continuedIndex(x.size(axis), padding.before[i], padding.after[i], mode == "reflect");
        padded = padded.index_select(axis, beside(index, x));
    }
    return padded;
}

}  // namespace

void addLayouts(OperatorTable& table) {
    table.add("Transpose", transpose);
    table.add("Concat", concatenate);
    table.add("Split", split);
    table.add("DepthToSpace", depthToSpace);
    table.add("SpaceToDepth", spaceToDepth);
    table.add("Pad", pad);
}

}  // namespace sigscope::models::onnx
