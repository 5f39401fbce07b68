#include "tests/support/torch_catch.h"

#include <filesystem>

#include "engine/error.h"
#include "engine/models/classifier.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/sidecar.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using namespace sigscope::models;
using Catch::Contains;
using tests::TemporaryFolder;

namespace {

constexpr const char* whole =
    R"({"preprocessing": {"input_size": 32, "resize": 40, "mean": [123.5, 117, 104],
        "std": [1, 1, 2], "channel_order": "bgr", "range": "0..255",
        "interpolation": "bilinear"},
        "labels": ["ant", "bee", "cat", "dog", "eel"]})";

/// A copy of the fine-tuned EfficientNet-Lite0 of five classes with `sidecar` beside it.
std::shared_ptr<const Classifier> load(const TemporaryFolder& folder, const std::string& sidecar) {
    const fs::path weights = folder.path() / "lean.safetensors";
    fs::copy_file(fs::path(SIGSCOPE_TEST_DATA) / "models/lean_lite0.safetensors", weights,
                  fs::copy_options::overwrite_existing);
    if (!sidecar.empty()) (void)folder.write("lean.json", sidecar);
    return loadClassifier(weights.string(), c10::kCPU, c10::kFloat);
}

std::string refusalOfSidecar(const std::string& sidecar) {
    const TemporaryFolder folder;
    try {
        (void)load(folder, sidecar);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("sidecar: says how pictures become inputs and what classes are called", "[quick]") {
    const TemporaryFolder folder;
    const auto loaded = load(folder, whole);
    CHECK(loaded->unknown.empty());
    CHECK(loaded->preprocessing.inputSize == PictureSize{32, 32});
    CHECK(loaded->preprocessing.resize == 40);
    CHECK(loaded->preprocessing.mean == Triple{123.5, 117, 104});
    CHECK(loaded->preprocessing.std == Triple{1, 1, 2});
    CHECK(loaded->preprocessing.channelOrder == ChannelOrder::Bgr);
    CHECK(loaded->preprocessing.range == PixelRange::Byte);
    CHECK(loaded->preprocessing.interpolation == Interpolation::Bilinear);
    CHECK(loaded->labels == std::vector<std::string>{"ant", "bee", "cat", "dog", "eel"});
    CHECK(withPreprocessing(loaded, {}) == loaded);
}

TEST_CASE("sidecar: labels may be a file beside it", "[quick]") {
    const TemporaryFolder folder;
    (void)folder.write("names.txt", std::string("ant\nbee\r\ncat\ndog\nbrown eel\n"));
    CHECK(load(folder, R"({"labels": "names.txt"})")->labels.at(4) == "brown eel");
    CHECK(load(folder, R"({"labels": "names.txt"})")->labels.at(1) == "bee");
    // As Keras has them, and by index.
    (void)folder.write("index.json",
                       std::string(R"({"1": ["n2", "bee"], "0": ["n1", "ant"], "2": ["n3", "cat"],
                                       "3": ["n4", "dog"], "4": ["n5", "eel"]})"));
    const std::vector<std::string> five{"ant", "bee", "cat", "dog", "eel"};
    CHECK(load(folder, R"({"labels": "index.json"})")->labels == five);
    CHECK(
        load(folder, R"({"labels": {"0": "ant", "1": "bee", "2": "cat", "3": "dog", "4": "eel"}})")
            ->labels == five);
    CHECK_THROWS_WITH(load(folder, R"({"labels": {"0": "ant", "2": "bee"}})"),
                      Contains("lean.json: labels: there is no name of class 1"));
    // As editors on Windows begin a file, and others end it.
    (void)folder.write("marked.txt", std::string("\xef\xbb\xbf") + "ant\nbee\ncat\ndog\neel\n\n\n");
    CHECK((load(folder, R"({"labels": "marked.txt"})")->labels ==
           std::vector<std::string>{"ant", "bee", "cat", "dog", "eel"}));
    // In Latin-1; what follows is of UTF-8.
    (void)folder.write("latin.txt", std::string("caf\xe9\nbee\ncat\ndog\neel\n"));
    CHECK(load(folder, R"({"labels": "latin.txt"})")->labels.front() == "caf\xc3\xa9");
    (void)folder.write("gap.txt", std::string("ant\n\ncat\ndog\neel\n"));
    CHECK_THROWS_WITH(load(folder, R"({"labels": "gap.txt"})"),
                      Contains("labels: name 1 is empty"));
    CHECK_THROWS_WITH(load(folder, R"({"labels": "other.txt"})"), Contains("other.txt"));
    CHECK_THROWS_WITH(load(folder, R"({"labels": "../names.txt"})"),
                      Contains("lean.json: labels: '../names.txt' is not the name of a file"));
}

TEST_CASE("sidecar: mistakes are refused by file and key", "[quick]") {
    const auto preprocessing = [](const std::string& inside) {
        return refusalOfSidecar("{\"preprocessing\": {" + inside + "}}");
    };
    CHECK_THAT(refusalOfSidecar("{\"preprocessing\":"), Contains("lean.json: is not JSON"));
    CHECK_THAT(refusalOfSidecar("[\"labels\"]"),
               Contains("lean.json: is not JSON of the form {...}"));
    CHECK_THAT(refusalOfSidecar("{\"labels\": 1}"),
               Contains("call it otherwise if it does not belong to lean.safetensors"));
    CHECK_THAT(refusalOfSidecar(R"({"label": []})"),
               Contains("lean.json: there is no 'label', only"));
    CHECK_THAT(refusalOfSidecar("{\"labels\": [\"a\"], \"a\\nb\": 1}"),
               Contains("there is no 'a?b'"));
    CHECK_THAT(refusalOfSidecar(R"({"input_size": 32})"), Contains("there is no 'input_size'"));
    CHECK_THAT(preprocessing(R"("strides": "caffe")"),
               Contains("strides: 'caffe' is not known of EfficientNet-Lite0, only published"));
    CHECK_THAT(refusalOfSidecar(R"({"preprocessing": 3})"),
               Contains("preprocessing: is not an object"));
    CHECK_THAT(preprocessing(R"("size": 3)"), Contains("preprocessing: there is no 'size'"));
    CHECK_THAT(preprocessing(R"("input-size": 32)"), Contains("there is no 'input-size'"));
    CHECK_THAT(preprocessing(R"("input_size": true)"),
               Contains("lean.json: preprocessing.input_size: is not a number"));
    CHECK_THAT(preprocessing(R"("input_size": 4)"),
               Contains("preprocessing.input_size: '4' is not a size from 16 to 2048"));
    CHECK_THAT(preprocessing(R"("input_size": 1e99)"), Contains("not a size"));
    CHECK_THAT(preprocessing(R"("input_size": [32, 4])"), Contains("'32x4' is not a size"));
    CHECK_THAT(preprocessing(R"("input_size": [32, 48, 3])"), Contains("is not a number"));
    CHECK_THAT(preprocessing(R"("resize": 1e99)"), Contains("whole number"));
    CHECK_THAT(preprocessing(R"("std": [1, 0, 1])"), Contains("preprocessing.std: '1,0,1'"));
    CHECK_THAT(preprocessing(R"("mean": [1, 2])"), Contains("preprocessing.mean: is not a list"));
    CHECK_THAT(preprocessing(R"("mean": [1, null, 2])"), Contains("is not a number"));
    CHECK_THAT(preprocessing(R"("range": 255)"), Contains("preprocessing.range: is not a name"));
    CHECK_THAT(preprocessing(R"("channel_order": "rbg")"), Contains("'rbg' is none of rgb, bgr"));
    CHECK_THAT(preprocessing(R"("input_size": 300, "resize": 256)"),
               Contains("lean.json: preprocessing: resize: 256 is less than input-size, 300"));
    CHECK_THAT(refusalOfSidecar(R"({"labels": ["a", "b"]})"),
               Contains("lean.json: labels: 2 names, the model has 5 classes"));
    CHECK_THAT(refusalOfSidecar(R"({"labels": ["a", 1]})"),
               Contains("labels: item 1 is not a name"));
    CHECK_THAT(refusalOfSidecar("{\"labels\": [\"a\", \"b\\u0007\"]}"), Contains("labels: name 1"));
    CHECK_THAT(refusalOfSidecar(R"({"labels": []})"), Contains("labels: there are none"));
    CHECK_THAT(refusalOfSidecar(R"({"labels": 5})"), Contains("labels: is neither"));
    CHECK_THAT(refusalOfSidecar(R"({"architecture": "tf\nb0"})"),
               Contains("lean.json: architecture: is no name of a network"));
    for (const char* heads : {"0", "2.5", "\"8\"", "-3", "1e9"})
        CHECK_THAT(refusalOfSidecar(std::string("{\"attention_heads\": ") + heads + "}"),
                   Contains("lean.json: attention_heads: is no whole number from 1 to 1024"));
}

TEST_CASE("sidecar: a file of its name that speaks of something else is left alone", "[quick]") {
    const TemporaryFolder folder;
    for (const char* log :
         {R"({"epochs": 90, "acc": [0.1]})", R"([{"epoch": 1}])", "{\"a\": 1}\n{}", "not JSON",
          R"({"architecture": "resnet18", "epochs": 90})"}) {
        INFO(log);
        const auto loaded = load(folder, log);
        REQUIRE(loaded->notes.size() == 1);
        CHECK_THAT(loaded->notes.front(), Contains("lean.json beside lean.safetensors speaks"));
        CHECK(loaded->unknown.size() == 8);
    }
}

TEST_CASE("preprocessing: of a fine-tuned network it is never guessed", "[quick]") {
    const TemporaryFolder folder;
    const auto loaded = load(folder, {});
    CHECK(loaded->unknown.size() == 8);
    const auto unknown = [&](const ParameterValues& given) {
        try {
            (void)withPreprocessing(loaded, given);
        } catch (const UnknownPreprocessing& error) {
            CHECK(error.question().proposal.size() == 8);
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string message = unknown({});
    CHECK_THAT(message, Contains("lean.safetensors: its preprocessing is unknown, because it has 5 "
                                 "classes, EfficientNet-Lite0 was published with 1000"));
    CHECK_THAT(message, Contains("--input-size 224 --resize 256 --mean 0.498"));
    CHECK_THAT(
        message,
        Contains("--channel-order rgb --range 0..1 --interpolation bicubic --fit crop (or write it "
                 "into lean.json)"));
    // Only what is still missing is asked for.
    ParameterValues given = valuesOf(loaded->preprocessing);
    given.erase("std");
    CHECK_THAT(unknown(given), Contains("would be --std 0.5") && !Contains("--mean"));
    given["std"] = Triple{0.25, 0.5, 0.75};
    const auto settled = withPreprocessing(loaded, given);
    CHECK(settled->preprocessing.std == Triple{0.25, 0.5, 0.75});
    CHECK(settled->network == loaded->network);
}

TEST_CASE("preprocessing: what is given goes before the sidecar and the publication", "[quick]") {
    const TemporaryFolder folder;
    const auto loaded = load(folder, whole);
    const auto changed = withPreprocessing(
        loaded, {{"range", std::string("0..1")}, {"mean", Triple{0.5, 0.25, 0.75}}});
    CHECK(changed->preprocessing.range == PixelRange::Unit);
    CHECK(changed->preprocessing.mean == Triple{0.5, 0.25, 0.75});
    CHECK(changed->preprocessing.resize == 40);
    CHECK_THROWS_WITH(withPreprocessing(loaded, {{"resize", std::int64_t{20}}}),
                      Contains("resize: 20 is less than input-size, 32"));
    CHECK_THROWS_WITH(withPreprocessing(loaded, {{"crop", 1.0}}), Contains("crop"));
}

TEST_CASE("preprocessing: channels and range are those of the model, and back", "[quick]") {
    Preprocessing caffe;
    caffe.mean = {104, 117, 123};
    caffe.std = {1, 2, 4};
    caffe.channelOrder = ChannelOrder::Bgr;
    caffe.range = PixelRange::Byte;
    at::Tensor raw = at::zeros({3, 2, 2}, at::kDouble);
    raw[0].fill_(1.0);  // Red.
    const at::Tensor input = normalise(raw, caffe);
    CHECK(input[0][0][0].item<double>() == -104);
    CHECK(input[1][0][0].item<double>() == -117.0 / 2);
    CHECK(input[2][0][0].item<double>() == (255.0 - 123) / 4);
    CHECK((denormalise(input, caffe) - raw).abs().max().item<double>() < 1e-15);
}
