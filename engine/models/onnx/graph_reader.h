#pragma once

#include <filesystem>
#include <vector>

#include "engine/file_bytes.h"
#include "engine/models/onnx/graph.h"

namespace sigscope::models::onnx {

/// Reads an ONNX model. `file` is its path, for messages and for external data, which may lie in
/// its folder alone. Bounded whatever the file claims: what protobuf allocates, its depth, the
/// numbers of nodes, values and inputs; every tensor has as many numbers as its shape says. Throws
/// Error naming the file and the reason, also for opsets before 9, control flow (subgraphs),
/// functions, cycles, and inputs other than one picture.
[[nodiscard]] Graph readGraph(ByteView bytes, const std::filesystem::path& file);

/// The files of external data that the same model names, each once, in its order. Throws Error
/// naming the file and the reason, also for one that is not there or lies outside its folder.
[[nodiscard]] std::vector<std::filesystem::path> externalFiles(ByteView bytes,
                                                               const std::filesystem::path& file);

}  // namespace sigscope::models::onnx
