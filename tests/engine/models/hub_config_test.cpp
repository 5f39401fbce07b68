#include "engine/models/hub_config.h"

#include <fstream>

#include "engine/error.h"
#include "engine/models/classifier.h"
#include "engine/models/preprocessing_parameters.h"
#include "tests/support/cache_folders.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using sigscope::tests::CacheFolders;
namespace fs = std::filesystem;

namespace {

ByteView bytesOf(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Preprocessing saidBy(const std::string& preprocessor) {
    const Sidecar sidecar = readHubPreprocessor(bytesOf(preprocessor), "preprocessor_config.json");
    return withValues(Preprocessing(), sidecar.preprocessing);
}

fs::path leanWeights() {
    return SIGSCOPE_TEST_DATA "/models/lean_lite0.safetensors";
}

}  // namespace

TEST_CASE("hub config: a crop, a squash and a share of the picture are told apart", "[quick]") {
    const Preprocessing crop = saidBy(
        R"({"do_resize": true, "size": {"shortest_edge": 256}, "do_center_crop": true,
            "crop_size": {"height": 224, "width": 224}, "resample": 2})");
    CHECK((crop.fit == Fit::Crop && crop.resize == 256));
    CHECK(crop.inputSize == PictureSize{224, 224});
    CHECK(crop.interpolation == Interpolation::Bilinear);

    const Preprocessing squash =
        saidBy(R"({"size": {"height": 384, "width": 384}, "resample": 3})");
    CHECK(squash.fit == Fit::Squash);
    CHECK(squash.inputSize == PictureSize{384, 384});
    CHECK(squash.interpolation == Interpolation::Bicubic);

    const Preprocessing share = saidBy(R"({"crop_pct": 0.875, "size": {"shortest_edge": 224}})");
    CHECK((share.fit == Fit::Crop && share.resize == 256));
    const Preprocessing whole = saidBy(R"({"crop_pct": 0.875, "size": 384})");
    CHECK(whole.fit == Fit::Squash);
}

TEST_CASE("hub config: what is not certain is not said", "[quick]") {
    const auto said = [](const std::string& text) {
        return readHubPreprocessor(bytesOf(text), "preprocessor_config.json").preprocessing;
    };
    // A scale to -1..1, Lanczos, a size of one side alone.
    const ParameterValues odd = said(
        R"({"rescale_factor": 0.00784, "resample": 1, "size": {"shortest_edge": 224},
            "do_center_crop": false, "image_mean": [0.5, 0.5, 0.5]})");
    CHECK(odd.empty());
    CHECK(said(R"({"rescale_offset": true, "size": {"height": 8, "width": 8}})").empty());
    CHECK(said("{}").size() == 2);  // Pixels of 0..1 in the order red, green, blue.
}

TEST_CASE("hub config: a number as the size is the shorter side's for some processors alone",
          "[quick]") {
    const auto said = [](const std::string& kind) {
        return readHubPreprocessor(
                   bytesOf(R"({"size": 256, "crop_size": 224, "do_center_crop": true, )" + kind +
                           "}"),
                   "preprocessor_config.json")
            .preprocessing;
    };
    CHECK(std::get<std::int64_t>(
              said(R"("image_processor_type": "CLIPImageProcessor")").at("resize")) == 256);
    CHECK(std::get<std::int64_t>(
              said(R"("feature_extractor_type": "MobileNetV2FeatureExtractor")").at("resize")) ==
          256);
    // They make a square of 256 pixels of the picture first, which is not known here.
    for (const char* kind :
         {R"("feature_extractor_type": "DeiTFeatureExtractor")",
          R"("image_processor_type": "ViTImageProcessor")", R"("do_rescale": true)"}) {
        INFO(kind);
        CHECK_FALSE(said(kind).contains("resize"));
        CHECK_FALSE(said(kind).contains("fit"));
    }
    // It multiplies the size by 256 / 224.
    CHECK_FALSE(readHubPreprocessor(bytesOf(R"({"size": {"shortest_edge": 224}, "crop_size": 224,
                                "image_processor_type": "LevitImageProcessor"})"),
                                    "preprocessor_config.json")
                    .preprocessing.contains("resize"));
}

TEST_CASE("hub config: EfficientNet's processor divides by its deviations twice", "[quick]") {
    const std::string text =
        R"({"include_top": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.25, 0.125],
            "rescale_offset": false})";
    const ParameterValues said =
        readHubPreprocessor(bytesOf(text), "preprocessor_config.json").preprocessing;
    CHECK((std::get<Triple>(said.at("mean")) == Triple{0.5, 0.5, 0.5}));
    // Powers of two: exact.
    CHECK((std::get<Triple>(said.at("std")) == Triple{0.25, 0.0625, 0.015625}));
}

TEST_CASE("hub config: what config.json of transformers says of padding and batch norms",
          "[quick]") {
    const auto published = [](const std::string& text) {
        return readHubConfig(bytesOf(text), "config.json").publication;
    };
    const Publication mobile = published(
        R"({"model_type": "mobilenet_v2", "tf_padding": false, "layer_norm_eps": 1e-5,
            "hidden_act": "relu6", "output_stride": 32})");
    CHECK(mobile.tensorflowPadding == false);
    CHECK(mobile.batchNormEpsilon == 1e-5);
    CHECK(mobile.unknownSetting.empty());
    CHECK(published(R"({"model_type": "mobilenet_v2", "output_stride": 8})").unknownSetting ==
          R"("output_stride": 8)");
    const Publication efficient = published(
        R"({"model_type": "efficientnet", "depthwise_padding": [5, 8], "batch_norm_eps": 0.001,
            "hidden_act": "swish", "strides": [1, 2, 2, 2, 1, 2, 1]})");
    CHECK((efficient.evenlyPadded == std::vector<std::size_t>{5, 8}));
    CHECK(efficient.batchNormEpsilon == 0.001);
    CHECK(efficient.unknownSetting.empty());
    CHECK_FALSE(efficient.tensorflowPadding);
    CHECK(published(R"({"model_type": "efficientnet", "hidden_act": "gelu"})").unknownSetting ==
          R"("hidden_act": "gelu")");
    CHECK(published(R"({"model_type": "vit", "hidden_act": "quick_gelu"})").unknownSetting ==
          R"("hidden_act": "quick_gelu")");
    CHECK(published(R"({"model_type": "resnet", "hidden_act": "relu", "num_channels": 3})")
              .unknownSetting.empty());
    const auto stridesSaid = [](const std::string& text) {
        return readHubConfig(bytesOf(text), "config.json").preprocessing.contains("strides");
    };
    CHECK(stridesSaid(R"({"model_type": "resnet", "downsample_in_bottleneck": true})"));
    CHECK_FALSE(stridesSaid(R"({"model_type": "resnet", "downsample_in_bottleneck": false})"));
    for (const char* type : {"vit", "deit"})
        CHECK(published(R"({"num_attention_heads": 12, "model_type": ")" + std::string(type) +
                        R"("})")
                  .attentionHeads == 12);
    CHECK(published(R"({"model_type": "vit", "problem_type": "multi_label_classification"})")
              .note.find("--of sigmoid") != std::string::npos);
    CHECK(published(R"({"problem_type": "single_label_classification"})").note.empty());
    // Settings of one name mean what they mean to each.
    for (const char* type : {"vit", "deit", "convnext"}) {
        const Publication normed =
            published(R"({"layer_norm_eps": 1e-6, "model_type": ")" + std::string(type) + R"("})");
        CHECK(normed.layerNormEpsilon == 1e-6);
        CHECK_FALSE(normed.batchNormEpsilon);
    }
    CHECK_FALSE(mobile.layerNormEpsilon);
}

TEST_CASE("hub config: what config.json of timm says of a network beside its name", "[quick]") {
    const auto read = [](const std::string& text) {
        return readHubConfig(bytesOf(text), "config.json");
    };
    const auto unknown = [&read](const std::string& text) {
        return read(text).publication.unknownSetting;
    };
    // Tensors tell sizes, and evaluation drops nothing.
    const Publication small =
        read(R"({"architecture": "vit_small_patch16_224", "global_pool": "token",
                 "model_args": {"img_size": 384, "drop_path_rate": 0.1, "num_heads": 12}})")
            .publication;
    CHECK(unknown(R"({"architecture": "vit_tiny_patch16_224", "model_args": {"depth": 2,
                      "embed_dim": 96, "patch_size": 8, "mlp_ratio": 2}})")
              .empty());
    CHECK(unknown(R"({"architecture": "convnext_atto", "model_args": {"depths": [1, 1, 1, 1],
                      "dims": [8, 16, 24, 32]}})")
              .empty());
    CHECK(small.timmName == "vit_small_patch16_224");
    CHECK(small.unknownSetting.empty());
    CHECK(small.attentionHeads == 12);
    CHECK(unknown(R"({"architecture": "resnet18", "global_pool": "avg"})").empty());
    CHECK(unknown(R"({"architecture": "resnet18", "model_args": {"act_layer": "silu"}})") ==
          R"("act_layer": "silu")");
    CHECK(unknown(R"({"architecture": "resnet18", "global_pool": "max"})") ==
          R"("global_pool": "max")");
    CHECK(unknown(R"({"architecture": "vit_tiny_patch16_224", "global_pool": "avg"})") ==
          R"("global_pool": "avg")");

    CHECK((read(R"({"architecture": "resnet18", "label_names": ["ant", "bee"],
                    "label_descriptions": {"bee": "honey bee"}})")
               .labels == std::vector<std::string>{"ant", "honey bee"}));
}

TEST_CASE("hub config: a file of Hugging Face's weights brings preprocessing and labels",
          "[quick]") {
    const CacheFolders caches;
    const fs::path weights = caches.addHub("models--org--net", "model.safetensors", leanWeights());
    const fs::path folder = weights.parent_path();
    std::ofstream(folder / "preprocessor_config.json")
        << R"({"size": {"height": 64, "width": 64}, "resample": 2, "image_mean": [0.5, 0.5, 0.5],
               "image_std": [0.25, 0.25, 0.25]})";
    std::ofstream(folder / "config.json")
        << R"({"id2label": {"0": "ant", "1": "bee", "2": "cat", "3": "dog", "4": "elk"}})";
    const auto classifier = loadClassifier("hf/org/net", c10::kCPU, c10::kFloat);
    CHECK(classifier->name == "hf/org/net");
    CHECK(classifier->unknown.empty());
    CHECK(classifier->labels.back() == "elk");
    CHECK(classifier->preprocessing.inputSize == PictureSize{64, 64});
    CHECK(classifier->preprocessing.fit == Fit::Squash);
    CHECK(classifier->preprocessing.std == Triple{0.25, 0.25, 0.25});

    // What the user writes goes before what was published.
    std::ofstream(folder / "model.json") << R"({"preprocessing": {"resize": 72}})";
    const auto cropped = loadClassifier("hf/org/net", c10::kCPU, c10::kFloat);
    CHECK((cropped->preprocessing.fit == Fit::Crop && cropped->preprocessing.resize == 72));
    CHECK(cropped->labels.back() == "elk");
}

TEST_CASE("hub config: timm's pretrained_cfg is floor(size / crop_pct), then the middle",
          "[quick]") {
    const CacheFolders caches;
    const fs::path weights =
        caches.addHub("models--timm--net.tag", "model.safetensors", leanWeights());
    std::ofstream(weights.parent_path() / "config.json")
        << R"({"architecture": "net", "pretrained_cfg": {"input_size": [3, 224, 224],
               "crop_pct": 0.95, "crop_mode": "center", "interpolation": "bicubic",
               "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}})";
    const auto classifier = loadClassifier("timm/net", c10::kCPU, c10::kFloat);
    CHECK(classifier->preprocessing.resize == 235);
    CHECK(classifier->preprocessing.interpolation == Interpolation::Bicubic);
    CHECK(classifier->unknown.empty());
}

TEST_CASE("hub config: damage is said with the file's name", "[quick]") {
    const CacheFolders caches;
    const fs::path weights = caches.addHub("models--org--net", "model.safetensors", leanWeights());
    const fs::path config = weights.parent_path() / "preprocessor_config.json";
    for (const char* text : {"{", "[]", R"({"image_std": [0, 1, 1]})", R"({"image_mean": [1]})"}) {
        std::ofstream(config) << text;
        INFO(text);
        CHECK_THROWS_WITH(loadClassifier("hf/org/net", c10::kCPU, c10::kFloat),
                          Catch::StartsWith(config.string() + ": "));
    }
}
