#include "engine/models/architectures/onednn_convolution.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <cmath>
#include <string_view>
#include <utility>

namespace sigscope::models::onednn {

namespace {

using FusedKernel = at::Tensor(const at::Tensor&, const at::Tensor&,
                               const std::optional<at::Tensor>&, at::IntArrayRef, at::IntArrayRef,
                               at::IntArrayRef, std::int64_t, std::string_view,
                               c10::List<std::optional<at::Scalar>>,
                               std::optional<std::string_view>);
using Packing = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef,
                           std::int64_t, at::OptionalIntArrayRef);

constexpr std::array<std::int64_t, 2> onednnConvolutionNoDilation{1, 1};

template <typename Signature>
using Handle = std::optional<c10::TypedOperatorHandle<Signature>>;

template <typename Signature>
Handle<Signature> find(const char* name) {
    try {
        return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
    } catch (const c10::Error&) {
        return std::nullopt;
    }
}

const Handle<FusedKernel>& fusedKernel() {
    static const auto kernel = find<FusedKernel>("mkldnn::_convolution_pointwise");
    return kernel;
}

const Handle<Packing>& packing() {
    static const auto kernel = find<Packing>("mkldnn::_reorder_convolution_weight");
    return kernel;
}

}  // namespace

bool available(const at::Tensor& inputs) {
    return inputs.is_cpu() && inputs.scalar_type() == at::kFloat && fusedKernel() &&
           at::globalContext().userEnabledMkldnn();
}

at::Tensor convolve(const at::Tensor& inputs, const at::Tensor& weight, const at::Tensor& bias,
                    const ConvolutionLayout& layout, std::optional<double> ceiling) {
    c10::List<std::optional<at::Scalar>> limits;
    const char* activation = "none";
    if (ceiling && std::isfinite(*ceiling)) {
        activation = "hardtanh";
        limits.push_back(at::Scalar(0.0));
        limits.push_back(at::Scalar(*ceiling));
    } else if (ceiling) {
        activation = "relu";
    }
    const auto addend = bias.defined() ? std::optional(bias) : std::nullopt;
    return fusedKernel()->call(inputs, weight, addend, layout.padding, layout.stride,
                               onednnConvolutionNoDilation, layout.groups, activation, limits, "");
}

PackedWeight::PackedWeight(at::Tensor weight, const ConvolutionLayout& layout)
    : m_weight(std::move(weight)), m_layout(layout) {}

at::Tensor PackedWeight::of(const at::Tensor& inputs) const {
    if (!packing()) return m_weight;
    const std::lock_guard lock(m_packed->mutex);
    const std::int64_t rows = inputs.size(2);
    const std::int64_t columns = inputs.size(3);
    if (m_packed->rows != rows || m_packed->columns != columns) {
        m_packed->weight =
            packing()->call(m_weight, m_layout.padding, m_layout.stride,
                            onednnConvolutionNoDilation, m_layout.groups, inputs.sizes());
        m_packed->rows = rows;
        m_packed->columns = columns;
    }
    return m_packed->weight;
}

}  // namespace sigscope::models::onednn
