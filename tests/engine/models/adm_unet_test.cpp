// The U-Net of guided diffusion against a straightforward computation from the tensors, and what is
// no diffusion model.

#include <ATen/ATen.h>

#include <cmath>

#include "engine/error.h"
#include "engine/models/architectures/adm_unet.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/weights/read_weights.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden.h"
#include "tests/support/script_file.h"
#include "tests/support/synthetic.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using models::AttentionHeads;

namespace {

constexpr std::int64_t embeddingLength = 128;
constexpr std::int64_t admClasses = 5;

/// Tensors of two resolutions with one block each, 32 and 64 channels, attention at the coarser
/// one.
class SmallAdm {
public:
    SmallAdm() {
        layer("time_embed.0", {embeddingLength, 32});
        layer("time_embed.2", {embeddingLength, embeddingLength});
        add("label_emb.weight", {admClasses, embeddingLength});
        layer("input_blocks.0.0", {32, 3, 3, 3});
        block("input_blocks.1.0", 32, 32);
        block("input_blocks.2.0", 32, 32);
        block("input_blocks.3.0", 32, 64);
        attention("input_blocks.3.1");
        block("middle_block.0", 64, 64);
        attention("middle_block.1");
        block("middle_block.2", 64, 64);
        block("output_blocks.0.0", 128, 64);
        attention("output_blocks.0.1");
        block("output_blocks.1.0", 96, 64);
        attention("output_blocks.1.1");
        block("output_blocks.1.2", 64, 64);
        block("output_blocks.2.0", 96, 32);
        block("output_blocks.3.0", 64, 32);
        layer("out.0", {32});
        layer("out.2", {6, 32, 3, 3});
    }

    models::StateDict state{"made-up.safetensors"};

private:
    /// Matrices and convolutions scaled so that values keep their size, norms near 1.
    void add(const std::string& name, const std::vector<std::int64_t>& shape) {
        const at::Tensor stream = golden::syntheticStream(name, shape);
        const double inputs = static_cast<double>(stream.numel()) / stream.size(0);
        if (shape.size() > 1) return state.add(name, stream * std::sqrt(3 / inputs));
        const bool isScale = name.ends_with("weight");
        state.add(name, 0.1 * stream + (isScale ? 1 : 0));
    }
    void layer(const std::string& name, const std::vector<std::int64_t>& shape) {
        add(name + ".weight", shape);
        add(name + ".bias", {shape[0]});
    }
    void block(const std::string& name, std::int64_t inputs, std::int64_t outputs) {
        layer(name + ".in_layers.0", {inputs});
        layer(name + ".in_layers.2", {outputs, inputs, 3, 3});
        layer(name + ".emb_layers.1", {2 * outputs, embeddingLength});
        layer(name + ".out_layers.0", {outputs});
        layer(name + ".out_layers.3", {outputs, outputs, 3, 3});
        if (inputs != outputs) layer(name + ".skip_connection", {outputs, inputs, 1, 1});
    }
    void attention(const std::string& name) {
        layer(name + ".norm", {64});
        layer(name + ".qkv", {192, 64, 1});
        layer(name + ".proj_out", {64, 64, 1});
    }
};

/// The equations written down once more.
class PlainAdm {
public:
    PlainAdm(const models::StateDict& state, AttentionHeads heads)
        : m_state(state), m_heads(heads) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& picture, int timestep, int target) const {
        std::vector<double> waves;
        for (int i = 0; i < 32; ++i) {
            const double angle = timestep * std::pow(10000.0, -(i % 16) / 16.0);
            waves.push_back(i < 16 ? std::cos(angle) : std::sin(angle));
        }
        const at::Tensor first = linear(at::tensor(waves, at::kDouble), "time_embed.0");
        const at::Tensor e =
            linear(at::silu(first), "time_embed.2") + of("label_emb.weight")[target];
        const at::Tensor a = convolution(picture, "input_blocks.0.0");
        const at::Tensor b = block(a, e, "input_blocks.1.0");
        const at::Tensor c = block(b, e, "input_blocks.2.0", &halved);
        const at::Tensor d = attention(block(c, e, "input_blocks.3.0"), "input_blocks.3.1");
        at::Tensor x = attention(block(d, e, "middle_block.0"), "middle_block.1");
        x = block(x, e, "middle_block.2");
        x = attention(block(at::cat({x, d}, 1), e, "output_blocks.0.0"), "output_blocks.0.1");
        x = attention(block(at::cat({x, c}, 1), e, "output_blocks.1.0"), "output_blocks.1.1");
        x = block(x, e, "output_blocks.1.2", &doubled);
        x = block(at::cat({x, b}, 1), e, "output_blocks.2.0");
        x = block(at::cat({x, a}, 1), e, "output_blocks.3.0");
        return convolution(at::silu(norm(x, "out.0")), "out.2");
    }

private:
    using Resample = at::Tensor (*)(const at::Tensor&);

    static at::Tensor halved(const at::Tensor& x) {
        const at::Tensor rows = x.slice(2, 0, {}, 2) + x.slice(2, 1, {}, 2);
        return (rows.slice(3, 0, {}, 2) + rows.slice(3, 1, {}, 2)) / 4;
    }
    static at::Tensor doubled(const at::Tensor& x) {
        return x.repeat_interleave(2, 2).repeat_interleave(2, 3);
    }
    static at::Tensor unchanged(const at::Tensor& x) { return x; }

    [[nodiscard]] const at::Tensor& of(const std::string& name) const {
        return *m_state.find(name);
    }
    [[nodiscard]] at::Tensor linear(const at::Tensor& x, const std::string& name) const {
        return at::mv(of(name + ".weight"), x) + of(name + ".bias");
    }
    [[nodiscard]] at::Tensor convolution(const at::Tensor& x, const std::string& name) const {
        const at::Tensor& weight = of(name + ".weight");
        return at::conv2d(x, weight, of(name + ".bias"), 1, weight.size(2) / 2);
    }
    [[nodiscard]] at::Tensor norm(const at::Tensor& x, const std::string& name) const {
        const at::Tensor groups = x.reshape({x.size(0), 32, -1});
        const at::Tensor centred = groups - groups.mean(2, true);
        const at::Tensor variance = centred.square().mean(2, true);
        const auto perChannel = [&](const char* part) {
            return of(name + part).view({1, -1, 1, 1});
        };
        return (centred / (variance + 1e-5).sqrt()).view(x.sizes()) * perChannel(".weight") +
               perChannel(".bias");
    }
    [[nodiscard]] at::Tensor block(const at::Tensor& x, const at::Tensor& e,
                                   const std::string& name, Resample resample = &unchanged) const {
        const at::Tensor first =
            convolution(resample(at::silu(norm(x, name + ".in_layers.0"))), name + ".in_layers.2");
        const at::Tensor both = linear(at::silu(e), name + ".emb_layers.1").view({1, -1, 1, 1});
        const std::int64_t outputs = first.size(1);
        const at::Tensor modulated =
            norm(first, name + ".out_layers.0") * (1 + both.slice(1, 0, outputs)) +
            both.slice(1, outputs);
        const at::Tensor second = convolution(at::silu(modulated), name + ".out_layers.3");
        const bool changes = m_state.contains(name + ".skip_connection.weight");
        return second +
               (changes ? convolution(resample(x), name + ".skip_connection") : resample(x));
    }
    [[nodiscard]] at::Tensor attention(const at::Tensor& x, const std::string& name) const {
        const std::int64_t channels = x.size(1);
        const std::int64_t width = channels / m_heads.of(channels);
        const at::Tensor tokens = norm(x, name + ".norm")[0].flatten(1);  // [C, T]
        const at::Tensor parts = at::matmul(of(name + ".qkv.weight").squeeze(2), tokens) +
                                 of(name + ".qkv.bias").unsqueeze(1);
        std::vector<at::Tensor> attended;
        for (std::int64_t head = 0; head < m_heads.of(channels); ++head) {
            const auto part = [&](std::int64_t which) {
                const bool headsFirst = m_heads.order == AttentionHeads::Order::HeadsFirst;
                const std::int64_t begin =
                    headsFirst ? (3 * head + which) * width : which * channels + head * width;
                return parts.slice(0, begin, begin + width);
            };
            const at::Tensor scores =
                at::matmul(part(0).t(), part(1)) / std::sqrt(static_cast<double>(width));
            attended.push_back(at::matmul(part(2), scores.softmax(1).t()));
        }
        const at::Tensor made =
            at::matmul(of(name + ".proj_out.weight").squeeze(2), at::cat(attended)) +
            of(name + ".proj_out.bias").unsqueeze(1);
        return x + made.view(x.sizes());
    }

    const models::StateDict& m_state;
    AttentionHeads m_heads;
};

/// What loadDenoiser() says against a file's bytes.
std::string refusalOfDenoiser(const std::filesystem::path& file) {
    try {
        const auto bytes = models::readWeightsFile(file);
        static_cast<void>(models::loadDenoiser(file.string(), bytes, c10::kCPU, c10::kDouble));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("adm-unet: computes what its tensors say, whichever way the heads are divided",
          "[quick]") {
    const SmallAdm small;
    const models::WeightSource weights(small.state, {c10::kCPU, c10::kDouble});
    const at::Tensor picture = golden::syntheticStream("picture", {1, 3, 6, 10});
    for (const auto order : {AttentionHeads::Order::HeadsFirst, AttentionHeads::Order::PartsFirst})
        for (const auto& heads : {AttentionHeads{2, 0, order}, AttentionHeads{0, 16, order}}) {
            const auto denoiser = models::makeAdmUnet(weights, {heads});
            const models::NoisePrediction told = denoiser->predict(picture, 321, 3);
            const at::Tensor plain = PlainAdm(small.state, heads)(picture, 321, 3);
            // float64, sums in another order.
            CHECK(relativeError(at::cat({told.noise, told.variance}, 1), plain) < 1e-12);
            CHECK(denoiser->factor() == 2);
            CHECK(denoiser->classCount() == admClasses);
        }
    // It takes all of its tensors.
    for (const auto& [name, tensor] : small.state.entries()) {
        INFO(name);
        CHECK(weights.took(name));
    }
}

TEST_CASE("adm-unet: one whose conventions are unknown is refused", "[quick]") {
    const SmallAdm small;
    const auto located = models::locateDenoiser(small.state);
    CHECK(located.architecture->name == "adm-unet");
    CHECK_THROWS_WITH(static_cast<void>(models::buildWhole(located, {c10::kCPU, c10::kDouble})),
                      Catch::Contains("made-up.safetensors: is an ADM U-Net with 32, 64 channels "
                                      "and 1 blocks a level, none of those that were published"));
}

TEST_CASE("diffusion models: other files are refused in one sentence", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto program = folder.path() / "program.pt";
    testing::writeScript(program, testing::pooledScript);
    CHECK_THAT(refusalOfDenoiser(program),
               Catch::Contains("program.pt: is TorchScript, a program") &&
                   !Catch::Contains("--allow-torchscript"));
    CHECK_THAT(refusalOfDenoiser(golden::tinyNetFile()),
               Catch::EndsWith("holds no known diffusion model; known: adm-unet"));
    CHECK_THAT(refusalOfDenoiser(folder.write("notes.txt", std::string(64, 'n'))),
               Catch::Contains("notes.txt: is no weights file"));
}
