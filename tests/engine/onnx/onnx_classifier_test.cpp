#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/api/model_report.h"
#include "engine/error.h"
#include "engine/models/known_preprocessing.h"
#include "tests/engine/onnx/onnx_answers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
namespace models = sigscope::models;
using namespace sigscope::tests;

namespace {

constexpr const char* wholeSidecar =
    R"({"preprocessing": {"input_size": 32, "resize": 32, "mean": [0.5, 0.5, 0.5],
        "std": [0.5, 0.5, 0.5], "channel_order": "rgb", "range": "0..1",
        "interpolation": "bilinear", "fit": "crop"},
        "labels": ["ant", "bee", "cat", "dog", "elk"]})";

std::shared_ptr<const models::Classifier> loaded(const fs::path& file,
                                                 const sigscope::ParameterValues& said = {}) {
    return models::loadClassifier({.nameOrFile = file.string(), .preprocessing = said}, c10::kCPU,
                                  models::Precision::Float32);
}

/// A small model alone in a folder.
fs::path copiedInto(const TemporaryFolder& folder, const std::string& name) {
    fs::copy_file(smallOnnx(name), folder.path() / (name + ".onnx"));
    return folder.path() / (name + ".onnx");
}

}  // namespace

TEST_CASE("onnx: preprocessing and labels are the sidecar's", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = copiedInto(folder, "mobile_opset14");
    (void)folder.write("mobile_opset14.json", std::string(wholeSidecar));
    const auto classifier = loaded(file);
    CHECK(classifier->unknown.empty());
    CHECK(classifier->labels.at(4) == "elk");
    CHECK(classifier->preprocessing.inputSize == models::PictureSize{32, 32});
    CHECK(classifier->title == "ONNX, opset 14");
}

TEST_CASE("onnx: preprocessing that nobody has said is asked for, but not the file's own size",
          "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = copiedInto(folder, "mobile_opset14");
    try {
        (void)loaded(file);
        FAIL("it was guessed");
    } catch (const models::UnknownPreprocessing& unknown) {
        const std::string message = unknown.what();
        CHECK_THAT(message, Catch::Contains("an ONNX file does not say it"));
        CHECK_THAT(message, Catch::Contains("--mean"));
        CHECK_THAT(message, !Catch::Contains("--input-size"));
    }
}

TEST_CASE("onnx: another input size than the file's is refused", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = copiedInto(folder, "mobile_opset14");
    CHECK_THROWS_WITH(
        loaded(file, {{"input-size", std::int64_t{48}}, {"resize", std::int64_t{48}}}),
        Catch::Contains("takes pictures of 32 pixels alone, input-size is 48"));
}

TEST_CASE("onnx: of a file that ends in a softmax the classifier has the logits", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = copiedInto(folder, "mobile_softmax_nhwc");
    (void)folder.write("mobile_softmax_nhwc.json", std::string(wholeSidecar));
    const auto expected = expectedOf(smallOnnx("mobile_softmax_nhwc"));
    const auto classifier = loaded(file);
    CHECK(classifier->outputs == models::Outputs::Exclusive);
    const at::Tensor logits =
        classifier->network->logits(expected.at("input").to(at::kFloat).unsqueeze(0))[0];
    // float32; the constant that a softmax does not see is there too.
    CHECK(sigscope::relativeError(logits, expected.at("logits").to(at::kDouble)) < 1e-5);
}

TEST_CASE("onnx: of several outputs it is said which one is explained", "[quick]") {
    const auto field = [](char tag, const std::string& content) {
        return std::string{tag, static_cast<char>(content.size())} + content;
    };
    // A message that is there twice is merged: the graph gets one output more, its own input.
    const std::string name = field('\x0a', "input");  // ValueInfoProto.name
    const std::string graph = field('\x62', name);    // GraphProto.output
    const std::string more = field('\x3a', graph);    // ModelProto.graph
    std::ifstream stream(smallOnnx("mobile_opset14"), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(stream), {}};
    const TemporaryFolder folder;
    const auto notesOf = [&folder](const std::string& bytes) {
        return loadOnnxFile(folder.write("net.onnx", bytes)).notes;
    };
    CHECK(notesOf(whole).empty());
    CHECK(
        (notesOf(whole + more) ==
         std::vector<std::string>{"it has several outputs: logits is explained, not input; export "
                                  "it with the other one alone if that has the classes"}));
}

TEST_CASE("onnx: a report says what a file is", "[quick]") {
    const auto report = sigscope::checkModel(smallOnnx("shuffle_batch2").string());
    REQUIRE(report);
    CHECK(report.value().architecture == "ONNX, opset 17");
    CHECK(report.value().classes == 5);
    CHECK(report.value().strides.empty());
    const auto says = [&](const std::string& part) {
        return std::ranges::any_of(report.value().notes, [&](const std::string& note) {
            return note.find(part) != std::string::npos;
        });
    };
    CHECK(says("it takes batches of 2 alone"));
    CHECK(says("its preprocessing is unknown"));
}
