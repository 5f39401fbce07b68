#include "engine/models/architectures/vision_transformer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/architectures/layer_norm.h"
#include "engine/models/architectures/renaming.h"

namespace sigscope::models {

namespace {

/// The published networks of a width; the hidden layers of their blocks are four times as wide.
struct PublishedWidth {
    std::int64_t width;
    std::int64_t heads;
    std::int64_t blocks;
    const char* letter;
};

constexpr auto publishedWidths = std::to_array<PublishedWidth>({{192, 3, 12, "Ti"},
                                                                {384, 6, 12, "S"},
                                                                {768, 12, 12, "B"},
                                                                {1024, 16, 24, "L"},
                                                                {1280, 16, 32, "H"}});

/// What the shapes of a file say.
struct TransformerShape {
    std::int64_t width;
    std::int64_t patch;  ///< Pixels along a side.
    std::int64_t side;   ///< Of the input, pixels.
};

constexpr const char* positions = "encoder.pos_embedding";
constexpr const char* projection = "conv_proj";
/// Of a distilled network: a second token beside that of the class, and what it is classified by.
constexpr const char* distillationToken = "distillation_token";
constexpr const char* distillationHead = "heads.head_dist";

[[noreturn]] void refuseTransformer(const StateDict& state, const std::string& reason) {
    refuseFile(state.source(), "is like a ViT, but " + reason);
}

/// Null if none of that width was published.
const PublishedWidth* publishedOf(std::int64_t width) {
    const auto* const found = std::ranges::find(publishedWidths, width, &PublishedWidth::width);
    return found == publishedWidths.end() ? nullptr : found;
}

/// As its publisher says, else as published of that width: no tensor tells it.
std::int64_t headsOf(const WeightSource& weights, std::int64_t width) {
    const auto said = weights.conventions().value_or(Conventions()).attentionHeads;
    const PublishedWidth* const published = publishedOf(width);
    if (said && *said > 0 && width % *said == 0) return *said;
    if (said)
        refuseTransformer(weights.state(), "a width of " + std::to_string(width) + " has no " +
                                               std::to_string(*said) +
                                               " heads of one size, as is said beside it");
    if (published) return published->heads;
    std::string known;
    for (const PublishedWidth& other : publishedWidths)
        known += (known.empty() ? "" : ", ") + std::to_string(other.width);
    refuseTransformer(weights.state(),
                      "its width is " + std::to_string(width) +
                          ", and weights do not tell the number of heads, which is known of the "
                          "published widths alone (" +
                          known +
                          "): say it in a sidecar, \"attention_heads\": 8, or give it as ONNX");
}

TransformerShape shapeOf(const StateDict& state) {
    const at::Tensor& kernel = *state.find(std::string(projection) + ".weight");
    const at::Tensor& places = *state.find(positions);
    const std::int64_t tokens = state.contains(distillationToken) ? 2 : 1;
    const std::string kernelName = state.nameInFile(std::string(projection) + ".weight");
    if (kernel.dim() != 4 || kernel.size(2) != kernel.size(3) || kernel.size(2) < 1)
        refuseTransformer(state, kernelName + " is no projection of square patches");
    if (places.dim() != 3 || places.size(1) <= tokens)
        refuseTransformer(state, state.nameInFile(positions) + " has not the sides [1, S, width]");
    const std::int64_t patches = places.size(1) - tokens;
    const auto grid = std::llround(std::sqrt(static_cast<double>(patches)));
    if (grid * grid != patches)
        refuseTransformer(state, state.nameInFile(positions) + " has " + std::to_string(patches) +
                                     " places of patches, which are no square");
    constexpr std::int64_t largestInput = 1 << 14;
    if (grid > largestInput / kernel.size(2))
        refuseTransformer(state, "its positions are those of inputs of more than " +
                                     std::to_string(largestInput) + " pixels");
    return {kernel.size(0), kernel.size(2), grid * kernel.size(2)};
}

/// Softmax(q kᵀ / √d) v for each head, from one linear layer for q, k and v.
class SelfAttention {
public:
    SelfAttention(const WeightSource& weights, const std::string& name, std::int64_t width,
                  std::int64_t heads)
        : m_width(width), m_heads(heads) {
        takeProjections(weights, name);
        m_out = weights.takeConvolution(name + ".out_proj", {width, width});
    }

    /// [B, S, width] from the same.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& tokens) const {
        const std::int64_t batch = tokens.size(0);
        const std::int64_t count = tokens.size(1);
        const at::Tensor all = at::linear(tokens, m_weight, m_bias)
                                   .reshape({batch, count, 3, m_heads, m_width / m_heads})
                                   .permute({2, 0, 3, 1, 4});
        const at::Tensor values = at::scaled_dot_product_attention(all[0], all[1], all[2]);
        return at::linear(values.transpose(1, 2).reshape({batch, count, m_width}), m_out.weight,
                          m_out.bias);
    }

private:
    void takeProjections(const WeightSource& weights, const std::string& name) {
        if (!weights.contains(name + ".query.weight")) {
            m_weight = weights.take(name + ".in_proj_weight", {3 * m_width, m_width});
            m_bias = weights.take(name + ".in_proj_bias", {3 * m_width});
            return;
        }
        std::array<at::Tensor, 3> kernels;
        std::array<at::Tensor, 3> biases;
        for (std::size_t i = 0; const char* part : {".query", ".key", ".value"}) {
            const Convolution linear = weights.takeConvolution(name + part, {m_width, m_width});
            kernels[i] = linear.weight;
            biases[i++] = linear.bias;
        }
        m_weight = at::cat(kernels);
        m_bias = at::cat(biases);
    }

    std::int64_t m_width;
    std::int64_t m_heads;
    at::Tensor m_weight;  ///< [3·width, width]
    at::Tensor m_bias;    ///< [3·width]
    Convolution m_out;    ///< A linear layer has the same two tensors.
};

struct TransformerBlock {
    LayerNorm before;
    SelfAttention attention;
    LayerNorm between;
    Convolution expand;  ///< Linear, likewise.
    Convolution project;

    [[nodiscard]] at::Tensor operator()(const at::Tensor& tokens) const {
        const at::Tensor attended = tokens + attention(before(tokens));
        const at::Tensor hidden =
            at::gelu(at::linear(between(attended), expand.weight, expand.bias));
        return attended + at::linear(hidden, project.weight, project.bias);
    }
};

std::string transformerBlockName(std::int64_t index) {
    return "encoder.layers.encoder_layer_" + std::to_string(index);
}

TransformerBlock takeTransformerBlock(const WeightSource& weights, std::int64_t index,
                                      std::int64_t width, std::int64_t heads, double epsilon) {
    const std::string name = transformerBlockName(index);
    Convolution expand = weights.takeConvolution(name + ".mlp.0", {anySide, width});
    const std::int64_t hidden = expand.weight.size(0);
    return {takeLayerNorm(weights, name + ".ln_1", width, epsilon),
            SelfAttention(weights, name + ".self_attention", width, heads),
            takeLayerNorm(weights, name + ".ln_2", width, epsilon), std::move(expand),
            weights.takeConvolution(name + ".mlp.3", {width, hidden})};
}

std::int64_t transformerBlocks(const StateDict& state) {
    std::int64_t blocks = 0;
    while (state.contains(transformerBlockName(blocks) + ".ln_1.weight")) ++blocks;
    return blocks;
}

/// As its publisher says, else torchvision's and timm's ε, or that of transformers.
double epsilonOf(const WeightSource& weights) {
    const auto said = weights.conventions().value_or(Conventions()).layerNormEpsilon;
    if (said) return *said;
    const bool separate =
        weights.contains(transformerBlockName(0) + ".self_attention.query.weight");
    return separate ? 1e-12 : 1e-6;
}

/// The tokens before the patches, [1, T, width].
at::Tensor takeTokens(const WeightSource& weights, std::int64_t width) {
    const std::vector<std::int64_t> shape{1, 1, width};
    at::Tensor ofClass = weights.take("class_token", shape);
    if (!weights.contains(distillationToken)) return ofClass;
    return at::cat({ofClass, weights.take(distillationToken, shape)}, 1);
}

/// The linear layer of the tokens that are classified, one after the other: of two the mean of
/// what each one's own gives.
Convolution takeHead(const WeightSource& weights, std::int64_t width) {
    const std::string name = "heads.head";
    Convolution head = weights.takeConvolution(name, {anySide, width});
    if (!weights.contains(std::string(distillationHead) + ".weight")) return head;
    const Convolution other =
        weights.takeConvolution(distillationHead, {head.weight.size(0), width});
    head.weight = at::cat({head.weight, other.weight}, 1) / 2;
    head.bias = (head.bias + other.bias) / 2;
    return head;
}

class VisionTransformer final : public Network {
public:
    explicit VisionTransformer(const WeightSource& weights)
        : m_shape(shapeOf(weights.state())), m_epsilon(epsilonOf(weights)) {
        const std::int64_t width = m_shape.width;
        const std::int64_t heads = headsOf(weights, width);
        const std::int64_t grid = m_shape.side / m_shape.patch;
        m_patches = weights.takeBiased(projection, {width, 3, m_shape.patch, m_shape.patch});
        m_tokens = takeTokens(weights, width);
        const std::int64_t blocks = transformerBlocks(weights.state());
        m_positions = weights.take(positions, {1, grid * grid + m_tokens.size(1), width});
        do {
            m_blocks.push_back(takeTransformerBlock(
                weights, static_cast<std::int64_t>(m_blocks.size()), width, heads, m_epsilon));
        } while (static_cast<std::int64_t>(m_blocks.size()) < blocks);
        m_norm = takeLayerNorm(weights, "encoder.ln", width, m_epsilon);
        m_head = takeHead(weights, width);
    }

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }

    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        requireSide(inputs);
        const at::Tensor patches =
            at::conv2d(inputs, m_patches.weight, m_patches.bias, {m_shape.patch, m_shape.patch})
                .flatten(2)
                .transpose(1, 2);
        const at::Tensor first = m_tokens.expand({inputs.size(0), -1, -1});
        at::Tensor tokens = at::cat({first, patches}, 1) + m_positions;
        for (const TransformerBlock& block : m_blocks) tokens = block(tokens);
        // A layer norm is of each token alone, and only the first ones are looked at.
        const std::int64_t classified = m_head.weight.size(1) / m_shape.width;
        return m_norm(tokens.slice(1, 0, classified)).flatten(1);
    }

    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        return at::linear(features, m_head.weight, m_head.bias);
    }

    [[nodiscard]] int classCount() const override { return static_cast<int>(m_head.bias.size(0)); }
    [[nodiscard]] std::int64_t onlyInput() const override { return m_shape.side; }

private:
    void requireSide(const at::Tensor& inputs) const {
        if (inputs.size(2) == m_shape.side && inputs.size(3) == m_shape.side) return;
        throw Error("this ViT takes inputs of " + std::to_string(m_shape.side) +
                    " pixels alone, for which its positions are");
    }

    TransformerShape m_shape;
    double m_epsilon;
    Convolution m_patches;
    at::Tensor m_tokens;     ///< [1, T, width]
    at::Tensor m_positions;  ///< [1, T + patches, width]
    std::vector<TransformerBlock> m_blocks;
    LayerNorm m_norm;
    Convolution m_head;
};

/// Whether depth and hidden layers are those of the published network of that width.
bool isPublishedShape(const StateDict& state, const PublishedWidth& published) {
    const at::Tensor* const hidden = state.find(transformerBlockName(0) + ".mlp.0.weight");
    return hidden && hidden->dim() == 2 && hidden->size(0) == 4 * published.width &&
           transformerBlocks(state) == published.blocks;
}

Conventions transformerConventions(const StateDict&, const Publication& publication) {
    return {.attentionHeads = publication.attentionHeads,
            .layerNormEpsilon = publication.layerNormEpsilon};
}

Variant transformerVariant(const StateDict& state) {
    const TransformerShape shape = shapeOf(state);
    const PublishedWidth* const member = publishedOf(shape.width);
    Preprocessing published;
    const int side = static_cast<int>(shape.side);
    published.inputSize = {side, side};
    published.resize = std::max(side * 256 / 224, side);  // As for 224 pixels.
    const std::string patch = "/" + std::to_string(shape.patch);
    if (!member) return {"ViT of width " + std::to_string(shape.width) + patch, published};
    const std::string distilled = state.contains(distillationToken) ? ", distilled" : "";
    Variant variant{std::string("ViT-") + member->letter + patch + distilled, published};
    if (!isPublishedShape(state, *member))
        variant.note =
            "its number of heads, which no tensor tells, is that of the published ViTs "
            "of its width, " +
            std::to_string(member->heads) +
            ", but for what config.json or a sidecar beside the weights says";
    return variant;
}

std::unique_ptr<Network> buildTransformer(const WeightSource& weights) {
    return std::make_unique<VisionTransformer>(weights);
}

/// torchvision's first files have the names of its first releases.
std::string transformerName(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{".mlp.linear_1.", ".mlp.0."}, {".mlp.linear_2.", ".mlp.3."}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> visionTransformer() {
    return {.name = "vit",
            .signature = {"class_token", "conv_proj.weight", positions, "encoder.ln.weight"},
            .head = {"heads", "heads.head"},
            .variant = transformerVariant,
            .build = buildTransformer,
            .conventions = transformerConventions,
            .modules = {projection, "encoder.layers.encoder_layer_#", "encoder.ln", "heads.head",
                        distillationHead},
            .familyName = transformerName};
}

}  // namespace sigscope::models
