#pragma once

#include <filesystem>

namespace sigscope::study {

/// A folder that one process at a time writes to. The system lifts the lock when the process ends,
/// however it does.
class FolderLock {
public:
    /// Makes the folder if it is not there. Throws Error naming it: it cannot be made, or another
    /// process has it.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor = -1;
};

}  // namespace sigscope::study
