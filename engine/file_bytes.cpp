#include "engine/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "engine/api/readable_file.h"
#include "engine/error.h"
#include "engine/file_error.h"

namespace sigscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t headSize = 4096;

std::string systemReason() {
    return std::generic_category().message(errno);
}

std::int64_t changeTime(const struct stat& status) {
    return status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
}

/// Rounded.
std::string sizeText(std::uint64_t bytes) {
    constexpr std::uint64_t mebi = 1ULL << 20;
    constexpr std::uint64_t gibi = 1ULL << 30;
    return bytes + mebi >= gibi ? std::to_string((bytes + gibi / 2) / gibi) + " GiB"
                                : std::to_string((bytes + mebi / 2) / mebi) + " MiB";
}

}  // namespace

OpenFile::OpenFile(const fs::path& file) : m_name(file.string()) {
    if (const Outcome<Done> readable = checkReadable(file); !readable)
        throw Error(readable.error());
    m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0)
        throw Error(m_name + ": cannot be read: " + systemReason());
    m_size = static_cast<std::uint64_t>(status.st_size);
    m_changed = changeTime(status);
    try {
        m_head.resize(std::min<std::uint64_t>(headSize, m_size));
        m_head.resize(read(m_head, 0));
        requireNoPointer();
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

OpenFile::~OpenFile() {
    ::close(m_descriptor);
}

void OpenFile::requireNoPointer() const {
    constexpr std::string_view begin = "version https://git-lfs.github.com/spec/";
    if (m_head.size() >= begin.size() && std::equal(begin.begin(), begin.end(), m_head.begin()))
        throw Error(m_name +
                    ": is only a pointer of git-lfs to the file; fetch the file itself with "
                    "'git lfs pull'");
}

void OpenFile::requireSize(const FileLimit& limit) const {
    if (m_size > limit.bytes)
        throw Error(m_name + ": is larger than " + sizeText(limit.bytes) + ", which no " +
                    std::string(limit.kind) + " is");
    const auto memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                        static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    if (m_size > memory)
        throw Error(m_name + ": has " + sizeText(m_size) +
                    ", more than the memory of this machine (" + sizeText(memory) + ")");
}

std::size_t OpenFile::read(std::span<std::uint8_t> bytes, std::uint64_t offset) const {
    std::size_t count = 0;
    while (count < bytes.size()) {
        const ssize_t more = ::pread(m_descriptor, bytes.data() + count, bytes.size() - count,
                                     static_cast<off_t>(offset + count));
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) throw Error(m_name + ": cannot be read: " + systemReason());
        if (more == 0) break;
        count += static_cast<std::size_t>(more);
    }
    return count;
}

void OpenFile::requireUnchanged() const {
    struct stat status {};
    const bool same = ::fstat(m_descriptor, &status) == 0 &&
                      static_cast<std::uint64_t>(status.st_size) == m_size &&
                      changeTime(status) == m_changed;
    if (!same) refuseChanged(m_name);
}

std::vector<std::uint8_t> OpenFile::readAll(const FileLimit& limit) const {
    requireSize(limit);
    std::vector<std::uint8_t> bytes(m_size);
    const bool whole = read(bytes, 0) == bytes.size();
    requireUnchanged();
    if (!whole) throw Error(m_name + ": cannot be read to its end");
    return bytes;
}

std::vector<std::uint8_t> readFileBytes(const fs::path& file, const FileLimit& limit) {
    return OpenFile(file).readAll(limit);
}

}  // namespace sigscope
