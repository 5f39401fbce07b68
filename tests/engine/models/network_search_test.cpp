// Where in a file a network lies, and what may lie beside it.

#include <ATen/ATen.h>

#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using Catch::Matchers::Contains;
using golden::NamedShape;

namespace {

/// A ResNet-18, two channels wide and of three classes.
std::vector<NamedShape> narrowShapes() {
    std::vector<NamedShape> shapes = golden::torchvisionShapes("resnet18");
    for (auto& [name, shape] : shapes)
        for (std::int64_t& side : shape) side = side == 1000 ? 3 : side >= 64 ? side / 32 : side;
    return shapes;
}

const StateDict& network() {
    static const StateDict state = golden::syntheticState(narrowShapes());
    return state;
}

void addNetwork(StateDict& file, const std::string& prefix, double factor = 1) {
    for (const auto& [name, tensor] : network().entries()) file.add(prefix + name, tensor * factor);
}

StateDict fileWith(const std::string& prefix) {
    StateDict file("w");
    addNetwork(file, prefix);
    return file;
}

std::string refusal(const StateDict& file) {
    try {
        (void)buildWhole(locateNetwork(file), {});
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

at::Tensor logitsOf(const StateDict& file) {
    return buildWhole(locateNetwork(file), {}).product->logits(at::ones({1, 3, 64, 64}));
}

}  // namespace

TEST_CASE("network search: a network is found in whatever module it lies", "[quick]") {
    const at::Tensor expected = logitsOf(network());
    for (const char* prefix : {"backbone.", "encoder.", "network.", "resnet.", "a.b.c.", "ema."})
        CHECK(at::equal(logitsOf(fileWith(prefix)), expected));
}

TEST_CASE("network search: what no network computes with may lie beside it", "[quick]") {
    StateDict file = fileWith("net.model.");
    file.add("net.criterion.weight", at::ones(3));
    file.add("net.val_acc.total", at::ones(1));
    file.add("net.n_averaged", at::ones({}, at::kLong));
    file.add("net.normalizer.new_mean", at::ones({3, 1, 1}));
    file.add("optimizer.state.0.exp_avg", at::ones(3));
    file.add("net.model.aux1.fc.weight", at::ones({2, 2}));
    addNetwork(file, "net.ema_model.", 2);    // An average differs.
    addNetwork(file, "net.attacker.model.");  // The same network once more.
    const Whole<Network> built = buildWhole(locateNetwork(file), {});
    CHECK(at::equal(built.product->logits(at::ones({1, 3, 64, 64})), logitsOf(network())));
    CHECK(built.leftOut.size() == 6);
    CHECK(built.leftOut.front() == "leaves out net.criterion.weight: a loss");
}

TEST_CASE("network search: averages are known by the network's names, with or without dots",
          "[quick]") {
    StateDict file = fileWith("model.");
    file.add("model_ema.decay", at::tensor(0.999));
    file.add("model_ema.layer10conv1weight", network().find("layer1.0.conv1.weight")->clone());
    file.add("model_ema.modelfcweight", network().find("fc.weight")->clone());
    file.add("ema.shadow.bn1.running_mean", network().find("bn1.running_mean")->clone());
    const Whole<Network> built = buildWhole(locateNetwork(file), {});
    REQUIRE(built.leftOut.size() == 1);
    CHECK(built.leftOut.front() ==
          "leaves out model_ema.decay and 3 more tensors: a running average of the weights");
}

TEST_CASE("network search: anything else is refused by its name in the file", "[quick]") {
    for (const char* name : {"model.layer1.0.se.fc.weight", "model.layer2.1.ema.weight",
                             "head.weight", "model.scaler.weight", "val_acc.weight"}) {
        INFO(name);
        StateDict file = fileWith("model.");
        file.add(name, at::ones({2, 2}));
        CHECK_THAT(refusal(file), Contains(std::string("w: holds ") + name + ", which ResNet-18"));
    }
    // Attention that is called as averages are.
    StateDict attention = fileWith("");
    attention.add("ema.conv1x1.weight", at::ones({2, 2, 1, 1}));
    attention.add("ema.gn.weight", at::ones(2));
    CHECK_THAT(refusal(attention), Contains("w: holds ema.conv1x1.weight and 1 more tensors"));
    StateDict moved = fileWith("model.");
    moved.add("ema.conv1.weight", at::ones({2, 2, 1, 1}));
    CHECK_THAT(refusal(moved), Contains("w: holds ema.conv1.weight, which ResNet-18"));
    // In an averaged network too.
    StateDict averaged = fileWith("ema.");
    averaged.add("ema.layer1.0.se.fc.weight", at::ones({2, 2}));
    CHECK_THAT(refusal(averaged), Contains("holds ema.layer1.0.se.fc.weight"));
}

TEST_CASE("network search: of two different networks none is guessed", "[quick]") {
    StateDict file = fileWith("student.");
    addNetwork(file, "teacher.", 2);
    CHECK_THAT(refusal(file), Contains("holds several networks (in student.* and teacher.*)"));
}

TEST_CASE("network search: the only layer of a head may lie deeper, two layers may not",
          "[quick]") {
    const auto withHead = [](const std::vector<std::string>& layers) {
        StateDict file("w");
        for (const auto& [name, tensor] : network().entries()) {
            if (!name.starts_with("fc.")) file.add(name, tensor);
            for (const std::string& layer : layers)
                if (name.starts_with("fc.")) file.add(layer + name.substr(2), tensor);
        }
        return file;
    };
    CHECK(at::equal(logitsOf(withHead({"fc.1"})), logitsOf(network())));
    CHECK(at::equal(logitsOf(withHead({"fc.0.linear"})), logitsOf(network())));
    CHECK_THAT(refusal(withHead({"fc.0", "fc.3"})),
               Contains("is like resnet, but lacks fc.weight: in its place it has fc.0."));
    CHECK_THAT(refusal(withHead({})), Contains("is like resnet, but lacks fc.weight"));
}

TEST_CASE("network search: of weights that are made of others it is said how to make them",
          "[quick]") {
    const auto refusalWith = [](const std::string& weight, const std::string& inPlace) {
        StateDict file("w");
        for (const auto& [name, tensor] : network().entries())
            file.add("model." + (name == weight ? inPlace : name), tensor);
        return refusal(file);
    };
    for (const char* weight :
         {"conv1.weight", "layer2.0.conv1.weight", "layer2.1.conv2.weight", "fc.weight"}) {
        INFO(weight);
        const std::string layer = std::string(weight).substr(0, std::string(weight).rfind('.'));
        const std::string normed = layer + ".weight_g";
        CHECK(refusalWith(weight, normed) ==
              "w: has model." + normed +
                  ", of which a weight is made: make it one first "
                  "(torch.nn.utils.remove_weight_norm), and save it again");
        CHECK_THAT(refusalWith(weight, layer + ".parametrizations.weight.original0"),
                   Contains("remove_parametrizations"));
        CHECK_THAT(refusalWith(weight, layer + ".base_layer.weight"), Contains("merge_and_unload"));
    }
    CHECK_THAT(refusalWith("layer2.1.conv2.weight", "layer2.1.conv2.other"),
               Contains("lacks model.layer2.1.conv2.weight"));
}

TEST_CASE("network search: messages have the names of the file", "[quick]") {
    StateDict file("w");
    for (const auto& [name, tensor] : network().entries())
        file.add("backbone." + name, name == "bn1.bias" ? at::ones(7) : tensor);
    CHECK_THAT(refusal(file), Contains("backbone.bn1.bias is [7], this model wants [2]"));
}
