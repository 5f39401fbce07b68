#pragma once

#include <filesystem>
#include <span>

namespace sigscope {

/// The endings of the pictures that can be read: ".png", ".jpg", …
[[nodiscard]] std::span<const char* const> pictureEndings();

/// Whether a file has one of them, in any case.
[[nodiscard]] bool looksLikePicture(const std::filesystem::path& file);

}  // namespace sigscope
