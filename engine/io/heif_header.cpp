#include "engine/io/heif.h"
#include "engine/io/iso_boxes.h"
#include "engine/io/picture_bytes.h"

namespace sigscope::io {

namespace {

/// Of sides of 32 bits.
std::uint64_t areaOf(std::int64_t width, std::int64_t height) {
    return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
}

}  // namespace

PictureHeader readHeifHeader(ByteView bytes) {
    PictureHeader header;
    header.format = PictureHeader::Format::Heif;
    const auto meta = findBox(bytes, "meta");
    // Whether the pictures' data are all there, the decoder says.
    header.complete = meta.has_value();
    constexpr std::uint64_t versionAndFlags = 4;
    if (!meta || meta->size() < versionAndFlags) return header;
    const auto properties = findBox(meta->subspan(versionAndFlags), "iprp");
    ByteView all = properties ? findBox(*properties, "ipco").value_or(ByteView()) : ByteView();
    while (const auto property = takeBox(all)) {
        if (!property->is("ispe")) continue;
        const auto side = [&](std::uint64_t offset) {
            return static_cast<std::int64_t>(
                numberAt(property->content, versionAndFlags + offset, 4, Order::Big));
        };
        if (areaOf(side(0), side(4)) > areaOf(header.width, header.height)) {
            header.width = side(0);
            header.height = side(4);
        }
    }
    return header;
}

}  // namespace sigscope::io
