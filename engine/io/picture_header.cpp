#include "engine/io/picture_header.h"

#include <algorithm>
#include <string_view>

namespace sigscope::io {

namespace {

enum class Order { Little, Big };

/// The unsigned number of `size` bytes at `offset`; 0 if it is not all there.
std::uint64_t number(ByteView bytes, std::uint64_t offset, std::size_t size, Order order) {
    if (offset > bytes.size() || bytes.size() - offset < size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t shift = order == Order::Big ? size - 1 - i : i;
        value |= std::uint64_t{bytes[offset + i]} << (8 * shift);
    }
    return value;
}

bool hasText(ByteView bytes, std::size_t offset, std::string_view text) {
    return bytes.size() >= offset + text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// A chunk of a PNG: length, type, data and checksum. The last one is IEND.
struct PngChunk {
    std::uint64_t offset = 8;  ///< Behind the signature.
    std::uint64_t size = 0;    ///< With its frame.
};

constexpr std::uint64_t pngChunkFrame = 12;

/// The chunk that begins at `offset`; nothing if it is not all there.
std::optional<PngChunk> pngChunk(ByteView png, std::uint64_t offset) {
    if (offset + pngChunkFrame > png.size()) return std::nullopt;
    const std::uint64_t size = pngChunkFrame + number(png, offset, 4, Order::Big);
    return size <= png.size() - offset ? std::optional(PngChunk{offset, size}) : std::nullopt;
}

PictureHeader readPng(ByteView bytes) {
    PictureHeader header{PictureHeader::Format::Png, 0, 0, false};
    header.width = static_cast<std::int64_t>(number(bytes, 16, 4, Order::Big));
    header.height = static_cast<std::int64_t>(number(bytes, 20, 4, Order::Big));
    for (auto chunk = pngChunk(bytes, PngChunk{}.offset); chunk && !header.complete;
         chunk = pngChunk(bytes, chunk->offset + chunk->size))
        header.complete = hasText(bytes, chunk->offset + 4, "IEND");
    return header;
}

/// A JPEG's markers. In the compressed data FF is followed by 00, or by a restart marker.
class JpegWalk {
public:
    explicit JpegWalk(ByteView bytes) : m_bytes(bytes) {}

    PictureHeader read() {
        PictureHeader header{PictureHeader::Format::Jpeg, 0, 0, false};
        while (const int marker = nextMarker()) {
            if (marker == endOfImage) {
                header.complete = true;
                break;
            }
            if (isStandalone(marker)) continue;
            if (isFrame(marker)) {
                header.height =
                    static_cast<std::int64_t>(number(m_bytes, m_position + 3, 2, Order::Big));
                header.width =
                    static_cast<std::int64_t>(number(m_bytes, m_position + 5, 2, Order::Big));
            }
            m_position += number(m_bytes, m_position, 2, Order::Big);
        }
        return header;
    }

private:
    static constexpr int endOfImage = 0xd9;

    /// Moves behind the next marker; 0 at the end of the bytes.
    int nextMarker() {
        while (m_position + 1 < m_bytes.size()) {
            const int first = m_bytes[m_position];
            const int second = m_bytes[m_position + 1];
            if (first == 0xff && second != 0 && second != 0xff) {
                m_position += 2;
                return second;
            }
            ++m_position;
        }
        return 0;
    }

    static bool isStandalone(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    /// SOF0 to SOF15 without DHT, JPG and DAC, whose codes lie among them.
    static bool isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
               marker != 0xcc;
    }

    ByteView m_bytes;
    std::uint64_t m_position = 2;
};

PictureHeader readBmp(ByteView bytes) {
    const auto signedSide = [&](std::uint64_t offset) {
        const auto side = static_cast<std::int32_t>(number(bytes, offset, 4, Order::Little));
        return std::abs(std::int64_t{side});  // Negative: rows from top to bottom.
    };
    return {PictureHeader::Format::Bmp, signedSide(18), signedSide(22),
            number(bytes, 2, 4, Order::Little) <= bytes.size()};
}

PictureHeader readWebP(ByteView bytes) {
    PictureHeader header{PictureHeader::Format::WebP, 0, 0, false};
    constexpr std::uint64_t riffFrame = 8;
    header.complete = number(bytes, 4, 4, Order::Little) + riffFrame <= bytes.size();
    if (hasText(bytes, 12, "VP8X")) {
        constexpr std::uint64_t animationFlag = 2;
        header.animated = (number(bytes, 20, 1, Order::Little) & animationFlag) != 0;
        header.width = static_cast<std::int64_t>(number(bytes, 24, 3, Order::Little)) + 1;
        header.height = static_cast<std::int64_t>(number(bytes, 27, 3, Order::Little)) + 1;
    } else if (hasText(bytes, 12, "VP8L")) {
        const std::uint64_t bits = number(bytes, 21, 4, Order::Little);
        header.width = static_cast<std::int64_t>(bits & 0x3fff) + 1;
        header.height = static_cast<std::int64_t>((bits >> 14) & 0x3fff) + 1;
    } else {
        header.width = static_cast<std::int64_t>(number(bytes, 26, 2, Order::Little) & 0x3fff);
        header.height = static_cast<std::int64_t>(number(bytes, 28, 2, Order::Little) & 0x3fff);
    }
    return header;
}

PictureHeader readGif(ByteView bytes) {
    return {PictureHeader::Format::Gif,
            static_cast<std::int64_t>(number(bytes, 6, 2, Order::Little)),
            static_cast<std::int64_t>(number(bytes, 8, 2, Order::Little)), true};
}

/// The first directory's entries of 12 bytes: tag, type, count, value.
PictureHeader readTiff(ByteView bytes, Order order) {
    PictureHeader header{PictureHeader::Format::Tiff, 0, 0, false};
    constexpr std::uint64_t widthTag = 256;
    constexpr std::uint64_t heightTag = 257;
    constexpr std::uint64_t shortType = 3;
    const std::uint64_t directory = number(bytes, 4, 4, order);
    const std::uint64_t entries = number(bytes, directory, 2, order);
    header.complete = directory + 2 + 12 * entries <= bytes.size();
    for (std::uint64_t i = 0; header.complete && i < entries; ++i) {
        const std::uint64_t entry = directory + 2 + 12 * i;
        const std::uint64_t tag = number(bytes, entry, 2, order);
        const std::size_t size = number(bytes, entry + 2, 2, order) == shortType ? 2 : 4;
        const auto value = static_cast<std::int64_t>(number(bytes, entry + 8, size, order));
        if (tag == widthTag) header.width = value;
        if (tag == heightTag) header.height = value;
    }
    return header;
}

}  // namespace

std::optional<PictureHeader> readPictureHeader(ByteView bytes) {
    using namespace std::string_view_literals;
    if (hasText(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return readPng(bytes);
    if (hasText(bytes, 0, "\xff\xd8\xff"sv)) return JpegWalk(bytes).read();
    if (hasText(bytes, 0, "RIFF"sv) && hasText(bytes, 8, "WEBP"sv)) return readWebP(bytes);
    if (hasText(bytes, 0, "II*\0"sv)) return readTiff(bytes, Order::Little);
    if (hasText(bytes, 0, "MM\0*"sv)) return readTiff(bytes, Order::Big);
    if (hasText(bytes, 0, "BM"sv)) return readBmp(bytes);
    if (hasText(bytes, 0, "GIF8"sv)) return readGif(bytes);
    return std::nullopt;
}

std::vector<ByteView> pngChunks(ByteView png, std::string_view type) {
    std::vector<ByteView> contents;
    constexpr std::uint64_t contentOffset = 8;  // Behind length and type.
    for (auto chunk = pngChunk(png, PngChunk{}.offset); chunk;
         chunk = pngChunk(png, chunk->offset + chunk->size))
        if (hasText(png, chunk->offset + 4, type))
            contents.push_back(
                png.subspan(chunk->offset + contentOffset, chunk->size - pngChunkFrame));
    return contents;
}

std::vector<std::uint8_t> withoutColourProfile(ByteView png) {
    const auto begin = png.begin();
    std::vector<std::uint8_t> kept(begin, begin + static_cast<std::ptrdiff_t>(PngChunk{}.offset));
    for (auto chunk = pngChunk(png, PngChunk{}.offset); chunk;
         chunk = pngChunk(png, chunk->offset + chunk->size))
        if (!hasText(png, chunk->offset + 4, "iCCP")) {
            const ByteView bytes = png.subspan(chunk->offset, chunk->size);
            kept.insert(kept.end(), bytes.begin(), bytes.end());
        }
    return kept;
}

}  // namespace sigscope::io
