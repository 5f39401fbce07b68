#include <ATen/ATen.h>

#include "engine/models/onnx/operators.h"

namespace sigscope::models::onnx {

namespace {

at::Tensor batchNormalise(const Operation& operation) {
    require(operation.integer("training_mode", 0) == 0 && operation.outputCount() <= 1,
            "it is in training mode: export the network after eval()");
    for (std::size_t i = 1; i < 5; ++i)
        require(operation.input(0).dim() >= 2 &&
                    operation.input(i).numel() == operation.input(0).size(1),
                "its statistics are not those of its channels");
    return at::batch_norm(operation.input(0), operation.input(1), operation.input(2),
                          operation.input(3), operation.input(4), /*training=*/false,
                          /*momentum=*/0, operation.real("epsilon", 1e-5),
                          /*cudnn_enabled=*/true);
}

at::Tensor layerNormalise(const Operation& operation) {
    require(operation.outputCount() <= 1, "its mean and deviation are not supported");
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", -1), x.dim());
    const auto shape = x.sizes().slice(static_cast<std::size_t>(axis));
    const double epsilon = operation.real("epsilon", 1e-5);
    const at::Tensor& scale = operation.input(1);
    const at::Tensor bias = operation.optional(2);
    if (scale.sizes() == shape && (!bias.defined() || bias.sizes() == shape))
        return at::layer_norm(x, shape, scale, bias, epsilon);
    // Others are broadcast.
    const at::Tensor normalised = at::layer_norm(x, shape, {}, {}, epsilon) * scale;
    return bias.defined() ? normalised + bias : normalised;
}

at::Tensor instanceNormalise(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    require(x.dim() >= 3 && operation.input(1).numel() == x.size(1) &&
                operation.input(2).numel() == x.size(1),
            "its scale and bias are not those of its channels");
    return at::instance_norm(x, operation.input(1), operation.input(2), {}, {},
                             /*use_input_stats=*/true, /*momentum=*/0,
                             operation.real("epsilon", 1e-5), /*cudnn_enabled=*/true);
}

/// Opset 18 has a scale for each group, 21 one for each channel.
at::Tensor groupNormalise(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t groups = operation.integer("num_groups", 0);
    require(x.dim() >= 2 && groups >= 1 && x.size(1) % groups == 0,
            "its groups do not divide its channels");
    const auto perChannel = [&](const at::Tensor& numbers) {
        require(numbers.numel() == groups || numbers.numel() == x.size(1),
                "its scale and bias are neither those of its groups nor of its channels");
        return numbers.numel() == x.size(1) ? numbers
                                            : numbers.repeat_interleave(x.size(1) / groups);
    };
    return at::group_norm(x, groups, perChannel(operation.input(1)), perChannel(operation.input(2)),
                          operation.real("epsilon", 1e-5));
}

/// Across `size` neighbouring channels, as AlexNet and GoogLeNet have it; ONNX has alpha / size as
/// Torch does.
at::Tensor localResponseNormalise(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t size = operation.integer("size", 0);
    require(x.dim() == 4 && size >= 1 && size <= 1024, "its size does not fit its input");
    const at::Tensor squares = x.square().unsqueeze(1);  // [B, 1, C, H, W]
    const at::Tensor padded = at::constant_pad_nd(squares, {0, 0, 0, 0, (size - 1) / 2, size / 2});
    const at::Tensor mean = at::avg_pool3d(padded, {size, 1, 1}, {1, 1, 1}).squeeze(1);
    return x / at::pow(mean * operation.real("alpha", 1e-4) + operation.real("bias", 1),
                       operation.real("beta", 0.75));
}

at::Tensor lpNormalise(const Operation& operation) {
    const at::Tensor& x = operation.input(0);
    const std::int64_t axis = operation.axisOf(operation.integer("axis", -1), x.dim());
    return x / at::norm(x, operation.integer("p", 2), {axis}, /*keepdim=*/true);
}

}  // namespace

void addNormalisations(OperatorTable& table) {
    table.add("BatchNormalization", batchNormalise);
    table.add("LayerNormalization", layerNormalise);
    table.add("InstanceNormalization", instanceNormalise);
    table.add("GroupNormalization", groupNormalise);
    table.add("LRN", localResponseNormalise);
    table.add("LpNormalization", lpNormalise);
}

}  // namespace sigscope::models::onnx
