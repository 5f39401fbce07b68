#include "engine/io/iso_boxes.h"

#include "engine/io/picture_bytes.h"

namespace sigscope::io {

bool IsoBox::is(std::string_view letters) const {
    return hasText(type, 0, letters);
}

std::optional<IsoBox> takeBox(ByteView& rest) {
    constexpr std::uint64_t typeOffset = 4;
    constexpr std::uint64_t shortFrame = 8;
    constexpr std::uint64_t longFrame = 16;
    constexpr std::uint64_t toTheEnd = 0;
    constexpr std::uint64_t followsType = 1;
    if (rest.size() < shortFrame) return std::nullopt;
    const std::uint64_t said = numberAt(rest, 0, 4, Order::Big);
    const std::uint64_t frame = said == followsType ? longFrame : shortFrame;
    const std::uint64_t size = said == toTheEnd      ? rest.size()
                               : said == followsType ? numberAt(rest, shortFrame, 8, Order::Big)
                                                     : said;
    if (size < frame || size > rest.size()) return std::nullopt;
    const IsoBox box{rest.subspan(typeOffset, 4), rest.first(size).subspan(frame)};
    rest = rest.subspan(size);
    return box;
}

std::optional<ByteView> findBox(ByteView boxes, std::string_view type) {
    while (const auto box = takeBox(boxes))
        if (box->is(type)) return box->content;
    return std::nullopt;
}

}  // namespace sigscope::io
