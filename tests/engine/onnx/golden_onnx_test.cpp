#include "tests/engine/onnx/onnx_answers.h"
#include "tests/support/torch_catch.h"

namespace golden = sigscope::golden;
namespace models = sigscope::models;
using namespace sigscope::tests;

TEST_CASE("golden.onnx: networks of torchvision and timm answer as PyTorch does") {
    for (const auto& file : golden::files(golden::Kind::Onnx)) {
        INFO(file.string());
        // The goldens' tolerances: they were made in float64, this is float32.
        const OnnxErrors errors = errorsOf(file, {});
        CHECK(errors.logits < 1e-4);
        CHECK(errors.gradients < 1e-3);
    }
}

TEST_CASE("golden.onnx: in float64 nothing is left but what float32 files round") {
    for (const auto& file : golden::files(golden::Kind::Onnx)) {
        INFO(file.string());
        // Exporters write folded constants in float32, 24 bits, of layers in a row.
        const OnnxErrors errors = errorsOf(file, {c10::kCPU, c10::kDouble});
        CHECK(errors.logits < 1e-5);
        CHECK(errors.gradients < 1e-4);
    }
}
