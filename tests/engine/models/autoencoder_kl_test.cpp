// The autoencoder of latent-diffusion models against a straightforward computation from the
// tensors.

#include <cmath>

#include "engine/compute/memory_meter.h"
#include "engine/models/architectures/network_search.h"
#include "tests/support/kl_weights.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

std::unique_ptr<models::Autoencoder> build(const models::StateDict& state) {
    return models::buildWhole(models::locateAutoencoder(state), {c10::kCPU, c10::kDouble}).product;
}

at::Tensor picture(std::int64_t height = 16, std::int64_t width = 24) {
    return golden::syntheticStream("picture", {1, 3, height, width}) * 0.5 + 0.5;
}

/// The equations written down once more, with the tensors in their original names.
class PlainKl {
public:
    [[nodiscard]] at::Tensor encode(const at::Tensor& raw) const {
        at::Tensor x = convolution(raw * 2 - 1, "encoder.conv_in", 1);
        x = block(x, "encoder.down.0.block.0");
        const at::Tensor wider = at::cat({x, at::zeros_like(x.slice(3, 0, 1))}, 3);
        const at::Tensor padded = at::cat({wider, at::zeros_like(wider.slice(2, 0, 1))}, 2);
        x = at::conv2d(padded, tensor("encoder.down.0.downsample.conv.weight"),
                       tensor("encoder.down.0.downsample.conv.bias"), 2);
        x = middle(block(x, "encoder.down.1.block.0"), "encoder");
        x = convolution(swish(normed(x, "encoder.norm_out")), "encoder.conv_out", 1);
        return convolution(x, "quant_conv", 0).slice(1, 0, 4);
    }

    [[nodiscard]] at::Tensor decode(const at::Tensor& latent) const {
        at::Tensor x = convolution(latent, "post_quant_conv", 0);
        x = middle(convolution(x, "decoder.conv_in", 1), "decoder");
        x = block(block(x, "decoder.up.1.block.0"), "decoder.up.1.block.1");
        x = x.repeat_interleave(2, 2).repeat_interleave(2, 3);
        x = convolution(x, "decoder.up.1.upsample.conv", 1);
        x = block(block(x, "decoder.up.0.block.0"), "decoder.up.0.block.1");
        x = convolution(swish(normed(x, "decoder.norm_out")), "decoder.conv_out", 1);
        return x / 2 + 0.5;
    }

private:
    [[nodiscard]] at::Tensor tensor(const std::string& name) const { return *m_state.find(name); }

    [[nodiscard]] at::Tensor convolution(const at::Tensor& x, const std::string& name,
                                         int padding) const {
        return at::conv2d(x, tensor(name + ".weight"), tensor(name + ".bias"), 1, padding);
    }
    [[nodiscard]] at::Tensor normed(const at::Tensor& x, const std::string& name) const {
        const at::Tensor groups = x.reshape({x.size(0), 32, -1});
        const at::Tensor centred = groups - groups.mean(2, true);
        const at::Tensor unit = centred / (centred.square().mean(2, true) + 1e-6).sqrt();
        return unit.reshape(x.sizes()) * tensor(name + ".weight").view({1, -1, 1, 1}) +
               tensor(name + ".bias").view({1, -1, 1, 1});
    }
    static at::Tensor swish(const at::Tensor& x) { return x / (1 + (-x).exp()); }

    [[nodiscard]] at::Tensor block(const at::Tensor& x, const std::string& name) const {
        const at::Tensor first = convolution(swish(normed(x, name + ".norm1")), name + ".conv1", 1);
        const at::Tensor second =
            convolution(swish(normed(first, name + ".norm2")), name + ".conv2", 1);
        const bool changes = m_state.contains(name + ".nin_shortcut.weight");
        return second + (changes ? convolution(x, name + ".nin_shortcut", 0) : x);
    }
    [[nodiscard]] at::Tensor middle(const at::Tensor& x, const std::string& half) const {
        return block(attended(block(x, half + ".mid.block_1"), half + ".mid.attn_1"),
                     half + ".mid.block_2");
    }
    [[nodiscard]] at::Tensor attended(const at::Tensor& x, const std::string& name) const {
        const at::Tensor h = normed(x, name + ".norm");
        const at::Tensor q = convolution(h, name + ".q", 0).flatten(2)[0];
        const at::Tensor k = convolution(h, name + ".k", 0).flatten(2)[0];
        const at::Tensor v = convolution(h, name + ".v", 0).flatten(2)[0];
        const at::Tensor scores = at::mm(q.t(), k) / std::sqrt(static_cast<double>(q.size(0)));
        const at::Tensor mixed = at::mm(v, at::softmax(scores, 1).t()).view(x.sizes());
        return x + convolution(mixed, name + ".proj_out", 0);
    }

    models::StateDict m_state = klWeights(KlLayout::Original);
};

}  // namespace

TEST_CASE("autoencoder kl: encodes and decodes as the equations say", "[quick]") {
    const auto autoencoder = build(klWeights(KlLayout::Original));
    CHECK(autoencoder->factor() == 2);
    const at::Tensor latent = autoencoder->encode(picture());
    REQUIRE(latent.sizes().vec() == std::vector<std::int64_t>{1, 4, 8, 12});
    const PlainKl plain;
    // Rounding of float64 through some twenty layers.
    CHECK(((latent - plain.encode(picture())).norm() / latent.norm()).item<double>() < 1e-12);
    const at::Tensor decoded = autoencoder->decode(latent);
    REQUIRE(decoded.sizes() == picture().sizes());
    CHECK(((decoded - plain.decode(latent)).norm() / decoded.norm()).item<double>() < 1e-12);
}

TEST_CASE("autoencoder kl: every layout of names gives the same bits", "[quick]") {
    const auto original = build(klWeights(KlLayout::Original));
    const at::Tensor latent = original->encode(picture());
    for (const KlLayout layout :
         {KlLayout::WholeModel, KlLayout::Diffusers, KlLayout::OldDiffusers}) {
        INFO(klName("encoder.mid.attn_1.q.weight", layout));
        const auto other = build(klWeights(layout));
        CHECK(at::equal(other->encode(picture()), latent));
        CHECK(at::equal(other->decode(latent), original->decode(latent)));
    }
}

TEST_CASE("autoencoder kl: newer ones have no convolution at the latent end", "[quick]") {
    models::StateDict state("newer.safetensors");
    const models::StateDict whole = klWeights(KlLayout::Diffusers);
    for (const auto& [name, tensor] : whole.entries())
        if (name.find("quant_conv") == std::string::npos) state.add(name, tensor);
    const auto autoencoder = build(state);
    CHECK(autoencoder->decode(autoencoder->encode(picture())).sizes() == picture().sizes());
}

TEST_CASE("autoencoder kl: what is missing or of a wrong shape is named as in the file",
          "[quick]") {
    for (const KlLayout layout :
         {KlLayout::Original, KlLayout::WholeModel, KlLayout::Diffusers, KlLayout::OldDiffusers}) {
        const auto whole = klWeights(layout);
        for (const char* original :
             {"encoder.down.0.downsample.conv.bias", "encoder.mid.attn_1.q.weight",
              "decoder.up.1.block.0.conv1.weight", "decoder.up.0.block.0.nin_shortcut.weight",
              "decoder.norm_out.bias", "decoder.conv_out.weight"}) {
            const std::string broken = klName(original, layout);
            models::StateDict lacking("file");
            models::StateDict misshapen("file");
            for (const auto& [name, tensor] : whole.entries()) {
                if (name != broken) lacking.add(name, tensor);
                misshapen.add(name, name == broken ? at::zeros({7}) : tensor);
            }
            REQUIRE(misshapen.contains(broken));
            CHECK_THROWS_WITH(build(lacking), Catch::Contains("file: lacks " + broken));
            CHECK_THROWS_WITH(build(misshapen), Catch::Contains("file: " + broken + " is [7]"));
        }
    }
}

TEST_CASE("autoencoder kl: its attention never holds all scores at once", "[quick]") {
    const auto autoencoder = build(klWeights(KlLayout::Original));
    const auto peak = [&](std::int64_t side) {
        const at::NoGradGuard noGradients;
        return static_cast<double>(compute::peakTensorBytes(
            [&] { static_cast<void>(autoencoder->encode(picture(side, side))); }));
    };
    // Four times the pixels: 4096 positions, whose scores alone would take 128 MiB.
    CHECK(peak(128) < 4.5 * peak(64));
    CHECK(peak(128) < (128 << 20));
}

TEST_CASE("autoencoder kl: channels that 32 groups do not divide are refused", "[quick]") {
    models::StateDict state("odd.safetensors");
    const models::StateDict whole = klWeights(KlLayout::Original);
    for (const auto& [name, tensor] : whole.entries())
        state.add(name, name.starts_with("encoder.conv_in")                ? tensor.slice(0, 0, 20)
                        : name.starts_with("encoder.down.0.block.0.norm1") ? tensor.slice(0, 0, 20)
                                                                           : tensor);
    CHECK_THROWS_WITH(build(state), Catch::Contains("32 groups do not divide"));
}

TEST_CASE("autoencoder kl: a vector-quantised relative is not mistaken for one", "[quick]") {
    models::StateDict state = klWeights(KlLayout::Original);
    state.add("quantize.embedding.weight", at::zeros({16, 4}));
    CHECK_THROWS_WITH(build(state), Catch::Contains("holds no known autoencoder"));
}
