#include "engine/models/architectures/convolution_chain.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

namespace sigscope::models {

namespace {

/// Keeps the convolutions for the backward pass.
struct Kept : torch::CustomClassHolder {
    Kept(ConvolutionChain links, Residual end) : chain(std::move(links)), residual(end) {}

    ConvolutionChain chain;
    Residual residual;
};

/// What lies between is dropped as soon as it was used, so that its memory, still in the cache, is
/// the next one's.
at::Tensor withoutGradient(const at::Tensor& inputs, const ConvolutionChain& chain,
                           Residual residual) {
    const at::AutoDispatchBelowAutograd below;
    at::Tensor values = inputs;
    for (const auto& convolution : chain) values = convolution->forward(values);
    return residual == Residual::Added ? values.add_(inputs) : values;
}

class ChainFunction : public torch::autograd::Function<ChainFunction> {
public:
    using Context = torch::autograd::AutogradContext;

    static at::Tensor forward(Context* context, const at::Tensor& inputs,
                              const ConvolutionChain& chain, Residual residual) {
        const at::AutoDispatchBelowAutograd below;
        torch::autograd::variable_list values{inputs};
        for (const auto& convolution : chain) values.push_back(convolution->forward(values.back()));
        at::Tensor outputs = values.back();
        if (residual == Residual::Added) outputs.add_(inputs);
        // The last values are needed for their activation only.
        if (!chain.back()->isRectified()) values.pop_back();
        context->save_for_backward(std::move(values));
        context->saved_data["kept"] =
            c10::IValue::make_capsule(c10::make_intrusive<Kept>(chain, residual));
        return outputs;
    }

    static torch::autograd::variable_list backward(Context* context,
                                                   torch::autograd::variable_list gradients) {
        using Ownership = FrozenConvolution::Ownership;
        const at::AutoDispatchBelowAutograd below;
        const auto values = context->get_saved_variables();
        const auto kept =
            c10::static_intrusive_pointer_cast<Kept>(context->saved_data["kept"].toCapsule());
        const ConvolutionChain& chain = kept->chain;
        at::Tensor gradient = gradients[0];
        // Others may hold what this node is given; what it makes is its own.
        Ownership ownership = Ownership::Borrowed;
        for (std::size_t i = chain.size(); i-- > 0;) {
            if (chain[i]->isRectified())
                gradient = chain[i]->throughActivation(gradient, values[i + 1], ownership);
            gradient = chain[i]->backward(gradient, values[i]);
            ownership = Ownership::Own;
        }
        if (kept->residual == Residual::Added) gradient.add_(gradients[0]);
        return {gradient, {}, {}};
    }
};

}  // namespace

at::Tensor applyChain(const at::Tensor& inputs, const ConvolutionChain& chain, Residual residual) {
    const bool differentiates = at::GradMode::is_enabled() && inputs.requires_grad();
    if (!differentiates) return withoutGradient(inputs, chain, residual);
    return ChainFunction::apply(inputs, chain, residual);
}

}  // namespace sigscope::models
