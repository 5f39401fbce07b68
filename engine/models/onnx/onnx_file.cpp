#include "engine/models/onnx/onnx_file.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace sigscope::models {

namespace {

constexpr std::uint8_t irVersionTag = 0x08;  ///< Field 1, a varint.
constexpr std::uint8_t newestIrVersion = 31;

/// The tag of a field of ModelProto that follows ir_version: strings and messages from
/// producer_name (2) to graph (7), opset_import (8), metadata_props (14).
bool followsVersion(std::uint8_t tag) {
    constexpr std::uint8_t lengthDelimited = 2;
    const int field = tag >> 3;
    if (field == 5) return (tag & 7) == 0;  // model_version
    return (tag & 7) == lengthDelimited && ((field >= 2 && field <= 8) || field == 14);
}

}  // namespace

bool isOnnx(ByteView head, const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    if (ending == ".onnx") return true;
    const bool isSafetensors = head.size() > 8 && head[8] == '{';
    return head.size() > 2 && head[0] == irVersionTag && head[1] >= 1 &&
           head[1] <= newestIrVersion && followsVersion(head[2]) && !isSafetensors;
}

}  // namespace sigscope::models
