#pragma once

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/file_bytes.h"
#include "engine/models/onnx_network.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden.h"

namespace sigscope::tests {

/// What a network says of an input, and the gradients of one class's logit and probability.
struct OnnxAnswer {
    at::Tensor logits, ofLogit, ofProbability;
};

[[nodiscard]] inline models::OnnxClassifier loadOnnxFile(const std::filesystem::path& file,
                                                         const models::Placement& placement = {}) {
    return models::loadOnnx(readFileBytes(file), file, placement, {});
}

/// The arrays beside a model.
[[nodiscard]] inline std::map<std::string, at::Tensor> expectedOf(std::filesystem::path file) {
    return golden::load(file.replace_extension(".safetensors"));
}

[[nodiscard]] inline OnnxAnswer answerOf(const models::Network& network, const at::Tensor& input,
                                         std::int64_t label) {
    const at::Tensor x = input.unsqueeze(0).detach().requires_grad_();
    const at::Tensor logits = network.logits(x)[0];
    const auto gradientOf = [&](const at::Tensor& value) {
        return torch::autograd::grad({value}, {x}, {}, /*retain_graph=*/true).front()[0];
    };
    return {logits.detach(), gradientOf(logits[label]), gradientOf(logits.softmax(0)[label])};
}

/// The largest relative L2 errors of logits and gradients, with those that the file expects.
struct OnnxErrors {
    double logits, gradients;
};

[[nodiscard]] inline OnnxErrors errorsOf(const std::filesystem::path& file,
                                         const models::Placement& placement) {
    const auto expected = expectedOf(file);
    const auto classifier = loadOnnxFile(file, placement);
    const OnnxAnswer answer =
        answerOf(*classifier.network, expected.at("input").to(placement.dtype),
                 expected.at("label").item<std::int64_t>());
    return {relativeError(answer.logits.to(at::kDouble), expected.at("logits").to(at::kDouble)),
            std::max(relativeError(answer.ofLogit.to(at::kDouble),
                                   expected.at("grad_logit").to(at::kDouble)),
                     relativeError(answer.ofProbability.to(at::kDouble),
                                   expected.at("grad_prob").to(at::kDouble)))};
}

/// The small models of tests/data/onnx.
[[nodiscard]] inline std::filesystem::path smallOnnx(const std::string& name) {
    return std::filesystem::path(SIGSCOPE_TEST_DATA) / "onnx" / (name + ".onnx");
}

[[nodiscard]] inline std::vector<std::string> smallOnnxNames() {
    return {"mobile_opset14",         "mobile_softmax_nhwc",      "mobile_half",
            "swin_opset17",           "swin_dynamo_opset21",      "dense_opset9",
            "dense_external",         "scaled_opset13",           "shuffle_batch2",
            "shuffle_dynamo_opset18", "attention_einsum_opset12", "mobile_long_constants",
            "standardised_opset17"};
}

}  // namespace sigscope::tests
