#include "tests/fuzz/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace sigscope::fuzz {

MemoryFile::MemoryFile() : m_descriptor(memfd_create("input", MFD_CLOEXEC)) {
    if (m_descriptor < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
}

MemoryFile::~MemoryFile() {
    close(m_descriptor);
}

void MemoryFile::fill(const Bytes& bytes) const {
    const auto size = static_cast<ssize_t>(bytes.size());
    if (ftruncate(m_descriptor, 0) != 0 ||
        pwrite(m_descriptor, bytes.data(), bytes.size(), 0) != size)
        throw std::system_error(errno, std::generic_category(), "input");
}

std::filesystem::path MemoryFile::path() const {
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}

}  // namespace sigscope::fuzz
