#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sigscope {

/// A model in one of the caches that Python's libraries keep for their users.
struct CachedModel {
    std::string name;  ///< "torchvision/resnet18", "timm/resnet50.a1_in1k", "hf/ORG/NAME".
    std::filesystem::path weightsFile;
};

/// The models in $TORCH_HOME/hub/checkpoints and in $HF_HOME/hub, by name. Where those are not set,
/// the folders are torch/ and huggingface/ in $XDG_CACHE_HOME, else in ~/.cache. Of torchvision's
/// files NAME-DIGEST.pth the name is NAME, with the digest where there are several. Reads names
/// alone, and is empty where there are no caches.
[[nodiscard]] std::vector<CachedModel> cachedModels();

/// Whether `name` is of the form of a cached model's, each part of letters, digits, '.', '_' and
/// '-', so that it leads nowhere else.
[[nodiscard]] bool isCacheName(const std::string& name);

/// The weights of the model of that name, if they are in its cache. Of timm's, NAME alone means
/// NAME.TAG where there is one of them; torchvision's may be called by their file's stem.
[[nodiscard]] std::optional<std::filesystem::path> cachedWeights(const std::string& name);

/// What to do about a cache name that cachedWeights() does not know: which of several it may be, or
/// the line of Python that fetches it. A sentence that begins with the name.
[[nodiscard]] std::string cacheRemedy(const std::string& name);

/// What Hugging Face and timm call the files beside their weights.
inline constexpr const char* hubConfigName = "config.json";
inline constexpr const char* hubPreprocessorName = "preprocessor_config.json";

/// Whether `weightsFile` is called as Hugging Face and timm call theirs.
[[nodiscard]] bool isHubFile(const std::filesystem::path& weightsFile);

}  // namespace sigscope
