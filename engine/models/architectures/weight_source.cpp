#include "engine/models/architectures/weight_source.h"

#include <ATen/ATen.h>

#include "engine/file_error.h"
#include "engine/models/weights/reparametrised.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

std::string wantedText(const std::vector<std::int64_t>& shape) {
    std::string text = shapeText(shape);
    const std::string any = std::to_string(anySide);
    for (std::size_t at = text.find(any); at != std::string::npos; at = text.find(any))
        text.replace(at, any.size(), "*");
    return text;
}

bool hasShape(const at::Tensor& tensor, const std::vector<std::int64_t>& shape) {
    if (tensor.dim() != static_cast<std::int64_t>(shape.size())) return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] != anySide && shape[i] != tensor.size(static_cast<std::int64_t>(i)))
            return false;
    return tensor.numel() > 0;
}

}  // namespace

at::Tensor Convolution::normed(const at::Tensor& outputs) const {
    if (!norm) return outputs;
    return at::batch_norm(outputs, norm->weight, norm->bias, norm->mean, norm->variance,
                          /*training=*/false, /*momentum=*/0, norm->epsilon,
                          /*cudnn_enabled=*/true);
}

Convolution Convolution::folded() const {
    const at::Tensor exact = weight.to(at::kDouble);
    const at::Tensor shift =
        bias.defined() ? bias.to(at::kDouble) : at::zeros({weight.size(0)}, exact.options());
    if (!norm) return {exact, shift, std::nullopt};
    const at::Tensor scale =
        norm->weight.to(at::kDouble) / (norm->variance.to(at::kDouble) + norm->epsilon).sqrt();
    return {exact * scale.view({-1, 1, 1, 1}),
            norm->bias.to(at::kDouble) + (shift - norm->mean.to(at::kDouble)) * scale,
            std::nullopt};
}

void WeightSource::refuse(const std::string& reason) const {
    refuseFile(m_state.source(), reason);
}

at::Tensor WeightSource::checked(const std::string& name,
                                 const std::vector<std::int64_t>& shape) const {
    const at::Tensor* tensor = m_state.find(name);
    const std::string called = m_state.nameInFile(name);
    if (!tensor) {
        const std::string made = reparametrisation(m_state);
        refuse(made.empty() ? "lacks " + called + ", which this model wants" : made);
    }
    if (!hasShape(*tensor, shape))
        refuse(called + " is " + shapeText(tensor->sizes()) + ", this model wants " +
               wantedText(shape));
    if (!tensor->is_floating_point())
        refuse(called + " holds whole numbers, this model wants real ones");
    if (!at::isfinite(*tensor).all().item<bool>())
        refuse(called + " holds values that are not finite (NaN or infinity)");
    m_taken.insert(name);
    return *tensor;
}

at::Tensor WeightSource::place(const at::Tensor& tensor) const {
    // Never a view of the file's storage, which would be kept whole for it.
    return tensor.to(m_placement.device, m_placement.dtype, /*non_blocking=*/false, /*copy=*/true)
        .contiguous();
}

at::Tensor WeightSource::take(const std::string& name,
                              const std::vector<std::int64_t>& shape) const {
    return place(checked(name, shape));
}

Convolution WeightSource::takeConvolution(const std::string& name,
                                          const std::vector<std::int64_t>& shape) const {
    at::Tensor weight = take(name + ".weight", shape);
    const std::int64_t outputs = weight.size(0);
    return {std::move(weight), take(name + ".bias", {outputs}), std::nullopt};
}

Convolution WeightSource::takeLinear(const std::string& name, std::int64_t inputs) const {
    const at::Tensor* weight = m_state.find(name + ".weight");
    const bool convolves = weight && weight->dim() == 4 && weight->size(0) > 0 &&
                           weight->numel() == weight->size(0) * inputs;
    if (!convolves) return takeConvolution(name, {anySide, inputs});
    Convolution layer = takeConvolution(name, weight->sizes().vec());
    layer.weight = layer.weight.flatten(1);
    return layer;
}

Convolution WeightSource::takeBiased(const std::string& name,
                                     const std::vector<std::int64_t>& shape) const {
    Convolution convolution = takeConvolution(name, shape);
    if (m_placement.form == Form::Fast)
        convolution.weight = convolution.weight.contiguous(at::MemoryFormat::ChannelsLast);
    return convolution;
}

Convolution WeightSource::takeNormed(const std::string& name, const std::string& norm,
                                     const std::vector<std::int64_t>& shape, double epsilon) const {
    const at::Tensor weight = checked(name + ".weight", shape).to(at::kDouble);
    const std::vector<std::int64_t> channels{weight.size(0)};
    const auto statistic = [&](const char* which) {
        return checked(norm + which, channels).to(at::kDouble);
    };
    const bool biased = contains(name + ".bias");
    const at::Tensor variance = statistic(".running_var");
    if (variance.min().item<double>() < 0)
        refuse(m_state.nameInFile(norm + ".running_var") + " holds negative variances");
    const Convolution exact{
        weight, biased ? checked(name + ".bias", channels).to(at::kDouble) : at::Tensor(),
        BatchNorm{statistic(".weight"), statistic(".bias"), statistic(".running_mean"), variance,
                  epsilon}};
    if (m_placement.form == Form::Published)
        return {place(weight), biased ? place(exact.bias) : at::Tensor(),
                BatchNorm{place(exact.norm->weight), place(exact.norm->bias),
                          place(exact.norm->mean), place(variance), epsilon}};
    const Convolution folded = exact.folded();
    return {place(folded.weight).contiguous(at::MemoryFormat::ChannelsLast), place(folded.bias),
            std::nullopt};
}

}  // namespace sigscope::models
