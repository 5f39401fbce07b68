#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// The golden arrays: results of the paper's published program that ours are compared with.
namespace sigscope::golden {

enum class Kind {
    Tiny,           ///< tiny_NAME.safetensors: every method on the tiny network, float64.
    Lite0,          ///< lite0_NAME.safetensors with lite0_NAME_crop.png: EfficientNet-Lite0.
    Architectures,  ///< architectures.safetensors.
    Weights,        ///< weights/*: files to read.
    Hostile,        ///< weights/hostile/*: files to refuse.
    Tiny2,          ///< more/tiny2_NAME.safetensors: what came after, on the same networks.
    Felzenszwalb,   ///< more/felzenszwalb_NAME.safetensors: a picture and its segments.
    Diffusion,      ///< more/diffusion_NAME.safetensors: reverse steps of a tiny diffusion model.
    Onnx,           ///< onnx/NAME.onnx with what it answers in onnx/NAME.safetensors.
};

/// tests/data/golden, or $SIGSCOPE_GOLDEN.
[[nodiscard]] std::filesystem::path folder();

/// Whether $SIGSCOPE_GOLDEN replaces the folder of the repository.
[[nodiscard]] bool isReplaced();

/// All files of that kind in folder(), sorted. Every call first checks that the folder is no empty
/// one (an absent kind is no error) and that a folder of the repository holds all that its manifest
/// lists with the right sizes; throws std::runtime_error if not.
[[nodiscard]] std::vector<std::filesystem::path> files(Kind kind);

/// All arrays of a golden file by name.
[[nodiscard]] std::map<std::string, at::Tensor> load(const std::filesystem::path& file);

/// The tiny network's and the tiny autoencoder's weights, beside the goldens made with them.
[[nodiscard]] std::filesystem::path tinyNetFile();
[[nodiscard]] std::filesystem::path tinyVaeFile();
/// The tiny diffusion model's are in the golden made with it.
[[nodiscard]] std::filesystem::path tinyDenoiserFile();

/// "chelsea" of lite0_chelsea.safetensors, "a" of tiny_a.safetensors.
[[nodiscard]] std::string nameOf(const std::filesystem::path& file);

}  // namespace sigscope::golden
