#pragma once

#include <filesystem>

#include "tests/fuzz/mutator.h"

namespace sigscope::fuzz {

/// A file in memory, for readers that take nothing but a file's path.
class MemoryFile {
public:
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// Replaces its content.
    void fill(const Bytes& bytes) const;

    [[nodiscard]] std::filesystem::path path() const;

private:
    int m_descriptor = -1;
};

}  // namespace sigscope::fuzz
