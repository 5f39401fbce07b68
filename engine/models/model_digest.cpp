#include "engine/models/model_digest.h"

#include "engine/io/sha256.h"
#include "engine/models/onnx/graph_reader.h"
#include "engine/models/onnx/onnx_file.h"

namespace sigscope::models {

namespace fs = std::filesystem;

std::vector<fs::path> furtherFilesOf(ByteView bytes, const fs::path& file) {
    if (!isOnnx(bytes, file)) return {};
    return onnx::externalFiles(bytes, file);
}

std::string sha256OfModel(ByteView bytes, const fs::path& file) {
    const std::string own = io::sha256Of(bytes);
    const std::vector<fs::path> further = furtherFilesOf(bytes, file);
    if (further.empty()) return own;
    std::string digests = own;
    for (const fs::path& other : further) digests += '\n' + io::sha256OfFile(other);
    return io::sha256Of(digests);
}

std::string sha256OfModel(const fs::path& file) {
    const OpenFile opened(file);
    if (!isOnnx(opened.head(), file)) return io::sha256OfFile(file);
    return sha256OfModel(opened.readAll(), file);
}

}  // namespace sigscope::models
