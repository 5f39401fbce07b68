#include "engine/io/picture_header.h"

#include <algorithm>
#include <cstdlib>

#include "engine/io/heif.h"
#include "engine/io/iso_boxes.h"
#include "engine/io/picture_bytes.h"
#include "engine/io/tiff_directory.h"

namespace sigscope::io {

namespace {

using Format = PictureHeader::Format;
using namespace std::string_view_literals;

constexpr auto codestreamBegin = "\xff\x4f\xff\x51"sv;  ///< Of JPEG 2000.

/// A header of a file whose end is still to be found.
PictureHeader headerOf(Format format) {
    PictureHeader header;
    header.format = format;
    header.complete = false;
    return header;
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
    const std::uint64_t size = pngChunkFrame + numberAt(png, offset, 4, Order::Big);
    return size <= png.size() - offset ? std::optional(PngChunk{offset, size}) : std::nullopt;
}

PictureHeader readPng(ByteView bytes) {
    PictureHeader header = headerOf(Format::Png);
    header.width = static_cast<std::int64_t>(numberAt(bytes, 16, 4, Order::Big));
    header.height = static_cast<std::int64_t>(numberAt(bytes, 20, 4, Order::Big));
    for (auto chunk = pngChunk(bytes, PngChunk{}.offset); chunk && !header.complete;
         chunk = pngChunk(bytes, chunk->offset + chunk->size))
        header.complete = hasText(bytes, chunk->offset + 4, "IEND");
    header.animated = !pngChunks(bytes, "acTL").empty();
    for (const ByteView block : pngChunks(bytes, "eXIf"))
        header.orientation = exifOrientation(block);
    return header;
}

/// A JPEG's markers. In the compressed data FF is followed by 00, or by a restart marker.
class JpegWalk {
public:
    explicit JpegWalk(ByteView bytes) : m_bytes(bytes) {}

    PictureHeader read() {
        PictureHeader header = headerOf(Format::Jpeg);
        while (const int marker = nextMarker()) {
            if (marker == endOfImage) {
                header.complete = true;
                break;
            }
            if (isStandalone(marker)) continue;
            if (isFrame(marker)) {
                header.height =
                    static_cast<std::int64_t>(numberAt(m_bytes, m_position + 3, 2, Order::Big));
                header.width =
                    static_cast<std::int64_t>(numberAt(m_bytes, m_position + 5, 2, Order::Big));
            }
            const std::uint64_t size = numberAt(m_bytes, m_position, 2, Order::Big);
            // The first block is the picture's; others may be of what was put into it.
            if (marker == application1 && header.orientation == 1 && size > 2)
                header.orientation = exifOrientation(content(size));
            m_position += size;
        }
        return header;
    }

private:
    static constexpr int endOfImage = 0xd9;
    static constexpr int application1 = 0xe1;

    /// What follows the size of the segment here, as far as it is there.
    [[nodiscard]] ByteView content(std::uint64_t size) const {
        const ByteView rest = m_bytes.subspan(std::min<std::uint64_t>(m_position, m_bytes.size()));
        const ByteView segment = rest.first(std::min<std::uint64_t>(size, rest.size()));
        return segment.subspan(std::min<std::size_t>(2, segment.size()));
    }

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
    PictureHeader header = headerOf(Format::Bmp);
    header.complete = numberAt(bytes, 2, 4, Order::Little) <= bytes.size();
    constexpr std::uint64_t sides = 18;
    if (isOs2Bitmap(bytes)) {
        header.width = static_cast<std::int64_t>(numberAt(bytes, sides, 2, Order::Little));
        header.height = static_cast<std::int64_t>(numberAt(bytes, sides + 2, 2, Order::Little));
        return header;
    }
    const auto side = [&](std::uint64_t offset) {
        const auto value = static_cast<std::int32_t>(numberAt(bytes, offset, 4, Order::Little));
        return std::abs(std::int64_t{value});  // Negative: rows from top to bottom.
    };
    header.width = side(sides);
    header.height = side(sides + 4);
    return header;
}

PictureHeader readWebP(ByteView bytes) {
    PictureHeader header = headerOf(Format::WebP);
    constexpr std::uint64_t riffFrame = 8;
    header.complete = numberAt(bytes, 4, 4, Order::Little) + riffFrame <= bytes.size();
    if (hasText(bytes, 12, "VP8X")) {
        constexpr std::uint64_t animationFlag = 2;
        header.animated = (numberAt(bytes, 20, 1, Order::Little) & animationFlag) != 0;
        header.orientation = exifOrientation(webPChunk(bytes, "EXIF"));
        header.width = static_cast<std::int64_t>(numberAt(bytes, 24, 3, Order::Little)) + 1;
        header.height = static_cast<std::int64_t>(numberAt(bytes, 27, 3, Order::Little)) + 1;
    } else if (hasText(bytes, 12, "VP8L")) {
        const std::uint64_t bits = numberAt(bytes, 21, 4, Order::Little);
        header.width = static_cast<std::int64_t>(bits & 0x3fff) + 1;
        header.height = static_cast<std::int64_t>((bits >> 14) & 0x3fff) + 1;
    } else {
        header.width = static_cast<std::int64_t>(numberAt(bytes, 26, 2, Order::Little) & 0x3fff);
        header.height = static_cast<std::int64_t>(numberAt(bytes, 28, 2, Order::Little) & 0x3fff);
    }
    return header;
}

PictureHeader readGif(ByteView bytes) {
    PictureHeader header = headerOf(Format::Gif);
    header.width = static_cast<std::int64_t>(numberAt(bytes, 6, 2, Order::Little));
    header.height = static_cast<std::int64_t>(numberAt(bytes, 8, 2, Order::Little));
    constexpr std::uint8_t trailer = 0x3b;
    // Some writers leave zeros behind the end.
    const auto last =
        std::find_if(bytes.rbegin(), bytes.rend(), [](std::uint8_t byte) { return byte != 0; });
    header.complete = last != bytes.rend() && *last == trailer;
    return header;
}

PictureHeader readTiff(ByteView bytes) {
    PictureHeader header = headerOf(Format::Tiff);
    const TiffDirectory directory = readTiffDirectory(bytes).value_or(TiffDirectory());
    header.width = directory.width;
    header.height = directory.height;
    header.orientation = directory.orientation;
    header.complete = directory.complete;
    return header;
}

/// The codestream of a JPEG 2000 file: all of it, or one of its boxes. Empty if it is not all
/// there.
ByteView codestreamOf(ByteView bytes) {
    if (hasText(bytes, 0, codestreamBegin)) return bytes;
    return findBox(bytes, "jp2c").value_or(ByteView());
}

/// Of a codestream: its begin, the segment SIZ with the ends and then the beginnings of both axes,
/// and at its end the marker EOC.
PictureHeader readJpeg2000(ByteView bytes) {
    PictureHeader header = headerOf(Format::Jpeg2000);
    const ByteView stream = codestreamOf(bytes);
    const auto number = [stream](std::uint64_t offset) {
        return static_cast<std::int64_t>(numberAt(stream, offset, 4, Order::Big));
    };
    header.width = std::abs(number(8) - number(16));
    header.height = std::abs(number(12) - number(20));
    constexpr auto endOfCodestream = "\xff\xd9"sv;
    header.complete = stream.size() > endOfCodestream.size() &&
                      hasText(stream, stream.size() - endOfCodestream.size(), endOfCodestream);
    return header;
}

}  // namespace

/// It has 12 bytes, and sides of 16 bits.
bool isOs2Bitmap(ByteView bmp) {
    return numberAt(bmp, 14, 4, Order::Little) == 12;
}

std::optional<PictureHeader::Format> pictureFormat(ByteView head) {
    if (hasText(head, 0, "\x89PNG\r\n\x1a\n"sv)) return Format::Png;
    if (hasText(head, 0, "\xff\xd8\xff"sv)) return Format::Jpeg;
    if (hasText(head, 0, "RIFF"sv) && hasText(head, 8, "WEBP"sv)) return Format::WebP;
    if (readTiffDirectory(head)) return Format::Tiff;
    if (hasText(head, 0, "GIF87a"sv) || hasText(head, 0, "GIF89a"sv)) return Format::Gif;
    if (hasText(head, 0, "BM"sv)) return Format::Bmp;
    if (hasText(head, 0, "\0\0\0\x0cjP  \r\n\x87\n"sv) || hasText(head, 0, codestreamBegin))
        return Format::Jpeg2000;
    if (readsHeif(head)) return Format::Heif;
    return std::nullopt;
}

std::optional<PictureHeader> readPictureHeader(ByteView bytes) {
    const auto format = pictureFormat(bytes);
    if (!format) return std::nullopt;
    switch (*format) {
        case Format::Png:
            return readPng(bytes);
        case Format::Jpeg:
            return JpegWalk(bytes).read();
        case Format::WebP:
            return readWebP(bytes);
        case Format::Tiff:
            return readTiff(bytes);
        case Format::Bmp:
            return readBmp(bytes);
        case Format::Jpeg2000:
            return readJpeg2000(bytes);
        case Format::Heif:
            return readHeifHeader(bytes);
        case Format::Gif:
            return readGif(bytes);
    }
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

/// Chunks have a type, a size and data, which is filled up to an even size.
ByteView webPChunk(ByteView webP, std::string_view type) {
    constexpr std::uint64_t chunkFrame = 8;
    std::uint64_t offset = 12;
    while (offset + chunkFrame <= webP.size()) {
        const std::uint64_t size = numberAt(webP, offset + 4, 4, Order::Little);
        const ByteView rest = webP.subspan(offset + chunkFrame);
        if (hasText(webP, offset, type))
            return rest.first(std::min<std::uint64_t>(size, rest.size()));
        offset += chunkFrame + size + size % 2;
    }
    return {};
}

}  // namespace sigscope::io
