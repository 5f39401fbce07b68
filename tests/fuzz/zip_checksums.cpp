#include "tests/fuzz/mutator.h"

namespace sigscope::fuzz {

namespace {

/// The little-endian number of `size` bytes at `offset`; 0 if it is not all there.
std::uint64_t numberAt(const Bytes& bytes, std::uint64_t offset, std::size_t size) {
    if (offset > bytes.size() || bytes.size() - offset < size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | bytes[offset + i];
    return value;
}

std::uint32_t crc32(const Bytes& bytes, std::uint64_t begin, std::uint64_t size) {
    std::uint32_t crc = 0xffffffff;
    for (std::uint64_t i = begin; i < begin + size; ++i) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
    }
    return ~crc;
}

}  // namespace

// Source: PKWARE's APPNOTE.TXT, 4.3: end of central directory, central and local file headers.
void mendChecksums(Bytes& zip) {
    constexpr std::size_t endSize = 22;
    if (zip.size() < endSize) return;
    std::uint64_t end = zip.size() - endSize;
    while (end > 0 && numberAt(zip, end, 4) != 0x06054b50) --end;
    std::uint64_t entry = numberAt(zip, end + 16, 4);
    while (numberAt(zip, entry, 4) == 0x02014b50) {
        const std::uint64_t size = numberAt(zip, entry + 20, 4);
        const std::uint64_t local = numberAt(zip, entry + 42, 4);
        const std::uint64_t content =
            local + 30 + numberAt(zip, local + 26, 2) + numberAt(zip, local + 28, 2);
        if (content <= zip.size() && size <= zip.size() - content) {
            const std::uint32_t crc = crc32(zip, content, size);
            for (std::size_t i = 0; i < 4; ++i)
                zip[entry + 16 + i] = static_cast<std::uint8_t>(crc >> (8 * i));
        }
        entry += 46 + numberAt(zip, entry + 28, 2) + numberAt(zip, entry + 30, 2) +
                 numberAt(zip, entry + 32, 2);
    }
}

}  // namespace sigscope::fuzz
