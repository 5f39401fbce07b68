// Which files' preprocessing is known, and what is asked for of others.
#include "engine/models/known_preprocessing.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/models/preprocessing_parameters.h"
#include "engine/models/torchvision_files.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using Catch::Contains;

namespace {

/// A SHA-256 that begins with `digest`.
std::string beginningWith(const std::string& digest) {
    return digest + std::string(64 - digest.size(), '0');
}

/// torchvision's network of synthetic weights, from a file of that name and SHA-256.
std::shared_ptr<const Classifier> made(const std::string& network, const std::string& file,
                                       const std::string& sha256) {
    const StateDict state = golden::syntheticState(golden::torchvisionShapes(network));
    return makeClassifier(state, {.nameOrFile = file, .sha256 = sha256}, file, {});
}

std::string question(const std::shared_ptr<const Classifier>& classifier,
                     const ParameterValues& given) {
    try {
        (void)withPreprocessing(classifier, given);
    } catch (const UnknownPreprocessing& unknown) {
        return unknown.what();
    }
    return {};
}

ParameterValues without(ParameterValues values, const std::string& name) {
    values.erase(name);
    return values;
}

}  // namespace

TEST_CASE("known preprocessing: torchvision's files, by what they hold", "[quick]") {
    const auto resizeOf = [](const char* digest, const char* architecture) {
        const TorchvisionFile* file = torchvisionFile(beginningWith(digest), architecture);
        return file ? file->resize : 0;
    };
    CHECK(resizeOf("f37072fd", "resnet") == 256);
    CHECK(resizeOf("11ad3fa6", "resnet") == 232);
    CHECK(resizeOf("173b62eb", "resnet") == 232);
    CHECK(resizeOf("397923af", "vgg") == 256);
    CHECK(resizeOf("7ebf99e0", "mobilenet-v2") == 232);
    CHECK(resizeOf("0cc3c7bd", "inception-v3") == 342);
    CHECK(resizeOf("b8a52dc0", "squeezenet") == 256);
    CHECK(resizeOf("5c1a4163", "mobilenet-v3") == 232);
    CHECK(resizeOf("a639ec97", "densenet") == 256);
    CHECK(resizeOf("c27df63c", "efficientnet") == 255);
    CHECK(resizeOf("983f1562", "convnext") == 236);
    CHECK(torchvisionFile(beginningWith("bac287d4"), "efficientnet")->interpolation ==
          Interpolation::Bicubic);
    CHECK(resizeOf("852ce7e3", "vit") == 242);
    CHECK(torchvisionFile(beginningWith("9ac1b537"), "vit")->interpolation ==
          Interpolation::Bicubic);
    CHECK(resizeOf("f37072fd", "vgg") == 0);
    CHECK(resizeOf("f37072fe", "resnet") == 0);
    CHECK(torchvisionFile("", "resnet") == nullptr);
    CHECK(isOfTorchvision("googlenet"));
    CHECK_FALSE(isOfTorchvision("efficientnet-lite"));
}

TEST_CASE("known preprocessing: a file is known by its content, not by its name") {
    const auto known = made("resnet18", "mine.pth", beginningWith("f37072fd"));
    CHECK(known->unknown.empty());
    CHECK(known->preprocessing == Preprocessing());
    CHECK(known->preprocessing.interpolation == Interpolation::Bilinear);

    const auto renamed = made("resnet18", "resnet18-f37072fd.pth", beginningWith("abc"));
    CHECK_THAT(question(renamed, {}),
               Contains("because its SHA-256 does not begin with f37072fd as its name says"));
    const auto other = made("resnet18", "mine.pth", beginningWith("abc"));
    const std::string asked = question(other, {});
    CHECK_THAT(asked, Contains("mine.pth: its preprocessing is unknown, because ResNet-18 was "
                               "published with several"));
    CHECK_THAT(asked, Contains("--interpolation bicubic|bilinear") &&
                          Contains("--interpolation bilinear") && !Contains("--transform-input"));
}

TEST_CASE("known preprocessing: an interpolation is asked for like all else") {
    const auto other = made("resnet18", "mine.pth", {});
    const ParameterValues all = valuesOf(other->preprocessing);
    CHECK(question(other, all).empty());
    CHECK_THAT(question(other, without(all, "interpolation")),
               Contains("(--interpolation bicubic|bilinear); as published that would be "
                        "--interpolation bilinear (or write it into mine.json)"));
    // A resize says that there is a crop, and a squash that there is no resize.
    CHECK(question(other, without(all, "fit")).empty());
    ParameterValues squashed = without(all, "resize");
    CHECK_THAT(question(other, squashed), Contains("--resize 256"));
    squashed["fit"] = std::string("squash");
    CHECK(question(other, squashed).empty());
}

TEST_CASE("known preprocessing: a mean or a deviation of the other range is refused", "[quick]") {
    const auto network = made("resnet18", "net.pth", beginningWith("f37072fd"));
    const auto refusal = [&network](Triple mean, Triple deviation, const std::string& range) {
        try {
            (void)withPreprocessing(network,
                                    {{"mean", mean}, {"std", deviation}, {"range", range}});
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    constexpr Triple mean{0.485, 0.456, 0.406};
    constexpr Triple levels{123.675, 116.28, 103.53};
    constexpr Triple deviation{0.229, 0.224, 0.225};
    constexpr Triple one{1, 1, 1};
    CHECK(refusal(mean, deviation, "0..1").empty());
    CHECK(refusal(levels, one, "0..255").empty());
    CHECK(refusal({0, 0, 0}, one, "0..255").empty());
    CHECK(refusal({1, 1, 1}, one, "0..1").empty());
    CHECK(refusal(levels, one, "0..1") ==
          "net.pth: --mean 123.675,116.28,103.53 is not of the range 0..1, but of the other: give "
          "--range 0..255, or other numbers");
    CHECK_THAT(refusal(mean, deviation, "0..255"),
               Contains("--std 0.229,0.224,0.225 is not of the range 0..255") &&
                   Contains("give --range 0..1, or"));
}

TEST_CASE("known preprocessing: networks for CIFAR are asked how they normalise", "[quick]") {
    const auto ofCifar = [](const std::string& network) {
        return makeClassifier(golden::syntheticState(golden::storedShapes(network)),
                              {.nameOrFile = "net.pth"}, "net.pth", {});
    };
    const auto zeros = ofCifar("cifar_resnet20_a");
    CHECK_THAT(question(zeros, {}),
               Contains("net.pth: its preprocessing is unknown, because CIFAR ResNet-20 was "
                        "published with several") &&
                   Contains("--input-size 32") && Contains("--resize 32") &&
                   !Contains("--strides"));
    REQUIRE(zeros->notes.size() == 1);
    CHECK_THAT(zeros->notes.front(), Contains("its shortcuts have no tensors"));
    CHECK(question(zeros, valuesOf(zeros->preprocessing)).empty());
    CHECK(ofCifar("cifar_resnet20_shortcut")->notes.empty());

    CHECK_THAT(question(ofCifar("resnet18_linear"), {}),
               Contains("--input-size 32") &&
                   Contains("because its conv1.weight is 3×3, the published networks' is 7×7: "
                            "--strides"));
}

TEST_CASE("known preprocessing: timm's names are taken where timm says which network it is",
          "[quick]") {
    const tests::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "model.safetensors";
    const auto titleBeside = [&](const std::string& network, const std::string& config) {
        (void)folder.write("config.json", config);
        return makeClassifier(golden::syntheticState(golden::storedShapes(network)),
                              {.nameOrFile = file.string()}, file, {})
            ->title;
    };
    CHECK(titleBeside("timm_efficientnet_b0", R"({"architecture": "efficientnet_b0"})") ==
          "EfficientNet-B0");
    CHECK(titleBeside("timm_mobilenetv3_small_050",
                      R"({"architecture": "mobilenetv3_small_050", "model_args": {}})") ==
          "MobileNet v3 small");
    for (const auto& [network, title] :
         {std::pair("timm_tf_efficientnet_b0", "EfficientNet-B0"),
          std::pair("timm_tf_mobilenetv3_small_075", "MobileNet v3 small"),
          std::pair("timm_tf_efficientnet_lite0", "EfficientNet-Lite0"),
          std::pair("timm_efficientnetv2_rw_s", "EfficientNet v2 of 15 blocks")})
        CHECK(titleBeside(network, R"({"architecture": ")" + std::string(network).substr(5) +
                                       R"("})") == title);
    for (const auto& [network, architecture] :
         {std::pair("timm_efficientnet_b0", "tf_efficientnet_cc_b0_4e"),
          std::pair("timm_efficientnet_b0", "efficientnet_b0_gn"),
          std::pair("timm_mobilenetv3_large_075", "tf_mobilenetv3_large_minimal_100"),
          std::pair("timm_efficientnetv2_rw_s", "efficientnet_es"),
          std::pair("timm_mobilenetv2_050", "mnasnet_100")})
        CHECK_THROWS_WITH(
            titleBeside(network, std::string(R"({"architecture": ")") + architecture + R"("})"),
            Contains(std::string("is timm's ") + architecture + ", of whose kind only those"));
    // Named like what is known, but for tests.
    CHECK(titleBeside("timm_convnext_atto", R"({"architecture": "convnext_atto"})") ==
          "ConvNeXt 2-2-6-2 of width 12");
    for (const char* other : {"test_convnext", "test_convnext2.r160_in1k", "convnext_xxlarge"})
        CHECK_THROWS_WITH(titleBeside("timm_convnext_atto",
                                      std::string(R"({"architecture": ")") + other + R"("})"),
                          Contains(std::string("is timm's ") + other +
                                   ", whose layer norms or activations are not known here"));
    // Settings of transformers that no tensor tells.
    CHECK(titleBeside("transformers_mobilenet_v2", R"({"model_type": "mobilenet_v2"})") ==
          "MobileNet v2");
    CHECK_THROWS_WITH(titleBeside("transformers_mobilenet_v2",
                                  R"({"model_type": "mobilenet_v2", "output_stride": 16})"),
                      Contains("config.json beside it says \"output_stride\": 16, which is not "
                               "known here"));
    CHECK_THROWS_WITH(
        titleBeside("timm_efficientnet_b0",
                    R"({"architecture": "efficientnet_b0", "model_args": {"bn_eps": 0.001}})"),
        Contains("config.json beside it says \"bn_eps\": 0.001, which is not known here"));
    CHECK_THROWS_WITH(titleBeside("timm_efficientnet_b0", "{}"),
                      Contains("its tensors are called as timm calls them, also those of "
                               "networks with TensorFlow's padding"));
}

TEST_CASE("known preprocessing: one name of timm's or another's makes another network", "[quick]") {
    const tests::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "mine.pth";
    const at::Tensor input = golden::syntheticStream("input", {1, 3, 44, 44}).to(at::kFloat);
    const auto logitsOf = [&](const std::string& architecture) {
        (void)folder.write("mine.json", R"({"architecture": ")" + architecture + R"("})");
        const StateDict state =
            golden::syntheticState(golden::storedShapes("timm_tf_mobilenetv3_small_075"));
        const auto classifier = makeClassifier(state, {.nameOrFile = file.string()}, file, {});
        // Both were published, with preprocessings of their own.
        CHECK(classifier->unknown.contains("mean"));
        return classifier->network->logits(input);
    };
    const at::Tensor own = logitsOf("mobilenetv3_small_075");
    const at::Tensor tensorflow = logitsOf("tf_mobilenetv3_small_075.in1k");
    const auto arrays = golden::load(std::filesystem::path(SIGSCOPE_TEST_DATA) /
                                     "architectures/timm_tf_mobilenetv3_small_075.safetensors");
    const at::Tensor golden = arrays.at("logits").to(at::kFloat);
    // In float32 the order of operations makes some 1e-6.
    CHECK(at::allclose(tensorflow[0], golden, 1e-4, 1e-4));
    CHECK_FALSE(at::allclose(own[0], golden, 1e-3, 1e-3));
}

TEST_CASE("known preprocessing: a ViT's heads are what a sidecar says, else config.json",
          "[quick]") {
    const StateDict state = golden::syntheticState(golden::storedShapes("vit"));
    const at::Tensor input = golden::syntheticStream("input", {1, 3, 32, 32}).to(at::kFloat);
    const auto logitsWith = [&](const std::string& sidecar, const std::string& config) {
        const tests::TemporaryFolder folder;
        if (!sidecar.empty()) (void)folder.write("model.json", sidecar);
        if (!config.empty()) (void)folder.write("config.json", config);
        const std::filesystem::path file = folder.path() / "model.safetensors";
        return makeClassifier(state, {.nameOrFile = file.string()}, file, {})
            ->network->logits(input);
    };
    const std::string twelve = R"({"model_type": "vit", "num_attention_heads": 12})";
    const at::Tensor published = logitsWith({}, {});  // With three.
    CHECK(logitsWith(R"({"attention_heads": 3})", {}).equal(published));
    CHECK(logitsWith(R"({"attention_heads": 3})", twelve).equal(published));
    CHECK_FALSE(logitsWith({}, twelve).equal(published));
    CHECK(logitsWith({}, twelve).equal(logitsWith(R"({"attention_heads": 12})", {})));
    CHECK_THROWS_WITH(logitsWith({}, R"({"model_type": "vit", "num_attention_heads": 7})"),
                      Contains("a width of 192 has no 7 heads of one size"));
}

TEST_CASE("known preprocessing: whether GoogLeNet and Inception v3 transform their input") {
    for (const auto& [network, digest] :
         {std::pair("googlenet", "1378be20"), std::pair("inception_v3", "0cc3c7bd")}) {
        INFO(network);
        const auto known = made(network, "net.pth", beginningWith(digest));
        CHECK(known->unknown.empty());
        CHECK(known->preprocessing.transformInput == InputTransform::Yes);
        CHECK(known->network == known->renormalisedNetwork);

        const auto other = made(network, "net.pth", {});
        ParameterValues all = valuesOf(other->preprocessing);
        CHECK_THAT(question(other, without(all, "transform-input")),
                   Contains("(--transform-input yes|no)"));
        CHECK(withPreprocessing(other, all)->network == other->renormalisedNetwork);
        all["transform-input"] = std::string("no");
        CHECK(withPreprocessing(other, all)->network == other->plainNetwork);
    }
    const auto resNet = made("resnet18", "net.pth", beginningWith("f37072fd"));
    CHECK_THROWS_WITH(withPreprocessing(resNet, {{"transform-input", std::string("yes")}}),
                      Contains("transform-input: only GoogLeNet and Inception v3"));
    CHECK(withPreprocessing(resNet, {{"transform-input", std::string("no")}})->network ==
          resNet->network);
}

TEST_CASE("known preprocessing: transformed inputs are answered as by torchvision") {
    const auto answers = golden::load(std::filesystem::path(SIGSCOPE_TEST_DATA) /
                                      "preprocessing/transform_input.safetensors");
    for (const auto& [name, digest] :
         {std::pair(std::string("googlenet"), "1378be20"), {"inception_v3", "0cc3c7bd"}}) {
        INFO(name);
        const StateDict state = golden::syntheticState(golden::torchvisionShapes(name));
        const auto classifier =
            makeClassifier(state, {.nameOrFile = "net.pth", .sha256 = beginningWith(digest)},
                           "net.pth", {c10::kCPU, c10::kDouble});
        const std::int64_t side = classifier->preprocessing.inputSize.height;
        const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side})
                                     .to(at::kFloat)
                                     .to(at::kDouble)
                                     .requires_grad_();
        const at::Tensor logits = classifier->network->logits(input)[0];
        const at::Tensor gradient = torch::autograd::grad({logits[7]}, {input}).front()[0];
        const auto relative = [](const at::Tensor& ours, const at::Tensor& theirs) {
            return ((ours - theirs).norm() / theirs.norm()).item<double>();
        };
        // What is stored is rounded to float32.
        CHECK(relative(logits, answers.at(name + "/logits")) < 1e-6);
        CHECK(relative(at::adaptive_avg_pool2d(gradient, {8, 8}), answers.at(name + "/grad_8x8")) <
              1e-6);
    }
}
