#pragma once

#include <QSize>
#include <filesystem>
#include <string>

namespace sigscope::ui {

/// What a film can be written as.
enum class FilmFormat {
    Mp4,   ///< .mp4: H.264. With losses.
    WebP,  ///< .webp: lossless.
    Apng,  ///< .png, .apng: lossless, and the recipe inside.
    Gif,   ///< .gif: 256 colours to a frame.
    Unknown,
};

/// By the file's ending, whatever its case.
[[nodiscard]] FilmFormat filmFormat(const std::filesystem::path& file);

/// Whether films of that format and size can be made here: MP4 takes an encoder of the libraries
/// that OpenCV finds.
[[nodiscard]] bool canEncode(FilmFormat format, QSize size = {320, 240});

/// The endings that films can have here, for messages: ".mp4, .webp, .png, .apng and .gif".
[[nodiscard]] std::string filmEndings();

}  // namespace sigscope::ui
