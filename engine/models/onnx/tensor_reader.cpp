#include "engine/models/onnx/tensor_reader.h"

#include <ATen/ATen.h>
#include <onnx/onnx_pb.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models::onnx {

namespace fs = std::filesystem;

namespace {

using ::onnx::TensorProto;

c10::ScalarType typeOf(const TensorProto& proto) {
    switch (proto.data_type()) {
        case TensorProto::FLOAT:
            return at::kFloat;
        case TensorProto::DOUBLE:
            return at::kDouble;
        case TensorProto::FLOAT16:
            return at::kHalf;
        case TensorProto::BFLOAT16:
            return at::kBFloat16;
        case TensorProto::INT64:
            return at::kLong;
        case TensorProto::INT32:
            return at::kInt;
        case TensorProto::INT16:
            return at::kShort;
        case TensorProto::INT8:
            return at::kChar;
        case TensorProto::UINT8:
            return at::kByte;
        case TensorProto::BOOL:
            return at::kBool;
        default:
            throw Error("has numbers of type " + std::to_string(proto.data_type()) +
                        ", which is not supported (quantised networks have to be exported as "
                        "float32)");
    }
}

/// A field of numbers as a tensor of `type`.
template <typename Numbers>
at::Tensor fromField(const Numbers& numbers, c10::ScalarType type,
                     const std::vector<std::int64_t>& shape, std::int64_t count) {
    if (numbers.size() != count)
        throw Error("has " + std::to_string(numbers.size()) + " numbers for the shape " +
                    shapeText(shape));
    using Number = std::decay_t<decltype(numbers.Get(0))>;
    const auto fieldType = c10::CppTypeToScalarType<Number>::value;
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(numbers.data()),
                         static_cast<std::size_t>(count) * sizeof(Number));
    return copyToTensor(bytes, fieldType, shape).to(type);
}

/// int32_data holds the bits of narrower reals.
at::Tensor narrowReals(const TensorProto& proto, c10::ScalarType type,
                       const std::vector<std::int64_t>& shape, std::int64_t count) {
    return fromField(proto.int32_data(), at::kShort, shape, count).view(type);
}

at::Tensor fromFields(const TensorProto& proto, c10::ScalarType type,
                      const std::vector<std::int64_t>& shape, std::int64_t count) {
    switch (type) {
        case at::kFloat:
            return fromField(proto.float_data(), type, shape, count);
        case at::kDouble:
            return fromField(proto.double_data(), type, shape, count);
        case at::kLong:
            return fromField(proto.int64_data(), type, shape, count);
        case at::kHalf:
        case at::kBFloat16:
            return narrowReals(proto, type, shape, count);
        default:
            return fromField(proto.int32_data(), type, shape, count);
    }
}

ByteView bytesOf(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Where external data lies.
struct ExternalPlace {
    std::string location;
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length;
};

std::uint64_t asCount(const std::string& key, const std::string& text) {
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size())
        throw Error("has external data whose " + key + " is no number: '" + text + "'");
    return count;
}

ExternalPlace placeOf(const TensorProto& proto) {
    ExternalPlace place;
    for (const auto& entry : proto.external_data()) {
        if (entry.key() == "location") place.location = entry.value();
        if (entry.key() == "offset") place.offset = asCount("offset", entry.value());
        if (entry.key() == "length") place.length = asCount("length", entry.value());
    }
    return place;
}

at::Tensor fromExternal(const TensorProto& proto, c10::ScalarType type,
                        const std::vector<std::int64_t>& shape, std::uint64_t wanted,
                        const fs::path& folder) {
    const ExternalPlace place = placeOf(proto);
    const OpenFile file(externalFile(place.location, folder));
    if (place.length.value_or(wanted) != wanted)
        throw Error("has " + std::to_string(*place.length) + " bytes of external data, the shape " +
                    shapeText(shape) + " needs " + std::to_string(wanted));
    if (place.offset > file.size() || wanted > file.size() - place.offset)
        throw Error("has external data beyond the end of '" + place.location + "'");
    std::vector<std::uint8_t> bytes(wanted);
    if (file.read(bytes, place.offset) != wanted)
        throw Error("has external data that cannot be read from '" + place.location + "'");
    return copyToTensor(bytes, type, shape);
}

}  // namespace

fs::path externalFile(const std::string& location, const fs::path& folder) {
    const fs::path relative(location);
    const bool leavesFolder = std::any_of(relative.begin(), relative.end(),
                                          [](const fs::path& part) { return part == ".."; });
    if (location.empty() || location.find('\0') != std::string::npos || relative.is_absolute() ||
        leavesFolder)
        throw Error("has external data outside the model's folder: '" + location + "'");
    std::error_code failed;
    const fs::path root = fs::canonical(folder, failed);
    const fs::path file = failed ? fs::path() : fs::canonical(folder / relative, failed);
    if (failed || folder.empty())
        throw Error("has external data in '" + location +
                    "', which is not there: put it beside the model");
    const fs::path inside = file.lexically_relative(root);
    if (inside.empty() || *inside.begin() == "..")
        throw Error("has external data outside the model's folder: '" + location +
                    "' is a link that leads out of it");
    return file;
}

std::string externalLocation(const TensorProto& proto) {
    const bool isExternal = proto.data_location() == TensorProto::EXTERNAL;
    return isExternal ? placeOf(proto).location : std::string();
}

at::Tensor readTensor(const TensorProto& proto, const fs::path& folder) {
    constexpr int mostSides = 16;
    if (proto.dims_size() > mostSides) throw Error("has more than 16 dimensions");
    const c10::ScalarType type = typeOf(proto);
    const std::vector<std::int64_t> shape(proto.dims().begin(), proto.dims().end());
    const auto count = elementCount(shape);
    const auto size =
        count ? multiplyAdd(*count, static_cast<std::int64_t>(c10::elementSize(type)), 0)
              : std::nullopt;
    if (!size) throw Error("has the impossible shape " + shapeText(shape));
    const auto wanted = static_cast<std::uint64_t>(*size);
    if (proto.data_location() == TensorProto::EXTERNAL)
        return fromExternal(proto, type, shape, wanted, folder);
    if (!proto.has_raw_data()) return fromFields(proto, type, shape, *count);
    if (proto.raw_data().size() != wanted)
        throw Error("has " + std::to_string(proto.raw_data().size()) + " bytes, the shape " +
                    shapeText(shape) + " needs " + std::to_string(wanted));
    return copyToTensor(bytesOf(proto.raw_data()), type, shape);
}

}  // namespace sigscope::models::onnx
