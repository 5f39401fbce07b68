#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace c10 {
struct Half;
}

namespace sigscope::io {

/// The bytes of an .npy file, version 1.0, little-endian, C order. Source: NumPy's
/// numpy.lib.format.
[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                                 const std::vector<float>& values);
[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                                 const std::vector<double>& values);

[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                                 const std::vector<std::uint8_t>& values);
[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::vector<std::size_t>& shape,
                                                 const std::vector<c10::Half>& values);

/// A 0-dimensional unicode string, from UTF-8; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::string& text);

/// A 1-dimensional array of such strings.
[[nodiscard]] std::vector<std::uint8_t> npyBytes(const std::vector<std::string>& texts);

/// What an .npy file says of its array.
struct NpyHeader {
    std::string dtype;  ///< "<f4", "|u1", as NumPy writes it.
    std::vector<std::size_t> shape;
};

/// The header of an .npy file of which the beginning is enough. Throws Error that says what is
/// wrong with it: other than version 1, cut off, records in place of numbers.
[[nodiscard]] NpyHeader npyHeader(ByteView npy);

/// An array of numbers as it is read: in C order (the last index changes first), whatever the
/// file's.
template <typename Number>
struct NpyArray {
    std::vector<std::size_t> shape;
    std::vector<Number> values;  ///< As many as the shape says.
};

/// The array of an .npy file as above or in Fortran's order, of float, double, std::uint8_t or
/// c10::Half. Throws Error that says what is wrong with it: another type, or another number of
/// values than its shape says.
template <typename Number>
[[nodiscard]] NpyArray<Number> arrayOfNpy(ByteView npy);

/// The string of an .npy file as above, as UTF-8. Throws Error that says what is wrong with it.
[[nodiscard]] std::string textOfNpy(ByteView npy);

}  // namespace sigscope::io
