#include "engine/models/weights/safetensors.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/bounded_json.h"
#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

// Not ordered_json, whose insertion is linear in the number of keys.
using Json = nlohmann::json;

/// The limit of the format's own library.
constexpr std::uint64_t maximumHeader = 100'000'000;

/// A tensor has about ten.
constexpr std::size_t mostHeaderValues = 5'000'000;

/// One tensor as the header describes it, checked.
struct Description {
    std::string name;
    c10::ScalarType dtype = c10::kFloat;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

const std::map<std::string, c10::ScalarType>& dtypes() {
    static const std::map<std::string, c10::ScalarType> table{
        {"F64", c10::kDouble}, {"F32", c10::kFloat}, {"F16", c10::kHalf},  {"BF16", c10::kBFloat16},
        {"I64", c10::kLong},   {"I32", c10::kInt},   {"I16", c10::kShort}, {"I8", c10::kChar},
        {"U8", c10::kByte},    {"BOOL", c10::kBool}};
    return table;
}

std::vector<std::uint64_t> wholeNumbers(const Json& value, const ByteReader& file,
                                        const std::string& what) {
    if (!value.is_array()) file.fail(what + " is not a list");
    std::vector<std::uint64_t> numbers;
    for (const Json& element : value) {
        if (!element.is_number_unsigned()) file.fail(what + " holds something else than sizes");
        numbers.push_back(element.get<std::uint64_t>());
    }
    return numbers;
}

Description describe(const std::string& name, const Json& entry, const ByteReader& file) {
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") ||
        !entry.contains("data_offsets") || !entry["dtype"].is_string())
        file.fail(name + " is not described by dtype, shape and data_offsets");
    Description description;
    description.name = name;
    const std::string dtype = entry["dtype"].get<std::string>();
    const auto known = dtypes().find(dtype);
    if (known == dtypes().end())
        file.fail(name + " is of the type " + dtype + ", which is not read");
    description.dtype = known->second;
    for (const std::uint64_t side : wholeNumbers(entry["shape"], file, "the shape of " + name))
        description.shape.push_back(static_cast<std::int64_t>(side));
    const auto offsets = wholeNumbers(entry["data_offsets"], file, "data_offsets of " + name);
    if (offsets.size() != 2) file.fail("data_offsets of " + name + " are not two numbers");
    description.begin = offsets[0];
    description.end = offsets[1];
    return description;
}

void checkSize(const Description& tensor, std::uint64_t dataSize, const ByteReader& file) {
    const auto count = elementCount(tensor.shape);
    const auto size = count ? multiplyAdd(*count, c10::elementSize(tensor.dtype), 0) : std::nullopt;
    if (!size) file.fail("the shape of " + tensor.name + " is impossibly large");
    if (tensor.begin > tensor.end || tensor.end > dataSize)
        file.fail("the data of " + tensor.name + " lies outside the file (truncated?)");
    if (tensor.end - tensor.begin != static_cast<std::uint64_t>(*size))
        file.fail(tensor.name + " has " + std::to_string(tensor.end - tensor.begin) +
                  " bytes of data, its shape needs " + std::to_string(*size));
}

/// Puts the tensors in the order of their data. The format allows neither holes nor overlaps, so
/// that a file means one thing only.
void sortByLayout(std::vector<Description>& tensors, std::uint64_t dataSize,
                  const ByteReader& file) {
    std::sort(tensors.begin(), tensors.end(), [](const Description& a, const Description& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t position = 0;
    for (const Description& tensor : tensors) {
        if (tensor.begin != position)
            file.fail("the data of " + tensor.name +
                      (tensor.begin < position ? " overlaps another tensor's" : " follows a hole"));
        position = tensor.end;
    }
    if (position != dataSize) file.fail("has data that belongs to no tensor");
}

/// The length of the header, which is read; `rest` is what follows in the file.
std::uint64_t headerLength(ByteReader& file, std::uint64_t rest) {
    const auto length = file.number<std::uint64_t>();
    if (length > rest || length > maximumHeader)
        file.fail("is no safetensors file, or truncated: its header is said to have " +
                  std::to_string(length) + " bytes");
    return length;
}

Json parseHeader(ByteReader& file, std::uint64_t length) {
    const ByteView text = file.take(length);
    try {
        Json header = boundedJson({reinterpret_cast<const char*>(text.data()), text.size()},
                                  {maximumHeader, mostHeaderValues});
        if (header.is_object()) return header;
    } catch (const Error& error) {
        file.fail("is no safetensors file: its header " + std::string(error.what()));
    }
    file.fail("is no safetensors file: its header is not JSON of the form {...}");
}

/// The tensors of a file of `size` bytes, in the order of their data; `file` is read up to these.
std::vector<Description> readLayout(ByteReader& file, std::uint64_t size) {
    const std::uint64_t afterLength = size - sizeof(std::uint64_t);
    const std::uint64_t length = headerLength(file, afterLength);
    const std::uint64_t dataSize = afterLength - length;
    const Json header = parseHeader(file, length);
    std::vector<Description> tensors;
    for (const auto& [key, entry] : header.items())
        if (key != "__metadata__") {
            tensors.push_back(describe(key, entry, file));
            checkSize(tensors.back(), dataSize, file);
        }
    if (tensors.empty()) file.fail("holds no tensors");
    sortByLayout(tensors, dataSize, file);
    return tensors;
}

}  // namespace

void requireSafetensors(const OpenFile& file) {
    ByteReader head(file.head(), file.name());
    const std::uint64_t length = headerLength(head, file.size() - sizeof(std::uint64_t));
    std::vector<std::uint8_t> header(sizeof(std::uint64_t) + length);
    header.resize(file.read(header, 0));
    ByteReader reader(header, file.name());
    static_cast<void>(readLayout(reader, file.size()));
}

StateDict readSafetensors(ByteView bytes, const std::string& name) {
    ByteReader file(bytes, name);
    const std::vector<Description> tensors = readLayout(file, bytes.size());
    const ByteView data = file.take(file.remaining());
    StateDict state(name);
    for (const Description& tensor : tensors)
        state.add(tensor.name, copyToTensor(data.subspan(tensor.begin, tensor.end - tensor.begin),
                                            tensor.dtype, tensor.shape));
    return state;
}

}  // namespace sigscope::models
