#pragma once

#include <filesystem>

#include "engine/api/outcome.h"

namespace sigscope {

/// Where bytes go that are to be written to a file of some name.
struct OutputPlace {
    enum class Kind {
        File,    ///< A regular file, there already or not: it is replaced.
        Stream,  ///< A pipe, a terminal or another device: it is written to as it is.
    };
    std::filesystem::path path;  ///< Links followed, also one to what is not there yet.
    Kind kind = Kind::File;
};

/// The place of `file`. Failures name the file and the reason: a folder, a socket or a disk,
/// protected against writing, in no folder, of a name that the system refuses. A file that nobody
/// has the permission to write to is protected from the superuser too.
[[nodiscard]] Outcome<OutputPlace> outputPlace(const std::filesystem::path& file);

}  // namespace sigscope
