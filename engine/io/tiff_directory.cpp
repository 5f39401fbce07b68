#include "engine/io/tiff_directory.h"

#include "engine/io/picture_bytes.h"

namespace sigscope::io {

namespace {

using namespace std::string_view_literals;

/// How the two kinds lay out a directory: the number of its entries, then the entries: tag, type,
/// count, value.
struct Layout {
    Order order = Order::Little;
    std::uint64_t start = 4;  ///< Where the offset of the directory stands.
    std::size_t offset = 4;   ///< Bytes of an offset and of an entry's count.
    std::size_t entryCount = 2;

    [[nodiscard]] std::uint64_t entrySize() const { return 4 + 2 * offset; }
    [[nodiscard]] std::uint64_t valueOffset() const { return 4 + offset; }
};

std::optional<Layout> layoutOf(ByteView bytes) {
    if (hasText(bytes, 0, "II*\0"sv)) return Layout{Order::Little};
    if (hasText(bytes, 0, "MM\0*"sv)) return Layout{Order::Big};
    if (hasText(bytes, 0, "II+\0"sv)) return Layout{Order::Little, 8, 8, 8};
    if (hasText(bytes, 0, "MM\0+"sv)) return Layout{Order::Big, 8, 8, 8};
    return std::nullopt;
}

std::size_t sizeOfType(std::uint64_t type) {
    constexpr std::uint64_t shortType = 3;
    constexpr std::uint64_t long8Type = 16;
    return type == shortType ? 2 : type == long8Type ? 8 : 4;
}

}  // namespace

std::optional<TiffDirectory> readTiffDirectory(ByteView bytes) {
    const auto layout = layoutOf(bytes);
    if (!layout) return std::nullopt;
    constexpr std::uint64_t widthTag = 256;
    constexpr std::uint64_t heightTag = 257;
    constexpr std::uint64_t orientationTag = 274;
    const std::uint64_t begin = numberAt(bytes, layout->start, layout->offset, layout->order);
    const std::uint64_t entries = numberAt(bytes, begin, layout->entryCount, layout->order);
    const std::uint64_t first = begin + layout->entryCount;
    TiffDirectory directory;
    directory.complete = begin > 0 && first <= bytes.size() &&
                         entries <= (bytes.size() - first) / layout->entrySize();
    for (std::uint64_t i = 0; directory.complete && i < entries; ++i) {
        const std::uint64_t entry = first + i * layout->entrySize();
        const std::uint64_t tag = numberAt(bytes, entry, 2, layout->order);
        const std::size_t size = sizeOfType(numberAt(bytes, entry + 2, 2, layout->order));
        // Sides of 2⁶³ are none.
        constexpr std::uint64_t mask = ~0ULL >> 1;
        const auto value = static_cast<std::int64_t>(
            numberAt(bytes, entry + layout->valueOffset(), size, layout->order) & mask);
        if (tag == widthTag) directory.width = value;
        if (tag == heightTag) directory.height = value;
        if (tag == orientationTag && value >= 1 && value <= 8)
            directory.orientation = static_cast<int>(value);
    }
    return directory;
}

int exifOrientation(ByteView block) {
    constexpr auto prefix = "Exif\0\0"sv;
    if (hasText(block, 0, prefix)) block = block.subspan(prefix.size());
    const auto directory = readTiffDirectory(block);
    return directory ? directory->orientation : 1;
}

}  // namespace sigscope::io
