#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "engine/api/outcome.h"

namespace sigscope {

/// The endings of the pictures that can be read: ".png", ".jpg", … HEIC and AVIF are among them
/// whether or not this build reads them: else they would be passed over in silence.
[[nodiscard]] std::span<const char* const> pictureEndings();

/// Whether an .npz has arrays of somebody's, among which may be a picture, and none that is called
/// `attribution`, as results and maps have: the list of its entries, at its end, says so. False of
/// what cannot be read or is no archive.
[[nodiscard]] bool isArrayArchive(const std::filesystem::path& file);

/// The pictures in a folder, told by their endings in any case, by name; results (.npz) are none.
/// Files whose names begin with a dot are none: systems leave such behind beside pictures, with
/// their endings. Fails with the folder's name and the system's reason.
[[nodiscard]] Outcome<std::vector<std::filesystem::path>> picturesIn(
    const std::filesystem::path& folder);

/// The pictures that `places` mean, in their order: a folder means those in it, anything else
/// itself. Fails where a folder cannot be listed or has none.
[[nodiscard]] Outcome<std::vector<std::filesystem::path>> picturesAt(
    const std::vector<std::filesystem::path>& places);

}  // namespace sigscope
