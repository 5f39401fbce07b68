#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/file_bytes.h"
#include "engine/models/architectures/architecture.h"
#include "engine/models/classifier.h"
#include "engine/models/network.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// A classifier that an ONNX file describes.
struct OnnxClassifier {
    std::unique_ptr<const Network> network;
    std::string title;                    ///< "ONNX, opset 17".
    std::vector<std::string> notes{};     ///< What whoever explains should know; sentences.
    std::vector<std::string> facts{};     ///< What else the file is like, likewise.
    PictureSize inputSize;                ///< It was evaluated once at.
    std::optional<PictureSize> onlySize;  ///< If the file allows no other.
    /// What it ended in: of a softmax or a sigmoid the logits are taken before it.
    Outputs end = Outputs::Logits;
    std::int64_t tensors = 0;            ///< Of the file.
    std::int64_t parameters = 0;         ///< Real numbers in them.
    std::vector<c10::ScalarType> types;  ///< Of the tensors, each once.
};

/// Makes a network of the ONNX model in `bytes`, which is data: nothing of it is run but operators
/// that are known, and what it may ask for is bounded. It takes inputs [B, 3, H, W] of any B,
/// whatever order and batch the file has; its representation is known where it ends in a linear
/// layer. It is evaluated once, at the file's own input size, else at `said`, else at 224. `file`
/// is its path: external data is read from its folder alone, and every Error names it.
[[nodiscard]] OnnxClassifier loadOnnx(ByteView bytes, const std::filesystem::path& file,
                                      const Placement& placement,
                                      const std::optional<PictureSize>& said);

}  // namespace sigscope::models
