#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/fuzz/mutator.h"

namespace sigscope::fuzz {

/// A reader of files that nobody vouches for.
struct Target {
    std::string name;
    std::vector<std::string> seedFolders;  ///< Below tests/data.
    bool (*isSeed)(const Bytes&);          ///< Whether a file there is for this reader.
    void (*mend)(Bytes&);                  ///< What half of the inputs undergo; may be null.
    /// Reads and checks what every input must hold to. Throws Error for what it refuses; whatever
    /// else it throws is a finding.
    void (*read)(const Bytes&);
};

[[nodiscard]] const std::vector<Target>& targets();

}  // namespace sigscope::fuzz
