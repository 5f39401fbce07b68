#pragma once

#include <optional>
#include <string_view>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// A box of the container of HEIF and JPEG 2000 (ISO 14496-12): size, type and content.
struct IsoBox {
    ByteView type;  ///< Four letters.
    ByteView content;

    [[nodiscard]] bool is(std::string_view letters) const;
};

/// Takes the box at the beginning of `rest` off it; nothing if it is not all there.
[[nodiscard]] std::optional<IsoBox> takeBox(ByteView& rest);

/// The content of the first box of that type among `boxes`; nothing if there is none.
[[nodiscard]] std::optional<ByteView> findBox(ByteView boxes, std::string_view type);

}  // namespace sigscope::io
