#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>

namespace onnx {
class TensorProto;
}

namespace sigscope::models::onnx {

/// The file that `location`, the place of external data, names: a regular file below `folder`
/// alone, no absolute path, no "..", no link that leads out of it; an empty `folder` has none.
/// Throws Error with the reason.
[[nodiscard]] std::filesystem::path externalFile(const std::string& location,
                                                 const std::filesystem::path& folder);

/// The `location` of a tensor's external data; empty if it has none.
[[nodiscard]] std::string externalLocation(const ::onnx::TensorProto& proto);

/// A tensor of an ONNX file, on the CPU, in the file's type. Its shape must be that of the data
/// that is there. External data is read from externalFile(). Throws Error with the reason.
[[nodiscard]] at::Tensor readTensor(const ::onnx::TensorProto& proto,
                                    const std::filesystem::path& folder);

}  // namespace sigscope::models::onnx
