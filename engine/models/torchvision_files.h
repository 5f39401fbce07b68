#pragma once

#include <filesystem>
#include <string>

#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// A file of weights that torchvision published, as far as its preprocessing goes beyond that of
/// the architecture. It is known by its content, whatever it is called now.
struct TorchvisionFile {
    const char* digest;  ///< How its SHA-256 begins, which torchvision has in the file's name.
    const char* architecture;  ///< Of the registry.
    int resize;
    Interpolation interpolation = Interpolation::Bilinear;
};

/// The file of that SHA-256 (lower-case hexadecimal; empty where it is unknown) with weights of
/// that architecture; null if torchvision published none.
[[nodiscard]] const TorchvisionFile* torchvisionFile(const std::string& sha256,
                                                     const std::string& architecture);

/// The digest that `file` has in its name ("f37072fd" of resnet18-f37072fd.pth), if it is one of
/// those; empty if not.
[[nodiscard]] std::string claimedDigest(const std::filesystem::path& file);

/// Whether torchvision published weights of that architecture, and so more than one
/// preprocessing for it.
[[nodiscard]] bool isOfTorchvision(const std::string& architecture);

}  // namespace sigscope::models
