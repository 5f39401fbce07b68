#include <algorithm>

#include "engine/error.h"
#include "tests/engine/onnx/onnx_answers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
using namespace sigscope::tests;

namespace {

fs::path hostileOnnx(const std::string& name) {
    return fs::path(SIGSCOPE_TEST_DATA) / "onnx" / "hostile" / (name + ".onnx");
}

/// Why a file is refused; empty if it is not.
std::string refusalOf(const fs::path& file) {
    try {
        (void)loadOnnxFile(file);
        return {};
    } catch (const sigscope::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("onnx: every damaged or hostile file is refused in one line that names it", "[quick]") {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(hostileOnnx("cycle").parent_path())) {
        INFO(entry.path().string());
        const std::string refusal = refusalOf(entry.path());
        CHECK_THAT(refusal, Catch::StartsWith(entry.path().string() + ": "));
        CHECK(refusal.find('\n') == std::string::npos);
        ++count;
    }
    CHECK(count > 20);
}

TEST_CASE("onnx: a refusal says what is wrong", "[quick]") {
    const std::vector<std::pair<std::string, std::string>> reasons{
        {"cycle", "form a cycle"},
        {"missing_value", "'nothing', which nothing makes"},
        {"made_twice", "made twice"},
        {"lying_shape", "the shape [1073741824] needs 4294967296"},
        {"overflowing_shape", "impossible shape"},
        {"negative_shape", "impossible shape"},
        {"external_above", "outside the model's folder"},
        {"external_absolute", "outside the model's folder"},
        {"external_absent", "put it beside the model"},
        {"expanded", "larger than a file like this should need"},
        {"tiled", "larger than a file like this should need"},
        {"endless_range", "range has no end"},
        {"laughs", "larger than a file like this should need"},
        {"wide", "become far larger than it is itself"},
        {"old_opset", "has opset 7"},
        {"unknown_operator", "node 'memory' (LSTM) is of an operator that is not supported"},
        {"no_gradient", "has no gradient"},
        {"training", "in training mode: export the network after eval()"},
        {"no_classifier", "logits [B,K] of a classifier are wanted"},
        {"text", "is no ONNX model"},
        {"empty", "is empty"}};
    for (const auto& [name, reason] : reasons) {
        INFO(name);
        CHECK_THAT(refusalOf(hostileOnnx(name)), Catch::Contains(reason));
    }
}

TEST_CASE("onnx: external data is read beside the model and nowhere else", "[quick]") {
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    const fs::path model = folder.path() / "dense_external.onnx";
    const fs::path data = folder.path() / "dense_external.onnx.data";
    const fs::path whole = smallOnnx("dense_external").string() + ".data";
    fs::copy_file(smallOnnx("dense_external"), model);
    CHECK_THAT(refusalOf(model), Catch::Contains("put it beside the model"));

    fs::copy_file(whole, elsewhere.path() / "weights");
    fs::create_symlink(elsewhere.path() / "weights", data);
    CHECK_THAT(refusalOf(model), Catch::Contains("a link that leads out of it"));

    fs::remove(data);
    fs::copy_file(whole, data);
    CHECK(refusalOf(model).empty());

    fs::resize_file(data, fs::file_size(data) / 2);
    CHECK_THAT(refusalOf(model), Catch::Contains("beyond the end"));
}

TEST_CASE("onnx: a truncated file is refused wherever it ends", "[quick]") {
    const TemporaryFolder folder;
    const auto bytes = sigscope::readFileBytes(smallOnnx("dense_opset9"));
    for (std::size_t eighth = 0; eighth < 8; ++eighth) {
        const auto length = static_cast<std::ptrdiff_t>(bytes.size() * eighth / 8);
        const fs::path file = folder.write(
            "truncated.onnx", std::vector<std::uint8_t>(bytes.begin(), bytes.begin() + length));
        CHECK_FALSE(refusalOf(file).empty());
    }
}
