#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

namespace golden = sigscope::golden;
namespace models = sigscope::models;

namespace {

/// The goldens were made with AVX2 kernels. Others round otherwise, and where that moves a unit
/// across a ReLU's corner, the pooled gradient of a network of random weights moves by up to 2 %.
/// With the same kernels it is the same to the last bit. Set before the first convolution.
const int sameKernels = setenv("ONEDNN_MAX_CPU_ISA", "AVX2", /*overwrite=*/1);

/// Before the first slash of a golden's arrays.
std::set<std::string> architecturesIn(const std::map<std::string, at::Tensor>& arrays) {
    std::set<std::string> names;
    for (const auto& [name, array] : arrays) names.insert(name.substr(0, name.find('/')));
    return names;
}

struct NetworkAnswer {
    at::Tensor logits;
    at::Tensor gradient;  ///< Of logit 7 or the last, [3, S, S].
};

NetworkAnswer answerOf(const models::StateDict& state, models::Form form,
                       c10::ScalarType dtype = c10::kFloat) {
    const auto located = models::locateNetwork(state);
    const auto network = models::buildWhole(located, {c10::kCPU, dtype, form}).product;
    const std::int64_t side = located.architecture->variant(state).preprocessing.inputSize.height;
    const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side})
                                 .to(at::kFloat)
                                 .to(dtype)
                                 .requires_grad_();
    const at::Tensor logits = network->logits(input);
    const std::int64_t explained = std::min<std::int64_t>(7, logits.size(1) - 1);
    const at::Tensor gradient = torch::autograd::grad({logits[0][explained]}, {input}).front();
    return {logits[0].detach(), gradient[0]};
}

}  // namespace

TEST_CASE("golden.architectures: networks with torchvision's keys answer as torchvision's") {
    at::set_num_threads(2);  // As the goldens' program: how many decides how sums are split.
    for (const auto& file : golden::files(golden::Kind::Architectures)) {
        const auto arrays = golden::load(file);
        for (const std::string& name : architecturesIn(arrays)) {
            INFO(name);
            const models::StateDict state = golden::syntheticState(golden::torchvisionShapes(name));
            const NetworkAnswer answer = answerOf(state, models::Form::Published);
            // The goldens' tolerance, for machines that lack the kernels.
            CHECK(relativeError(answer.logits, arrays.at(name + "/logits")) < 1e-3);
            const at::Tensor pooled = at::adaptive_avg_pool2d(answer.gradient, {8, 8});
            CHECK(relativeError(pooled, arrays.at(name + "/grad_8x8")) < 1e-3);
            const double norm = arrays.at(name + "/grad_norm").item<double>();
            CHECK(std::abs(answer.gradient.norm().item<double>() - norm) < 1e-3 * norm);

            const NetworkAnswer fast = answerOf(state, models::Form::Fast);
            CHECK(relativeError(fast.logits, arrays.at(name + "/logits")) < 1e-3);
            CHECK(std::abs(fast.gradient.norm().item<double>() - norm) < 1e-3 * norm);
        }
    }
}

TEST_CASE("architectures: the fast form of torchvision's networks computes the published one") {
    for (const char* name : {"resnet18", "resnet50", "googlenet", "inception_v3", "mobilenet_v2"}) {
        INFO(name);
        const models::StateDict state = golden::syntheticState(golden::torchvisionShapes(name));
        const NetworkAnswer fast = answerOf(state, models::Form::Fast, c10::kDouble);
        const NetworkAnswer published = answerOf(state, models::Form::Published, c10::kDouble);
        // In double: what is left is the order of operations.
        CHECK(relativeError(fast.logits, published.logits) < 1e-12);
        CHECK(relativeError(fast.gradient, published.gradient) < 1e-10);
    }
}

TEST_CASE("architectures: a head of any number of classes, and VGG with batch norm") {
    auto shapes = golden::torchvisionShapes("mobilenet_v2");
    for (auto& [name, shape] : shapes)
        if (name.starts_with("classifier.1")) shape[0] = 3;
    const models::StateDict state = golden::syntheticState(shapes);
    const auto network = models::buildWhole(models::locateNetwork(state), {}).product;
    CHECK(network->classCount() == 3);

    std::vector<golden::NamedShape> normed;
    const std::vector<std::int64_t> widths{8, 0, 8, 0, 8, 8, 0, 8, 8, 0, 8, 8, 0};
    int index = 0;
    std::int64_t inputs = 3;
    for (const std::int64_t width : widths) {
        const auto layer = [&](int offset) { return "features." + std::to_string(index + offset); };
        if (width > 0) {
            normed.push_back({layer(0) + ".weight", {width, inputs, 3, 3}});
            normed.push_back({layer(0) + ".bias", {width}});
            for (const char* tensor : {".weight", ".bias", ".running_mean", ".running_var"})
                normed.push_back({layer(1) + tensor, {width}});
            inputs = width;
        }
        index += width > 0 ? 3 : 1;
    }
    for (const auto& [name, shape] : {std::pair("classifier.0", std::pair(16, 8 * 49)),
                                      std::pair("classifier.3", std::pair(16, 16)),
                                      std::pair("classifier.6", std::pair(5, 16))}) {
        normed.push_back({std::string(name) + ".weight", {shape.first, shape.second}});
        normed.push_back({std::string(name) + ".bias", {shape.first}});
    }
    const models::StateDict vgg = golden::syntheticState(normed);
    CHECK(models::locateNetwork(vgg).architecture->variant(vgg).title == "VGG-11-BN");
    const NetworkAnswer fast = answerOf(vgg, models::Form::Fast);
    CHECK(fast.logits.numel() == 5);
    CHECK(relativeError(fast.logits, answerOf(vgg, models::Form::Published).logits) < 1e-5);
}
