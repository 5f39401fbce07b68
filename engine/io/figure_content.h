#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sigscope::io {

inline constexpr std::uintmax_t largestFigure = 256U << 20;  ///< In bytes.

/// What the text of that keyword in a PNG's iTXt chunk says; nothing if there is none. Throws
/// Error, with the reason alone: it is compressed, which none of ours is.
[[nodiscard]] std::optional<std::string> pngText(std::string_view png, const std::string& keyword);

/// What the base64 between <element> and </element> says; nothing if there is no such element.
/// `what` is said to be damaged or truncated where it is, by an Error with the reason alone. No XML
/// parser is asked: our own files have it exactly so, and others are none of ours.
[[nodiscard]] std::optional<std::string> elementContent(std::string_view bytes,
                                                        const std::string& element,
                                                        const std::string& what,
                                                        std::size_t mostBytes);

/// The .npz that a figure (.png, .svg, .pdf) of ours carries beside its drawing, unchecked; nothing
/// where it has none, or the file is no figure. Throws Error, with the reason alone.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> embeddedNpz(
    const std::filesystem::path& file);

}  // namespace sigscope::io
