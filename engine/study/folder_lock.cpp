#include "engine/study/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "engine/error.h"

namespace sigscope::study {

FolderLock::FolderLock(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) {
        m_descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (m_descriptor < 0) error = {errno, std::generic_category()};
    }
    if (error) throw Error(folder.string() + ": no study can be kept there: " + error.message());
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0) return;
    ::close(m_descriptor);
    throw Error(folder.string() + ": another process is writing to the study there");
}

FolderLock::~FolderLock() {
    ::close(m_descriptor);
}

}  // namespace sigscope::study
