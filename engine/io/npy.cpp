#include "engine/io/npy.h"

#include <c10/util/Half.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "engine/api/utf8.h"
#include "engine/error.h"

namespace sigscope::io {

namespace {

constexpr std::size_t lengthFrame = 10;  ///< Magic, version and the header's length.
constexpr std::size_t mostAxes = 64;     ///< NumPy's own bound.

static_assert(std::endian::native == std::endian::little, "values are written as they are");

/// "(3,224,224)" as Python writes a tuple.
std::string tupleText(const std::vector<std::size_t>& shape) {
    std::string text = "(";
    for (const std::size_t side : shape) text += std::to_string(side) + ",";
    if (shape.size() > 1) text.pop_back();
    return text + ")";
}

std::vector<std::uint8_t> withHeader(const std::string& dtype,
                                     const std::vector<std::size_t>& shape, const void* data,
                                     std::size_t size) {
    constexpr std::size_t alignment = 64;
    std::string header =
        "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': " + tupleText(shape) + ", }";
    const std::size_t unpadded = lengthFrame + header.size() + 1;
    header.append((alignment - unpadded % alignment) % alignment, ' ');
    header.push_back('\n');

    std::string prefix = "\x93NUMPY";
    prefix += '\x01';
    prefix += '\0';
    prefix += static_cast<char>(header.size() & 0xff);
    prefix += static_cast<char>(header.size() >> 8);
    prefix += header;
    std::vector<std::uint8_t> bytes(prefix.begin(), prefix.end());
    bytes.resize(prefix.size() + size);
    if (size > 0) std::memcpy(bytes.data() + prefix.size(), data, size);
    return bytes;
}

/// The dtype of an array of `Number`, as NumPy writes it.
template <typename Number>
constexpr const char* dtypeOf() {
    if (std::is_same_v<Number, c10::Half>) return "<f2";
    if (std::is_same_v<Number, float>) return "<f4";
    return std::is_same_v<Number, double> ? "<f8" : "|u1";
}

template <typename Number>
std::vector<std::uint8_t> numberBytes(const std::vector<std::size_t>& shape,
                                      const std::vector<Number>& values) {
    return withHeader(dtypeOf<Number>(), shape, values.data(), values.size() * sizeof(Number));
}

/// An .npy file taken apart.
struct Npy {
    std::string_view header;
    ByteView data;
};

Npy parse(ByteView npy) {
    const std::string_view bytes(reinterpret_cast<const char*>(npy.data()), npy.size());
    if (npy.size() < lengthFrame || !bytes.starts_with("\x93NUMPY\x01"))
        throw Error("is no .npy file of version 1");
    const std::size_t begin = lengthFrame + npy[8] + std::size_t{256} * npy[9];
    if (begin > npy.size()) throw Error("ends in its header");
    return {bytes.substr(lengthFrame, begin - lengthFrame), npy.subspan(begin)};
}

/// The numbers of "'shape': (3, 224, 224)".
std::vector<std::size_t> shapeOf(std::string_view header) {
    constexpr std::string_view key = "'shape': (";
    const std::size_t begin = header.find(key);
    const std::size_t end = header.find(')', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos)
        throw Error("says nothing of its shape");
    std::vector<std::size_t> shape;
    std::string_view text = header.substr(begin + key.size(), end - begin - key.size());
    while (!text.empty()) {
        if (text.front() == ' ' || text.front() == ',') {
            text.remove_prefix(1);
            continue;
        }
        std::uint32_t side = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), side);
        if (error != std::errc()) throw Error("has no shape of numbers");
        if (shape.size() == mostAxes) throw Error("has more axes than NumPy allows");
        shape.push_back(side);
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    }
    return shape;
}

/// Whether the first index changes first in an array's values.
bool isFortranOrder(std::string_view header) {
    return header.find("'fortran_order': True") != std::string_view::npos;
}

/// The values of an array of that shape in C order, from those in Fortran's.
template <typename Number>
std::vector<Number> inCOrder(const std::vector<Number>& values,
                             const std::vector<std::size_t>& shape) {
    std::vector<std::size_t> strides;
    for (std::size_t stride = 1; const std::size_t side : shape) {
        strides.push_back(stride);
        stride *= side;
    }
    std::vector<std::size_t> index(shape.size(), 0);
    std::vector<Number> ordered;
    ordered.reserve(values.size());
    for (std::size_t from = 0; ordered.size() < values.size();) {
        ordered.push_back(values[from]);
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            from += strides[axis];
            if (++index[axis] < shape[axis]) break;
            from -= strides[axis] * shape[axis];
            index[axis] = 0;
        }
    }
    return ordered;
}

constexpr char32_t replacement = 0xfffd;

std::string toUtf8(char32_t point) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    const auto next = [&](int shift) { return byte(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xc0 | (point >> 6)), next(0)};
    if (point < 0x10000) return {byte(0xe0 | (point >> 12)), next(6), next(0)};
    if (point > 0x10ffff) return toUtf8(replacement);
    return {byte(0xf0 | (point >> 18)), next(12), next(6), next(0)};
}

std::u32string codePoints(const std::string& text) {
    std::u32string points;
    for (std::size_t position = 0; position < text.size();)
        points.push_back(nextCodePoint(text, position).value_or(replacement));
    return points;
}

/// Strings of the length of the longest, filled up with zeros.
std::vector<std::uint8_t> stringBytes(const std::vector<std::size_t>& shape,
                                      const std::vector<std::string>& texts) {
    std::vector<std::u32string> all;
    // NumPy has no strings of length 0; it reads trailing zeros as the string's end.
    std::size_t length = 1;
    for (const std::string& text : texts)
        length = std::max(length, all.emplace_back(codePoints(text)).size());
    std::u32string points;
    for (std::u32string& text : all) {
        text.resize(length);
        points += text;
    }
    return withHeader("<U" + std::to_string(length), shape, points.data(),
                      points.size() * sizeof(char32_t));
}

}  // namespace

std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                   const std::vector<float>& values) {
    return numberBytes(shape, values);
}

std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                   const std::vector<double>& values) {
    return numberBytes(shape, values);
}

std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                   const std::vector<std::uint8_t>& values) {
    return numberBytes(shape, values);
}

std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                   const std::vector<c10::Half>& values) {
    return numberBytes(shape, values);
}

std::vector<std::uint8_t> npyBytes(const std::string& text) {
    return stringBytes({}, {text});
}

std::vector<std::uint8_t> npyBytes(const std::vector<std::string>& texts) {
    return stringBytes({texts.size()}, texts);
}

NpyHeader npyHeader(ByteView npy) {
    const std::string_view header = parse(npy).header;
    constexpr std::string_view key = "'descr': '";
    const std::size_t begin = header.find(key);
    const std::size_t end =
        begin == std::string_view::npos ? begin : header.find('\'', begin + key.size());
    if (end == std::string_view::npos) throw Error("holds no plain numbers");
    return {std::string(header.substr(begin + key.size(), end - begin - key.size())),
            shapeOf(header)};
}

template <typename Number>
NpyArray<Number> arrayOfNpy(ByteView npy) {
    const auto [header, data] = parse(npy);
    const std::string dtype = dtypeOf<Number>();
    if (header.find("'descr': '" + dtype + "'") == std::string_view::npos)
        throw Error("is no array of " + dtype);
    NpyArray<Number> array{shapeOf(header), {}};
    // What a header says is compared with what there is, never allocated.
    std::size_t left = data.size() / sizeof(Number);
    for (const std::size_t side : array.shape) left = side == 0 ? 0 : left / side;
    std::size_t count = left == 0 ? 0 : 1;
    for (const std::size_t side : array.shape) count *= left == 0 ? 0 : side;
    if (count * sizeof(Number) != data.size()) throw Error("holds other than its shape says");
    array.values.resize(count);
    if (count > 0) std::memcpy(array.values.data(), data.data(), data.size());
    if (isFortranOrder(header)) array.values = inCOrder(array.values, array.shape);
    return array;
}

template NpyArray<float> arrayOfNpy(ByteView);
template NpyArray<double> arrayOfNpy(ByteView);
template NpyArray<std::uint8_t> arrayOfNpy(ByteView);
template NpyArray<c10::Half> arrayOfNpy(ByteView);

std::string textOfNpy(ByteView npy) {
    const auto [header, points] = parse(npy);
    const bool isString = header.find("'descr': '<U") != std::string_view::npos;
    if (!isString || header.find("'shape': ()") == std::string_view::npos)
        throw Error("is no single string");
    std::string text;
    for (std::size_t i = 0; i + 4 <= points.size(); i += 4) {
        char32_t point = 0;
        std::memcpy(&point, points.data() + i, 4);
        if (point == 0) break;  // Strings are filled up with zeros.
        text += toUtf8(point);
    }
    return text;
}

}  // namespace sigscope::io
