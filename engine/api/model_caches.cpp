#include "engine/api/model_caches.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>

namespace sigscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view torchvisionPrefix = "torchvision/";
constexpr std::string_view timmPrefix = "timm/";
constexpr std::string_view hubPrefix = "hf/";
constexpr auto hubFiles =
    std::to_array<std::string_view>({"model.safetensors", "pytorch_model.bin"});

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

/// Where libraries keep what they have fetched: `name` of the user's caches.
fs::path userCache(const char* name) {
    if (const std::string caches = environment("XDG_CACHE_HOME"); !caches.empty())
        return fs::path(caches) / name;
    const std::string home = environment("HOME");
    return home.empty() ? fs::path() : fs::path(home) / ".cache" / name;
}

fs::path checkpointFolder() {
    const std::string home = environment("TORCH_HOME");
    const fs::path root = home.empty() ? userCache("torch") : fs::path(home);
    return root.empty() ? root : root / "hub" / "checkpoints";
}

fs::path hubFolder() {
    if (const std::string hub = environment("HF_HUB_CACHE"); !hub.empty()) return hub;
    const std::string home = environment("HF_HOME");
    const fs::path root = home.empty() ? userCache("huggingface") : fs::path(home);
    return root.empty() ? root : root / "hub";
}

/// The paths in a folder; none where it cannot be read.
std::vector<fs::path> entriesOf(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed))
        entries.push_back(entry->path());
    std::ranges::sort(entries);
    return entries;
}

bool isFile(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

/// A letter, digit, '.', '_' or '-': what the libraries' own names are made of.
bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

bool isPart(std::string_view part) {
    return !part.empty() && part != "." && part != ".." &&
           std::ranges::all_of(part, isNameCharacter);
}

/// torchvision's files end in the beginning of their SHA-256: "resnet18-f37072fd".
constexpr std::size_t digestLength = 8;

bool endsInDigest(std::string_view stem) {
    if (stem.size() < digestLength + 2 || stem[stem.size() - digestLength - 1] != '-') return false;
    return std::ranges::all_of(stem.substr(stem.size() - digestLength), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

/// What torchvision calls the network whose weights are in a file of that stem: without the digest
/// and without who trained it.
std::string networkOf(std::string_view stem) {
    if (endsInDigest(stem)) stem.remove_suffix(digestLength + 1);
    for (const std::string_view trainer : {"_google", "_rwightman", "_lukemelas"})
        if (stem.ends_with(trainer)) stem.remove_suffix(trainer.size());
    return std::string(stem);
}

std::vector<CachedModel> torchvisionModels() {
    std::vector<fs::path> files;
    std::map<std::string, int> counts;
    for (const fs::path& file : entriesOf(checkpointFolder()))
        if (const std::string stem = file.stem().string();
            file.extension() == ".pth" && endsInDigest(stem) && isPart(stem) && isFile(file)) {
            files.push_back(file);
            ++counts[networkOf(stem)];
        }
    std::vector<CachedModel> models;
    for (const fs::path& file : files) {
        const std::string stem = file.stem().string();
        const std::string network = networkOf(stem);
        models.push_back(
            {std::string(torchvisionPrefix) + (counts[network] > 1 ? stem : network), file});
    }
    return models;
}

/// The weights of the revision that "main" names; empty if there are none.
fs::path weightsIn(const fs::path& repository) {
    std::string revision;
    std::getline(std::ifstream(repository / "refs" / "main"), revision);
    if (!isPart(revision)) return {};
    for (const std::string_view name : hubFiles)
        if (const fs::path file = repository / "snapshots" / revision / name; isFile(file))
            return file;
    return {};
}

/// "hf/ORG/NAME" of the folder "models--ORG--NAME"; empty if it is none of a model.
std::string hubName(const std::string& folder) {
    constexpr std::string_view kind = "models--";
    constexpr std::string_view slash = "--";
    if (!folder.starts_with(kind)) return {};
    const std::string rest = folder.substr(kind.size());
    const std::size_t at = rest.find(slash);
    const std::string name =
        at == std::string::npos ? rest : rest.substr(0, at) + "/" + rest.substr(at + slash.size());
    if (name.starts_with(timmPrefix)) return name;
    return std::string(hubPrefix) + name;
}

std::vector<CachedModel> hubModels() {
    std::vector<CachedModel> models;
    for (const fs::path& repository : entriesOf(hubFolder())) {
        const std::string name = hubName(repository.filename().string());
        if (!isCacheName(name)) continue;
        if (const fs::path file = weightsIn(repository); !file.empty())
            models.push_back({name, file});
    }
    return models;
}

/// Those that `name` may mean.
std::vector<CachedModel> candidatesOf(const std::string& name) {
    std::vector<CachedModel> all = cachedModels();
    std::vector<CachedModel> exact;
    std::vector<CachedModel> loose;
    for (CachedModel& model : all) {
        const std::string stem = model.weightsFile.stem().string();
        const bool ofTorchvision =
            name.starts_with(torchvisionPrefix) && model.name.starts_with(torchvisionPrefix);
        const std::string wanted = name.substr(name.find('/') + 1);
        if (model.name == name || (ofTorchvision && stem == wanted))
            exact.push_back(model);
        else if ((ofTorchvision && networkOf(stem) == wanted) ||
                 (name.starts_with(timmPrefix) && model.name.starts_with(name + ".")))
            loose.push_back(model);
    }
    return exact.empty() ? loose : exact;
}

/// The line that puts the model into its cache.
std::string fetchingLine(const std::string& name) {
    const std::string called = name.substr(name.find('/') + 1);
    if (name.starts_with(torchvisionPrefix))
        return "import torchvision; torchvision.models.get_model('" + networkOf(called) +
               "', weights='DEFAULT')";
    if (name.starts_with(timmPrefix))
        return "import timm; timm.create_model('" + called + "', pretrained=True)";
    return "import huggingface_hub; huggingface_hub.snapshot_download('" + called +
           "', allow_patterns=['*.safetensors', '*.json'])";
}

}  // namespace

std::vector<CachedModel> cachedModels() {
    std::vector<CachedModel> models = torchvisionModels();
    std::vector<CachedModel> hub = hubModels();
    models.insert(models.end(), hub.begin(), hub.end());
    std::ranges::sort(models, {}, &CachedModel::name);
    return models;
}

bool isCacheName(const std::string& name) {
    for (const std::string_view prefix : {torchvisionPrefix, timmPrefix, hubPrefix}) {
        if (!name.starts_with(prefix)) continue;
        const std::string rest = name.substr(prefix.size());
        const std::size_t slash = rest.find('/');
        if (slash == std::string::npos) return isPart(rest);
        return prefix == hubPrefix && isPart(rest.substr(0, slash)) &&
               isPart(rest.substr(slash + 1));
    }
    return false;
}

std::optional<fs::path> cachedWeights(const std::string& name) {
    if (!isCacheName(name)) return std::nullopt;
    const std::vector<CachedModel> candidates = candidatesOf(name);
    if (candidates.size() != 1) return std::nullopt;
    return candidates.front().weightsFile;
}

std::string cacheRemedy(const std::string& name) {
    std::string names;
    for (const CachedModel& model : candidatesOf(name))
        names += (names.empty() ? "" : " or ") + model.name;
    if (!names.empty()) return name + ": there are several: give " + names;
    return name + ": is not in the cache of its library; fetch it with: python3 -c \"" +
           fetchingLine(name) + "\"";
}

bool isHubFile(const fs::path& weightsFile) {
    return std::ranges::find(hubFiles, weightsFile.filename().string()) != hubFiles.end();
}

}  // namespace sigscope
