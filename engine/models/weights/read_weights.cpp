#include "engine/models/weights/read_weights.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.h"
#include "engine/models/onnx/onnx_file.h"
#include "engine/models/weights/legacy_pth.h"
#include "engine/models/weights/safetensors.h"
#include "engine/models/weights/zip_archive.h"
#include "engine/models/weights/zip_pth.h"

namespace sigscope::models {

namespace {

/// All pickles of protocol 2 and later begin so.
bool isPickle(ByteView bytes) {
    constexpr std::uint8_t protocolOpcode = 0x80;
    return bytes.size() >= 2 && bytes[0] == protocolOpcode && bytes[1] <= 5;
}

/// The header follows its length of 8 bytes.
bool isSafetensors(ByteView bytes) {
    return bytes.size() > 8 && bytes[8] == '{';
}

constexpr const char* inOneFile =
    "; save it in one file (save_pretrained(..., max_shard_size=\"100GB\"))";

[[noreturn]] void refuse(const std::string& name) {
    if (name.ends_with(".index.json"))
        throw Error(name + ": is the list of a model's parts" + inOneFile);
    throw Error(name + ": is no weights file (.safetensors, .pth or .pt is wanted)");
}

bool isPartNumber(std::string_view text) {
    constexpr std::size_t length = 5;
    return text.size() == length &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Throws Error if the file is one of several, as Hugging Face calls them:
/// "model-00001-of-00002.safetensors".
void requireOneFile(const std::string& name) {
    constexpr std::size_t length = std::string_view("-00001-of-00002").size();
    const std::string stem = std::filesystem::path(name).stem().string();
    if (stem.size() < length) return;
    const std::string_view end = std::string_view(stem).substr(stem.size() - length);
    const std::string_view count = end.substr(10);
    if (end[0] == '-' && isPartNumber(end.substr(1, 5)) && end.substr(6, 4) == "-of-" &&
        isPartNumber(count) && count != "00001")
        throw Error(name + ": is one of the parts of a model (" + std::string(end.substr(1)) + ")" +
                    inOneFile);
}

StateDict readAny(ByteView bytes, const std::string& name) {
    // First: the length of a header may look like the beginning of anything.
    if (isSafetensors(bytes)) return readSafetensors(bytes, name);
    if (isZip(bytes)) return readZipPth(bytes, name);
    if (isPickle(bytes)) return readLegacyPth(bytes, name);
    refuse(name);
}

/// Leaves out the modules that parallel, averaging and compiled networks put around others,
/// wherever in a name they are: "module.features.module.0.weight".
std::string withoutWrappers(std::string_view name) {
    static constexpr std::array<std::string_view, 4> moduleWrappers{
        "module.", "_orig_mod.", "_fsdp_wrapped_module.", "_checkpoint_wrapped_module."};
    std::string left;
    while (!name.empty()) {
        const std::string_view part = name.substr(0, name.find('.') + 1);
        const std::string_view taken = part.empty() ? name : part;
        if (std::ranges::find(moduleWrappers, taken) == moduleWrappers.end()) left += taken;
        name.remove_prefix(taken.size());
    }
    return left;
}

/// By what can be told before the file is read: whole models are large.
void requireWeights(const OpenFile& file, const std::filesystem::path& path) {
    const ByteView head = file.head();
    if (isSafetensors(head))
        requireSafetensors(file);
    else if (isZip(head))
        ZipArchive{path};  // Its directory stands at its end.
    else if (isPickle(head))
        requireLegacyPth(file);
    else if (!isOnnx(head, path))
        refuse(file.name());
}

}  // namespace

std::vector<std::uint8_t> readWeightsFile(const std::filesystem::path& file) {
    const OpenFile opened(file);
    requireWeights(opened, file);
    return opened.readAll();
}

StateDict readWeights(ByteView bytes, const std::string& name) {
    requireOneFile(name);
    StateDict state = readAny(bytes, name);
    state.renameAll(withoutWrappers);
    return state;
}

StateDict readWeights(const std::filesystem::path& file) {
    const std::vector<std::uint8_t> bytes = readWeightsFile(file);
    return readWeights(bytes, file.string());
}

}  // namespace sigscope::models
