// What stands in for onnx_network.cpp in a build without protobuf.

#include "engine/file_error.h"
#include "engine/models/onnx_network.h"

namespace sigscope::models {

OnnxClassifier loadOnnx(ByteView, const std::filesystem::path& file, const Placement&,
                        const std::optional<PictureSize>&) {
    refuseFile(file.string(),
               "is an ONNX model, which this build cannot read (it was made without protobuf); "
               "save its weights as .safetensors");
}

}  // namespace sigscope::models
