#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

#include "engine/file_bytes.h"
#include "engine/file_error.h"

namespace sigscope::models {

static_assert(std::endian::native == std::endian::little,
              "weights are stored little-endian and copied as they are");

/// Walks over the bytes of a file from front to back; reading past the end throws Error with the
/// file's name.
class ByteReader {
public:
    ByteReader(ByteView bytes, std::string name) : m_bytes(bytes), m_name(std::move(name)) {}

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] std::size_t remaining() const { return m_bytes.size() - m_position; }

    /// The next `count` bytes.
    [[nodiscard]] ByteView take(std::uint64_t count) {
        if (count > remaining()) fail("ends in the middle of its data (truncated?)");
        const ByteView taken = m_bytes.subspan(m_position, static_cast<std::size_t>(count));
        m_position += taken.size();
        return taken;
    }

    /// The next little-endian number.
    template <typename Number>
    [[nodiscard]] Number number() {
        Number value;
        std::memcpy(&value, take(sizeof(Number)).data(), sizeof(Number));
        return value;
    }

    /// The bytes before the next line feed, which is skipped.
    [[nodiscard]] std::string line() {
        std::string text;
        for (std::uint8_t c = number<std::uint8_t>(); c != '\n'; c = number<std::uint8_t>())
            text.push_back(static_cast<char>(c));
        return text;
    }

    /// Throws Error: the file's name and `reason`.
    [[noreturn]] void fail(const std::string& reason) const { refuseFile(m_name, reason); }

private:
    ByteView m_bytes;
    std::string m_name;
    std::size_t m_position = 0;
};

}  // namespace sigscope::models
