#pragma once

#include <filesystem>

#include "engine/study/dataset.h"

namespace sigscope::study {

/// The file of a picture: its own or, of a picture within a file of many, a PNG of the same pixels
/// in `folder`, which is made unless it is there. Throws Error naming a file that cannot be read,
/// and std::runtime_error naming one that cannot be written.
[[nodiscard]] std::filesystem::path unpackedPicture(const LabelledPicture& picture,
                                                    const std::filesystem::path& folder);

}  // namespace sigscope::study
