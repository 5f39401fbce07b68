#pragma once

#include <string>

#include "tests/fuzz/mutator.h"

namespace sigscope::fuzz {

/// Writes the input that is being read to a file when the process is about to die of it: by a
/// signal, by a sanitizer's finding, or because it takes longer than a file of that size may.
class CrashSaver {
public:
    static constexpr long patience = 10;  ///< Seconds of the processor for one input.

    /// `file` is where the input goes.
    explicit CrashSaver(std::string file);

    /// From now on `input` is being read; it must outlive the reading.
    static void watch(const Bytes& input, std::uint64_t number);

    /// The input has been read.
    static void release();

    /// Writes it now and says how to make it again.
    static void save();
};

}  // namespace sigscope::fuzz
