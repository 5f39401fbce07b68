#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>

namespace onnx {
class TensorProto;
}

namespace sigscope::models::onnx {

/// A tensor of an ONNX file, on the CPU, in the file's type. Its shape must be that of the data
/// that is there. External data is read from a regular file below `folder` alone: no absolute path,
/// no "..", no link that leads out of it; an empty `folder` has none. Throws Error with the reason.
[[nodiscard]] at::Tensor readTensor(const ::onnx::TensorProto& proto,
                                    const std::filesystem::path& folder);

}  // namespace sigscope::models::onnx
