// Checkpoints as training programs leave them: wrapped, prefixed, with a head of one's own.

#include <ATen/ATen.h>
#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/serialization/pickler.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/weights/read_weights.h"
#include "tests/support/synthetic.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using Catch::Matchers::Contains;
using golden::NamedShape;
using sigscope::tests::TemporaryFolder;
using TensorDict = c10::Dict<std::string, at::Tensor>;

namespace {

constexpr int classes = 37;

/// The layer that gives the logits of each of torchvision's networks.
struct Family {
    const char* name;
    std::string_view head;
};
constexpr std::array<Family, 6> families{{{"resnet18", "fc"},
                                          {"resnet50", "fc"},
                                          {"vgg16", "classifier.6"},
                                          {"googlenet", "fc"},
                                          {"inception_v3", "fc"},
                                          {"mobilenet_v2", "classifier.1"}}};

/// The tensors of a fine-tuned network: its own head, and VGG's wide layers made narrow.
std::vector<NamedShape> fineTuned(const Family& family) {
    std::vector<NamedShape> shapes = golden::torchvisionShapes(family.name);
    for (NamedShape& entry : shapes) {
        if (entry.name.starts_with(std::string(family.head) + ".")) entry.shape[0] = classes;
        if (family.head == "classifier.6")
            for (std::int64_t& side : entry.shape)
                if (side == 4096) side = 16;
    }
    return shapes;
}

/// Zeros: only names and shapes matter here.
TensorDict zerosOf(const std::vector<NamedShape>& shapes, const std::string& prefix) {
    TensorDict dict;
    for (const auto& [name, shape] : shapes) dict.insert(prefix + name, at::zeros(shape));
    return dict;
}

/// A zip archive as torch.save writes it.
std::vector<std::uint8_t> archived(const c10::IValue& checkpoint) {
    std::vector<std::uint8_t> bytes;
    const auto append = [](std::vector<std::uint8_t>& to, const void* from, std::size_t size) {
        const auto* first = static_cast<const std::uint8_t*>(from);
        to.insert(to.end(), first, first + size);
        return size;
    };
    std::vector<std::uint8_t> pickle;
    torch::jit::Pickler pickler(
        [&](const char* from, std::size_t size) { append(pickle, from, size); }, nullptr, nullptr,
        nullptr, nullptr, /*tag_aggregates=*/false);
    pickler.protocol();
    pickler.pushIValue(checkpoint);
    pickler.stop();
    caffe2::serialize::PyTorchStreamWriter writer(
        [&](const void* from, std::size_t size) { return append(bytes, from, size); });
    writer.writeRecord("data.pkl", pickle.data(), pickle.size());
    int key = 0;
    for (const at::Tensor& tensor : pickler.tensorData())
        writer.writeRecord("data/" + std::to_string(key++), tensor.const_data_ptr(),
                           tensor.nbytes());
    writer.writeEndOfFile();
    return bytes;
}

/// `dict` as it is or, under `wrapper`, beside what is no weight.
std::vector<std::uint8_t> saved(const TensorDict& dict, const std::string& wrapper) {
    if (wrapper.empty()) return archived(dict);
    c10::impl::GenericDict checkpoint(c10::StringType::get(), c10::AnyType::get());
    checkpoint.insert("epoch", std::int64_t{12});
    checkpoint.insert(wrapper, dict);
    return archived(checkpoint);
}

StateDict readBack(const std::vector<NamedShape>& shapes, const std::string& wrapper,
                   const std::string& prefix) {
    return readWeights(saved(zerosOf(shapes, prefix), wrapper), "weights.pth");
}

std::string refusal(std::vector<NamedShape> shapes, const std::string& name,
                    const std::vector<std::int64_t>& shape) {
    std::ranges::find(shapes, name, &NamedShape::name)->shape = shape;
    const StateDict state = readBack(shapes, "", "");
    try {
        static_cast<void>(buildWhole(locateNetwork(state), {}));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("checkpoint: wrapped and prefixed ones hold the network, whatever its head") {
    const std::vector<std::string> prefixes{"module.", "model.", "module.model.", "", "_orig_mod."};
    const std::vector<std::string> wrappers{"state_dict", "model", "", "model_state_dict"};
    std::size_t turn = 0;
    for (const Family& family : families) {
        const std::vector<NamedShape> shapes = fineTuned(family);
        // Their numbers have no common factor: pairs differ from network to network.
        for (int i = 0; i < 2; ++i, ++turn) {
            const std::string& prefix = prefixes[turn % prefixes.size()];
            const std::string& wrapper = wrappers[turn % wrappers.size()];
            INFO(family.name << ", " << wrapper << ", " << prefix);
            const StateDict file = readBack(shapes, wrapper, prefix);
            const Located<Network> located = locateNetwork(file);
            REQUIRE(located.state.entries().size() == shapes.size());
            CHECK(located.state.contains(shapes.front().name));
            CHECK(buildWhole(located, {}).product->classCount() == classes);
        }
    }
}

TEST_CASE("checkpoint: of several networks it is said which one is taken", "[quick]") {
    std::vector<NamedShape> narrow = fineTuned(families.front());
    for (NamedShape& entry : narrow)
        for (std::int64_t& side : entry.shape) side = side >= 64 ? side / 32 : side;
    const TensorDict network = zerosOf(narrow, "");
    const TensorDict average = zerosOf(narrow, "module.");
    TensorDict momenta;
    momenta.insert("state.0.exp_avg", at::zeros({2}));
    const auto notesOf = [](const std::vector<std::pair<std::string, TensorDict>>& dicts) {
        c10::impl::GenericDict checkpoint(c10::StringType::get(), c10::AnyType::get());
        for (const auto& [key, dict] : dicts) checkpoint.insert(key, dict);
        return locateNetwork(readWeights(archived(checkpoint), "weights.pth")).notes;
    };
    CHECK((notesOf({{"model", network}, {"model_ema", average}, {"other", momenta}}) ==
           std::vector<std::string>{"holds several networks: that of its key model is taken, not "
                                    "that of model_ema; save the other one alone to explain it"}));
    CHECK(notesOf({{"model", network}, {"optimizer", average}, {"other", momenta}}).empty());
    // All in one dict.
    TensorDict both = zerosOf(narrow, "");
    for (const auto& entry : network) both.insert("ema." + entry.key(), entry.value());
    CHECK((notesOf({{"model", both}}) ==
           std::vector<std::string>{"holds a running average of the weights too, in ema.*, which "
                                    "is not taken; save it alone to explain it"}));
}

TEST_CASE("checkpoint: a head that does not fit is named with both shapes", "[quick]") {
    const std::vector<NamedShape> resNet = fineTuned(families.front());
    CHECK(refusal(resNet, "fc.weight", {1000, 512}) ==
          "weights.pth: fc.bias is [37], this model wants [1000]");
    CHECK(refusal(resNet, "fc.weight", {classes, 2048}) ==
          "weights.pth: fc.weight is [37,2048], this model wants [*,512]");
    CHECK(refusal(resNet, "layer1.0.conv1.weight", {64, 32, 3, 3}) != "");
}

TEST_CASE("checkpoint: a prefix that only some names have is no wrapper's", "[quick]") {
    TensorDict dict;
    dict.insert("model.weight", at::zeros({2}));
    dict.insert("loss.weight", at::zeros({2}));
    const StateDict state = readWeights(saved(dict, ""), "weights.pth");
    CHECK(state.contains("model.weight"));
    CHECK(state.contains("loss.weight"));
}
