// Strides, groups and widths, against what torchvision computes
// (tests/data/models/make_strided.py).

#include <ATen/ATen.h>

#include <map>

#include "engine/models/architectures/network_search.h"
#include "tests/support/golden.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;

namespace {

const std::map<std::string, at::Tensor>& arrays() {
    static const auto all = golden::load(SIGSCOPE_TEST_DATA "/models/strided.safetensors");
    return all;
}

StateDict stateOf(const std::string& network) {
    const std::string prefix = network + "/";
    StateDict state(network);
    for (const auto& [name, array] : arrays())
        if (name.starts_with(prefix) && !name.starts_with(prefix + "expected"))
            state.add(name.substr(prefix.size()), array);
    return state;
}

void checkAgainstTorchvision(const std::string& network, const std::string& name, Strides strides) {
    INFO(network << ", " << name);
    const StateDict state = stateOf(network);
    const at::Tensor expected = arrays().at(network + "/expected/" + name);
    for (const Form form : {Form::Fast, Form::Published}) {
        const auto built =
            buildWhole(locateNetwork(state), {c10::kCPU, c10::kDouble, form, strides});
        const at::Tensor logits = built.product->logits(arrays().at("input").to(at::kDouble))[0];
        // Both in double: what is left is the order of operations.
        CHECK(((logits - expected).norm() / expected.norm()).item<double>() < 1e-10);
    }
}

std::string titleOf(const std::string& network) {
    const StateDict state = stateOf(network);
    return locateNetwork(state).architecture->variant(state).title;
}

}  // namespace

TEST_CASE("strides: each choice is what torchvision computes with it", "[quick]") {
    for (const char* network : {"resnet18", "mobilenet"}) {
        checkAgainstTorchvision(network, "published", Strides::Published);
        checkAgainstTorchvision(network, "first", Strides::OnlyFirst);
        checkAgainstTorchvision(network, "second", Strides::OnlySecond);
        checkAgainstTorchvision(network, "neither", Strides::Neither);
    }
    checkAgainstTorchvision("resnet50", "published", Strides::Published);
    checkAgainstTorchvision("resnet50", "caffe", Strides::Caffe);
}

TEST_CASE("architectures: ResNeXt and Wide ResNet are called so, and computed", "[quick]") {
    CHECK(titleOf("resnet18") == "ResNet-18");
    CHECK(titleOf("resnet50") == "ResNet-50");
    CHECK(titleOf("resnext50") == "ResNeXt-50 2x2d");
    CHECK(titleOf("wide50") == "Wide ResNet-50-2");
    checkAgainstTorchvision("resnext50", "published", Strides::Published);
    checkAgainstTorchvision("wide50", "published", Strides::Published);
}
