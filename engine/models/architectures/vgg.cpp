#include "engine/models/architectures/vgg.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double vggBatchNormEpsilon = 1e-5;

/// The layers of `features` are numbered: a convolution, its batch norm if there is one, a ReLU;
/// the numbers of pools and ReLUs have no tensors.
std::string layerName(int index) {
    return "features." + std::to_string(index);
}

bool isConvolution(const StateDict& state, int index) {
    const at::Tensor* weight = state.find(layerName(index) + ".weight");
    return weight && weight->dim() == 4;
}

bool isNorm(const StateDict& state, int index) {
    return state.contains(layerName(index) + ".running_mean");
}

int lastLayer(const StateDict& state) {
    int last = 0;
    for (int index = 0; index < static_cast<int>(state.entries().size()) * 3; ++index)
        if (isConvolution(state, index)) last = index;
    return last;
}

/// Convolutions between two pools.
using UnitGroup = std::vector<ConvolutionUnit>;

class Vgg final : public Network {
public:
    /// `onlyInput` is that of Network.
    Vgg(const WeightSource& weights, std::int64_t onlyInput) : m_stages(1), m_onlyInput(onlyInput) {
        const StateDict& state = weights.state();
        std::int64_t channels = 3;
        const int last = lastLayer(state);
        for (int index = 0; index <= last;) {
            if (!isConvolution(state, index)) {
                m_stages.emplace_back();
                ++index;
                continue;
            }
            const bool normed = isNorm(state, index + 1);
            m_stages.back().push_back(takeUnitOfVgg(weights, index, channels, normed));
            channels = m_stages.back().back().outputs();
            index += normed ? 3 : 2;
        }
        m_pooledSide = pooledSideOf(weights, channels);
        std::int64_t features = channels * m_pooledSide * m_pooledSide;
        for (const char* name : {"classifier.0", "classifier.3", "classifier.6"}) {
            m_layers.push_back(weights.takeLinear(name, features));
            features = m_layers.back().weight.size(0);
        }
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }

    at::Tensor features(const at::Tensor& inputs) const override {
        at::Tensor values = inputs.contiguous(m_stages.front().front().memoryFormat());
        for (const UnitGroup& stage : m_stages) {
            for (const ConvolutionUnit& unit : stage) values = unit(values);
            values = at::max_pool2d(values, 2);
        }
        return at::adaptive_avg_pool2d(values, {m_pooledSide, m_pooledSide}).flatten(1);
    }

    at::Tensor classify(const at::Tensor& features) const override {
        at::Tensor values = features;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            if (i > 0) at::relu_(values);
            values = at::linear(values, m_layers[i].weight, m_layers[i].bias);
        }
        return values;
    }

    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = inputs;
        for (std::size_t stage = 0; stage < m_stages.size(); ++stage) {
            for (const ConvolutionUnit& unit : m_stages[stage]) last = unit.describe(graph, last);
            graph.mark("conv" + std::to_string(stage + 1), last);
            last = graph.add(MaxPoolLayer{}, {last});
        }
        last = graph.add(FlattenLayer{}, {graph.add(AdaptiveMeanLayer{m_pooledSide}, {last})});
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            if (i > 0) last = graph.add(RectifierLayer{}, {last});
            last = graph.add(LinearLayer{m_layers[i].weight, m_layers[i].bias}, {last});
        }
        return last;
    }

    int classCount() const override { return static_cast<int>(m_layers.back().bias.size(0)); }

    /// Every pool halves, rounding down, and the last one leaves something.
    std::int64_t smallestInput() const override { return std::int64_t{1} << m_stages.size(); }

    std::int64_t onlyInput() const override { return m_onlyInput; }

private:
    /// The side of what the first linear layer is given: 7 as published, 1 in networks for small
    /// pictures (where one that has no average to take computes the same).
    static std::int64_t pooledSideOf(const WeightSource& weights, std::int64_t channels) {
        constexpr std::int64_t published = 7;
        const at::Tensor* first = weights.state().find("classifier.0.weight");
        const bool single = first && first->dim() == 2 && first->size(1) == channels;
        return single ? 1 : published;
    }

    static ConvolutionUnit takeUnitOfVgg(const WeightSource& weights, int index,
                                         std::int64_t channels, bool normed) {
        const std::vector<std::int64_t> shape{anySide, channels, 3, 3};
        Convolution convolution = normed
                                      ? weights.takeNormed(layerName(index), layerName(index + 1),
                                                           shape, vggBatchNormEpsilon)
                                      : weights.takeBiased(layerName(index), shape);
        const ConvolutionLayout layout = centredLayout(convolution);
        return {std::move(convolution), layout, Activation::Relu};
    }

    std::vector<UnitGroup> m_stages;
    std::int64_t m_onlyInput;
    std::int64_t m_pooledSide = 0;
    std::vector<Convolution> m_layers;  ///< Linear: the same two tensors.
};

struct VggMember {
    int layers;
    std::vector<int> groups;  ///< So many convolutions before each pool.
};

const std::vector<VggMember>& vggMembers() {
    static const std::vector<VggMember> members{
        {11, {1, 1, 2, 2, 2}}, {13, {2, 2, 2, 2, 2}}, {16, {2, 2, 3, 3, 3}}, {19, {2, 2, 4, 4, 4}}};
    return members;
}

/// How many convolutions there are between two layers without tensors that are no ReLUs.
std::vector<int> groupsOfVgg(const StateDict& state) {
    std::vector<int> groups(1);
    const int last = lastLayer(state);
    for (int index = 0; index <= last;) {
        const bool convolves = isConvolution(state, index);
        if (convolves)
            ++groups.back();
        else
            groups.push_back(0);
        index += !convolves ? 1 : isNorm(state, index + 1) ? 3 : 2;
    }
    return groups;
}

std::string groupsText(const std::vector<int>& groups) {
    std::string text;
    for (const int group : groups) text += (text.empty() ? "" : ", ") + std::to_string(group);
    return text;
}

/// Throws Error unless the convolutions stand as published: of another layer between them nothing
/// tells what it is.
void requireGroups(const StateDict& state, const VggMember& member) {
    const std::vector<int> groups = groupsOfVgg(state);
    if (groups == member.groups) return;
    throw Error(state.source() + ": has the convolutions of VGG-" + std::to_string(member.layers) +
                " in groups of " + groupsText(groups) + " and not of " + groupsText(member.groups) +
                ", and no tensor tells what lies between them: give it as ONNX");
}

Variant variantOfVgg(const StateDict& state) {
    int convolutions = 0;
    for (int index = 0; index <= lastLayer(state); ++index)
        if (isConvolution(state, index)) ++convolutions;
    constexpr int linearLayers = 3;
    const int layers = convolutions + linearLayers;
    const auto member = std::ranges::find(vggMembers(), layers, &VggMember::layers);
    if (member == vggMembers().end())
        throw Error(state.source() + ": is no VGG of 11, 13, 16 or 19 layers: it has " +
                    std::to_string(layers));
    requireGroups(state, *member);
    const std::string norm = isNorm(state, 1) ? "-BN" : "";
    return {"VGG-" + std::to_string(layers) + norm, Preprocessing()};
}

/// Other networks begin their numbers with another kind of layer.
bool fitsVgg(const StateDict& state) {
    return isConvolution(state, 0);
}

std::unique_ptr<Network> buildVgg(const WeightSource& weights) {
    constexpr std::int64_t any = 0;
    return std::make_unique<Vgg>(weights, any);
}

/// timm's has convolutions for linear layers: of larger inputs it would take the mean behind them.
std::unique_ptr<Network> buildTimmVgg(const WeightSource& weights) {
    constexpr std::int64_t published = 224;
    return std::make_unique<Vgg>(weights, published);
}

std::string vggFromTimm(const std::string& name) {
    static constexpr auto names = std::to_array<Renaming>({{"pre_logits.fc1.", "classifier.0."},
                                                           {"pre_logits.fc2.", "classifier.3."},
                                                           {"head.fc.", "classifier.6."}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> timmVgg() {
    Architecture<Network> timm = underOtherNames(
        vgg(), {"features.0.weight", "pre_logits.fc1.weight", "pre_logits.fc2.weight"},
        {"head.fc", "head.fc"}, vggFromTimm);
    timm.build = buildTimmVgg;
    return timm;
}

Architecture<Network> vgg() {
    return {.name = "vgg",
            .signature = {"features.0.weight", "classifier.0.weight", "classifier.3.weight"},
            .head = {"classifier.6", "classifier.6"},
            .fits = fitsVgg,
            .variant = variantOfVgg,
            .build = buildVgg,
            .modules = {"features.#", "classifier.#"}};
}

}  // namespace sigscope::models
