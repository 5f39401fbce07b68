#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::study {

/// A batch of CIFAR-10's version for Python (a pickled dict with `labels`, a list, and `data`, an
/// array of bytes [N, 3072]) as the records of the binary version (cifar10.h). Nothing of the
/// pickle is executed. Throws Error naming the file.
[[nodiscard]] std::vector<std::uint8_t> recordsOfPickle(ByteView bytes, const std::string& name);

}  // namespace sigscope::study
