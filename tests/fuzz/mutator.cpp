#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <array>
#include <limits>

namespace sigscope::fuzz {

namespace {

constexpr std::size_t mostMutations = 6;
constexpr std::size_t longestPiece = 64;
constexpr std::size_t largestInput = 1 << 20;

std::ptrdiff_t at(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

/// What a parser of texts stumbles over.
constexpr std::array<std::string_view, 20> tokens{"-1",
                                                  "0",
                                                  "9223372036854775807",
                                                  "18446744073709551616",
                                                  "1e999",
                                                  "-0.0",
                                                  "null",
                                                  "true",
                                                  "[[[[[",
                                                  "{\"a\":{\"a\":",
                                                  "]",
                                                  "}",
                                                  "\"",
                                                  "\\u0000",
                                                  "\xff",
                                                  ",,",
                                                  "1.5",
                                                  "\"labels\":",
                                                  "../",
                                                  "\n"};

}  // namespace

std::size_t Mutator::below(std::size_t count) {
    return count == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random);
}

Bytes Mutator::make() {
    Bytes bytes = anySeed();
    const std::size_t mutations = 1 + below(mostMutations);
    for (std::size_t i = 0; i < mutations; ++i) mutate(bytes);
    if (bytes.size() > largestInput) bytes.resize(largestInput);
    return bytes;
}

void Mutator::mutate(Bytes& bytes) {
    switch (below(8)) {
        case 0:
        case 1:
            return changeByte(bytes);
        case 2:
        case 3:
            return changeNumber(bytes);
        case 4:
            return erase(bytes);
        case 5:
            return repeat(bytes);
        case 6:
            return splice(bytes);
        default:
            return insertToken(bytes);
    }
}

void Mutator::changeByte(Bytes& bytes) {
    if (bytes.empty()) return;
    std::uint8_t& byte = bytes[below(bytes.size())];
    constexpr std::array<std::uint8_t, 4> extremes{0, 0x7f, 0x80, 0xff};
    if (below(2) == 0)
        byte = static_cast<std::uint8_t>(byte ^ (1U << below(8)));
    else
        byte = below(2) == 0 ? extremes[below(extremes.size())]
                             : static_cast<std::uint8_t>(below(256));
}

/// Lengths, offsets and counts: the numbers next to which readers go wrong.
void Mutator::changeNumber(Bytes& bytes) {
    const std::size_t width = std::size_t{1} << below(4);
    if (bytes.size() < width) return;
    const std::array<std::uint64_t, 10> numbers{0,
                                                1,
                                                bytes.size(),
                                                bytes.size() - 1,
                                                bytes.size() + 1,
                                                std::numeric_limits<std::uint64_t>::max(),
                                                0x7fffffffffffffff,
                                                0x80000000,
                                                0x7fffffff,
                                                below(bytes.size())};
    const std::uint64_t number = numbers[below(numbers.size())];
    const std::size_t position = below(bytes.size() - width + 1);
    const bool bigEndian = below(4) == 0;
    for (std::size_t i = 0; i < width; ++i)
        bytes[position + (bigEndian ? width - 1 - i : i)] =
            static_cast<std::uint8_t>(number >> (8 * i));
}

void Mutator::erase(Bytes& bytes) {
    const std::size_t begin = below(bytes.size());
    // Now and then all of the rest: a truncated file.
    const std::size_t rest = bytes.size() - begin;
    const std::size_t count = below(4) == 0 ? rest : std::min(rest, 1 + below(longestPiece));
    bytes.erase(bytes.begin() + at(begin), bytes.begin() + at(begin + count));
}

void Mutator::repeat(Bytes& bytes) {
    const std::size_t begin = below(bytes.size());
    const std::size_t count = std::min(bytes.size() - begin, 1 + below(longestPiece));
    const Bytes piece(bytes.begin() + at(begin), bytes.begin() + at(begin + count));
    const std::size_t times = below(8) == 0 ? 100 : 1;
    for (std::size_t i = 0; i < times; ++i)
        bytes.insert(bytes.begin() + at(begin), piece.begin(), piece.end());
}

void Mutator::splice(Bytes& bytes) {
    const Bytes& other = anySeed();
    const std::size_t from = below(other.size());
    const std::size_t count = std::min(other.size() - from, 1 + below(longestPiece));
    const std::size_t to = below(bytes.size());
    if (below(2) == 0 && to + count <= bytes.size())
        std::copy_n(other.begin() + at(from), count, bytes.begin() + at(to));
    else
        bytes.insert(bytes.begin() + at(to), other.begin() + at(from),
                     other.begin() + at(from + count));
}

void Mutator::insertToken(Bytes& bytes) {
    const std::string_view token = tokens[below(tokens.size())];
    const std::size_t position = below(bytes.size() + 1);
    if (below(2) == 0 && position + token.size() <= bytes.size())
        std::copy(token.begin(), token.end(), bytes.begin() + at(position));
    else
        bytes.insert(bytes.begin() + at(position), token.begin(), token.end());
}

}  // namespace sigscope::fuzz
