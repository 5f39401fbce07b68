#include <algorithm>

#include "engine/error.h"
#include "engine/models/onnx/onnx_file.h"
#include "tests/engine/onnx/onnx_answers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
namespace models = sigscope::models;
using namespace sigscope::tests;

namespace {

/// Pictures [B, 3, H, W] that differ.
at::Tensor severalPictures(const std::string& name, std::int64_t count) {
    const at::Tensor one = expectedOf(smallOnnx(name)).at("input").to(at::kFloat);
    std::vector<at::Tensor> all;
    for (std::int64_t i = 0; i < count; ++i) all.push_back(one.roll(i, /*dims=*/1));
    return at::stack(all);
}

}  // namespace

TEST_CASE("onnx: small networks of both exporters answer as PyTorch does", "[quick]") {
    for (const std::string& name : smallOnnxNames()) {
        INFO(name);
        // Gradients are written in float32, and so are the constants that exporters fold.
        const OnnxErrors errors = errorsOf(smallOnnx(name), {c10::kCPU, c10::kDouble});
        // The exporter rounded these weights after it had folded the batch norms: 11 bits, in some
        // layers one after another.
        const bool rounded = name == "mobile_half";
        CHECK(errors.logits < (rounded ? 2e-3 : 1e-5));
        CHECK(errors.gradients < (rounded ? 2e-2 : 1e-5));
    }
}

TEST_CASE("onnx: a batch of any size answers as its pictures one by one", "[quick]") {
    const at::NoGradGuard none;
    for (const std::string& name : smallOnnxNames()) {
        INFO(name);
        const auto classifier = loadOnnxFile(smallOnnx(name));
        const at::Tensor pictures = severalPictures(name, 3);
        const at::Tensor together = classifier.network->logits(pictures);
        REQUIRE(together.sizes() == at::IntArrayRef({3, 5}));
        for (std::int64_t i = 0; i < 3; ++i) {
            const at::Tensor alone = classifier.network->logits(pictures.slice(0, i, i + 1))[0];
            // float32: sums are split otherwise.
            CHECK(sigscope::relativeError(together[i], alone.to(at::kDouble)) < 1e-5);
        }
    }
}

TEST_CASE("onnx: the fast form computes what the published one computes", "[quick]") {
    const at::NoGradGuard none;
    for (const std::string& name : smallOnnxNames()) {
        INFO(name);
        const at::Tensor picture = severalPictures(name, 1).to(at::kDouble);
        const auto answer = [&](models::Form form) {
            return loadOnnxFile(smallOnnx(name), {c10::kCPU, c10::kDouble, form})
                .network->logits(picture);
        };
        // float64: folding batch norm rounds.
        CHECK(sigscope::relativeError(answer(models::Form::Fast), answer(models::Form::Published)) <
              1e-12);
    }
}

TEST_CASE("onnx: logits follow from the representation where the last layer is linear", "[quick]") {
    const at::NoGradGuard none;
    for (const char* name : {"mobile_opset14", "swin_opset17", "swin_dynamo_opset21",
                             "dense_opset9", "mobile_softmax_nhwc"}) {
        INFO(name);
        const auto classifier = loadOnnxFile(smallOnnx(name));
        const at::Tensor pictures = severalPictures(name, 2);
        const at::Tensor features = classifier.network->features(pictures);
        CHECK(features.dim() == 2);
        // The same operators on the same numbers.
        CHECK(sigscope::relativeError(classifier.network->classify(features),
                                      classifier.network->logits(pictures).to(at::kDouble)) < 1e-6);
    }
    const auto convolution = loadOnnxFile(smallOnnx("shuffle_batch2"));
    CHECK_THROWS_WITH((void)convolution.network->features(severalPictures("shuffle_batch2", 1)),
                      Catch::Contains("representation"));
}

TEST_CASE("onnx: a final softmax is recognised", "[quick]") {
    const auto ended = loadOnnxFile(smallOnnx("mobile_softmax_nhwc"));
    CHECK(ended.end == models::Outputs::Exclusive);
    CHECK(loadOnnxFile(smallOnnx("mobile_opset14")).end == models::Outputs::Logits);
}

TEST_CASE("onnx: bfloat16 is float32 but for its rounding", "[quick]") {
    const at::NoGradGuard none;
    for (const char* name : {"mobile_opset14", "swin_dynamo_opset21", "shuffle_dynamo_opset18"}) {
        INFO(name);
        const at::Tensor picture = severalPictures(name, 1);
        const at::Tensor wide = loadOnnxFile(smallOnnx(name)).network->logits(picture);
        const at::Tensor narrow = loadOnnxFile(smallOnnx(name), {c10::kCPU, c10::kBFloat16})
                                      .network->logits(picture.to(at::kBFloat16));
        // 8 bits, of some layers in a row.
        CHECK(sigscope::relativeError(narrow.to(at::kFloat), wide.to(at::kDouble)) < 0.1);
    }
}

TEST_CASE("onnx: a model is known by its content or by its name", "[quick]") {
    const auto bytes = sigscope::readFileBytes(smallOnnx("dense_opset9"));
    CHECK(models::isOnnx(bytes, "model.bin"));
    CHECK(models::isOnnx({}, "model.ONNX"));
    CHECK_FALSE(models::isOnnx({}, "model.pth"));
    const auto weights = sigscope::readFileBytes(sigscope::golden::tinyNetFile());
    CHECK_FALSE(models::isOnnx(weights, "model.safetensors"));
}
