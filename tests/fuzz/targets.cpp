#include "tests/fuzz/targets.h"

#include <ATen/ATen.h>

#include <set>
#include <stdexcept>

#include "engine/api/engine.h"
#include "engine/api/model_caches.h"
#include "engine/io/picture_header.h"
#include "engine/io/recipe_text.h"
#include "engine/models/hub_config.h"
#include "engine/models/onnx/folding.h"
#include "engine/models/onnx/graph_reader.h"
#include "engine/models/onnx/onnx_file.h"
#include "engine/models/sidecar.h"
#include "engine/models/weights/legacy_pth.h"
#include "engine/models/weights/safetensors.h"
#include "engine/models/weights/zip_pth.h"
#include "engine/store/recipe_reader.h"
#include "engine/store/session_reader.h"
#include "tests/fuzz/memory_file.h"

namespace sigscope::fuzz {

namespace {

void require(bool holds, const char* what) {
    if (!holds) throw std::logic_error(what);
}

/// Every tensor lies within its storage, and all storages together are no larger than the file.
void checkState(const models::StateDict& state, const Bytes& bytes) {
    std::set<const void*> seen;
    std::size_t total = 0;
    for (const auto& [name, tensor] : state.entries()) {
        const std::size_t held = tensor.storage().nbytes();
        if (seen.insert(tensor.storage().data()).second) total += held;
        if (tensor.numel() == 0) continue;
        std::int64_t last = tensor.storage_offset();
        for (std::int64_t side = 0; side < tensor.dim(); ++side)
            last += (tensor.size(side) - 1) * tensor.stride(side);
        require(tensor.storage_offset() >= 0 &&
                    static_cast<std::size_t>(last + 1) * tensor.itemsize() <= held,
                "a tensor reaches beyond its storage");
    }
    require(total <= bytes.size(), "tensors are larger than the file");
}

bool isSafetensors(const Bytes& bytes) {
    return bytes.size() > 8 && bytes[8] == '{';
}

bool isZip(const Bytes& bytes) {
    return bytes.size() > 2 && bytes[0] == 'P' && bytes[1] == 'K';
}

bool isPickle(const Bytes& bytes) {
    return bytes.size() > 2 && bytes[0] == 0x80 && !isSafetensors(bytes);
}

bool isOnnx(const Bytes& bytes) {
    return models::isOnnx(bytes, "input");
}

bool isPicture(const Bytes& bytes) {
    return io::pictureFormat(bytes).has_value();
}

bool isAny(const Bytes&) {
    return true;
}

void readSidecar(const Bytes& bytes) {
    const models::Sidecar sidecar = models::readSidecar(bytes, "/no/such/folder/model.json");
    require(sidecar.labels.size() <= bytes.size(), "more labels than bytes");
    (void)models::withSidecar({}, sidecar, "/no/such/folder/model.pth");
}

void readHubPreprocessor(const Bytes& bytes) {
    (void)models::readHubPreprocessor(bytes, "preprocessor_config.json");
}

void readHubConfig(const Bytes& bytes) {
    const models::Sidecar sidecar = models::readHubConfig(bytes, "config.json");
    require(sidecar.labels.size() <= bytes.size(), "more labels than bytes");
}

/// A result of any kind: where the recipe is, and what it says.
void readRecipe(const Bytes& bytes) {
    static const Catalogue catalogue = makeEngine()->catalogue();
    static const MemoryFile file;
    file.fill(bytes);
    const std::string text = io::recipeText(file.path());
    require(text.size() <= io::longestRecipe, "a recipe is too long");
    const Recipe recipe = store::parseRecipe(text, file.path(), catalogue);
    const auto isPlain = [](const std::string& name) {
        return !name.empty() && name.find('/') == std::string::npos;
    };
    require(isPlain(recipe.image.name), "a name leads elsewhere");
    require(isPlain(recipe.model.name) || isCacheName(recipe.model.name),
            "a model's name leads elsewhere");
    require(recipe.request.modelCode == ModelCode::Refused, "a recipe lets code run");
    require(catalogue.method(recipe.request.method) != nullptr, "a recipe's method is unknown");
    require(differingCircumstances(text, text).empty(), "a recipe differs from itself");
}

void readPicture(const Bytes& bytes) {
    const auto header = io::readPictureHeader(bytes);
    if (!header) return;
    require(header->width >= 0 && header->height >= 0, "a picture has a negative side");
    require(header->orientation >= 1 && header->orientation <= 8, "a picture has no orientation");
}

void readSession(const Bytes& bytes) {
    static const Catalogue catalogue = makeEngine()->catalogue();
    const models::ZipArchive archive(bytes, "input");
    const ReadSession session = store::sessionIn(archive, "input", catalogue);
    const std::size_t results = session.content.results.size();
    require(session.recipes.size() == results, "a result has no recipe");
    require(!session.content.shown || *session.content.shown < results, "what is shown is nowhere");
    for (const ComparedResult& card : session.content.compared)
        require(card.result < results, "a card is of no result");
    for (const IncludedPicture& picture : session.pictures)
        require(picture.bytes.size() <= bytes.size(), "a picture is larger than the file");
}

/// All that a file can ask for before a picture is given to it, bounded by its own size.
void readOnnx(const Bytes& bytes) {
    models::onnx::Graph graph = models::onnx::readGraph(bytes, "/no/such/folder/input.onnx");
    const std::int64_t most = models::onnx::mostFolded(graph);
    models::onnx::Circumstances circumstances;
    circumstances.opset = graph.opset;
    models::onnx::foldConstants(graph, circumstances);
    for (const at::Tensor& constant : graph.constants)
        require(!constant.defined() || constant.numel() <= most, "a constant is too large");
}

}  // namespace

const std::vector<Target>& targets() {
    static const std::vector<std::string> weights{"golden/weights", "golden/weights/hostile"};
    static const std::vector<Target> all{
        {"safetensors", weights, isSafetensors, nullptr,
         [](const Bytes& bytes) { checkState(models::readSafetensors(bytes, "input"), bytes); }},
        {"legacy-pth", weights, isPickle, nullptr,
         [](const Bytes& bytes) { checkState(models::readLegacyPth(bytes, "input"), bytes); }},
        {"zip-pth", weights, isZip, mendChecksums,
         [](const Bytes& bytes) { checkState(models::readZipPth(bytes, "input"), bytes); }},
        {"sidecar", {"fuzz/sidecar"}, isAny, nullptr, readSidecar},
        {"hub-config", {"fuzz/hub"}, isAny, nullptr, readHubConfig},
        {"hub-preprocessor", {"fuzz/hub"}, isAny, nullptr, readHubPreprocessor},
        {"recipe", {"fuzz/recipe"}, isAny, mendChecksums, readRecipe},
        {"session", {"fuzz/session"}, isZip, mendChecksums, readSession},
        {"onnx", {"onnx", "onnx/hostile"}, isOnnx, nullptr, readOnnx},
        {"picture-header", {"pictures", "fuzz/pictures", "heif"}, isPicture, nullptr, readPicture},
    };
    return all;
}

}  // namespace sigscope::fuzz
