#include "engine/models/architectures/rectified_convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <vector>

#include "engine/models/architectures/onednn_convolution.h"

namespace sigscope::models {

namespace {

constexpr std::array<std::int64_t, 2> rectifiedConvolutionNoDilation{1, 1};

at::Tensor forward(const at::Tensor& inputs, const at::Tensor& weight, const at::Tensor& bias,
                   const ConvolutionLayout& layout, double ceiling) {
    if (onednn::available(inputs)) return onednn::convolve(inputs, weight, bias, layout, ceiling);
    return at::conv2d(inputs, weight, bias, layout.stride, layout.padding,
                      rectifiedConvolutionNoDilation, layout.groups)
        .clamp_(0, ceiling);
}

class RectifiedConvolution : public torch::autograd::Function<RectifiedConvolution> {
public:
    using Context = torch::autograd::AutogradContext;

    static at::Tensor forward(Context* context, const at::Tensor& inputs, const at::Tensor& weight,
                              const at::Tensor& bias, const ConvolutionLayout& layout,
                              double ceiling) {
        const at::AutoDispatchBelowAutograd below;
        const at::Tensor outputs = models::forward(inputs, weight, bias, layout, ceiling);
        context->save_for_backward({inputs, weight, outputs});
        context->saved_data["layout"] =
            std::vector<std::int64_t>{layout.stride[0], layout.stride[1], layout.padding[0],
                                      layout.padding[1], layout.groups};
        context->saved_data["ceiling"] = ceiling;
        return outputs;
    }

    static torch::autograd::variable_list backward(Context* context,
                                                   torch::autograd::variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto layout = context->saved_data["layout"].toIntVector();
        const double ceiling = context->saved_data["ceiling"].toDouble();
        const at::Tensor before = at::hardtanh_backward(gradients[0], saved[2], 0, ceiling);
        const at::Tensor toInputs = std::get<0>(at::convolution_backward(
            before, saved[0], saved[1], at::OptionalIntArrayRef(), {layout[0], layout[1]},
            {layout[2], layout[3]}, rectifiedConvolutionNoDilation, /*transposed=*/false, {0, 0},
            layout[4], {true, false, false}));
        return {toInputs, {}, {}, {}, {}};
    }
};

}  // namespace

at::Tensor rectifiedConvolution(const at::Tensor& inputs, const at::Tensor& weight,
                                const at::Tensor& bias, const ConvolutionLayout& layout,
                                double ceiling) {
    return RectifiedConvolution::apply(inputs, weight, bias, layout, ceiling);
}

}  // namespace sigscope::models
