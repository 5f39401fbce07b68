#include "tests/support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/models/weights/read_weights.h"

namespace sigscope::golden {

namespace fs = std::filesystem;

namespace {

constexpr const char* environmentVariable = "SIGSCOPE_GOLDEN";
constexpr const char* tinyNetName = "tiny_net.safetensors";
constexpr const char* tinyVaeName = "tiny_vae.safetensors";
constexpr const char* tinyDenoiserName = "more/diffusion_a.safetensors";

fs::path repositoryFolder() {
    return fs::path(SIGSCOPE_TEST_DATA) / "golden";
}

/// A folder may hold goldens alone: they were all made with the repository's networks.
fs::path networkFile(const char* name) {
    const fs::path own = folder() / name;
    return fs::exists(own) ? own : repositoryFolder() / name;
}

void checkManifest(const fs::path& root) {
    std::ifstream stream(root / "manifest.json");
    if (!stream) throw std::runtime_error("the goldens' manifest.json is missing");
    const nlohmann::json manifest = nlohmann::json::parse(stream);
    for (const auto& entry : manifest.at("files")) {
        const fs::path file = root / entry.at("path").get<std::string>();
        const auto size = entry.at("bytes").get<std::uintmax_t>();
        if (!fs::is_regular_file(file) || fs::file_size(file) != size)
            throw std::runtime_error(
                "a golden file of the manifest is missing or of another size: " + file.string());
    }
}

void checkFolder(const fs::path& root) {
    if (!fs::is_directory(root) || fs::is_empty(root))
        throw std::runtime_error("the folder of the goldens is missing or empty: " + root.string());
    if (!isReplaced()) checkManifest(root);
}

bool isTiny(const fs::path& file) {
    const std::string name = file.filename().string();
    // Networks are called so as well, and there will be more of them.
    return name.starts_with("tiny_") && name.ends_with(".safetensors") && name != tinyNetName &&
           name != tinyVaeName && load(file).contains("input");
}

bool isTiny2(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("tiny2_") && name.ends_with(".safetensors");
}

bool isFelzenszwalb(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("felzenszwalb_") && name.ends_with(".safetensors");
}

bool isDiffusion(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("diffusion_") && name.ends_with(".safetensors");
}

bool isLite0(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("lite0_") && name.ends_with(".safetensors");
}

bool isArchitectures(const fs::path& file) {
    return file.filename() == "architectures.safetensors";
}

bool isOnnxWithAnswers(const fs::path& file) {
    return file.extension() == ".onnx" &&
           fs::exists(fs::path(file).replace_extension(".safetensors"));
}

bool isAny(const fs::path&) {
    return true;
}

template <typename Predicate>
std::vector<fs::path> filesIn(const fs::path& root, Predicate wanted) {
    std::vector<fs::path> found;
    if (!fs::is_directory(root)) return found;
    for (const fs::directory_entry& entry : fs::directory_iterator(root))
        if (entry.is_regular_file() && wanted(entry.path())) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

bool isReplaced() {
    return std::getenv(environmentVariable) != nullptr;
}

fs::path folder() {
    if (const char* replaced = std::getenv(environmentVariable)) return replaced;
    return repositoryFolder();
}

std::vector<fs::path> files(Kind kind) {
    const fs::path root = folder();
    checkFolder(root);
    switch (kind) {
        case Kind::Tiny:
            return filesIn(root, isTiny);
        case Kind::Lite0:
            return filesIn(root, isLite0);
        case Kind::Architectures:
            return filesIn(root, isArchitectures);
        case Kind::Weights:
            return filesIn(root / "weights", isAny);
        case Kind::Hostile:
            return filesIn(root / "weights" / "hostile", isAny);
        case Kind::Tiny2:
            return filesIn(root / "more", isTiny2);
        case Kind::Felzenszwalb:
            return filesIn(root / "more", isFelzenszwalb);
        case Kind::Diffusion:
            return filesIn(root / "more", isDiffusion);
        case Kind::Onnx:
            return filesIn(root / "onnx", isOnnxWithAnswers);
    }
    throw std::logic_error("no such kind of golden");
}

std::map<std::string, at::Tensor> load(const fs::path& file) {
    std::map<std::string, at::Tensor> arrays;
    const models::StateDict state = models::readWeights(file);
    for (const auto& [name, tensor] : state.entries()) arrays.emplace(name, tensor);
    return arrays;
}

fs::path tinyNetFile() {
    return networkFile(tinyNetName);
}

fs::path tinyVaeFile() {
    return networkFile(tinyVaeName);
}

fs::path tinyDenoiserFile() {
    return networkFile(tinyDenoiserName);
}

std::string nameOf(const fs::path& file) {
    const std::string stem = file.stem().string();
    return stem.substr(stem.find('_') + 1);
}

}  // namespace sigscope::golden
