#include "engine/api/draft.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <string>
#include <system_error>

namespace sigscope {

namespace {

namespace fs = std::filesystem;

constexpr mode_t usualMode = 0666;  // Less the process's mask.
constexpr std::string_view prefix = ".sigscope-";

/// A new name in `folder` that nothing has.
fs::path freshName(const fs::path& folder) {
    static thread_local std::random_device random;
    return folder / (std::string(prefix) + std::to_string(random()) + std::to_string(random()));
}

bool isDraftName(const std::string& name) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return name.size() > prefix.size() && name.starts_with(prefix) &&
           std::all_of(name.begin() + prefix.size(), name.end(), isDigit);
}

/// Removes the file if it is a draft of ours that no process holds: whoever writes one has it
/// locked, and locks go with their process.
void removeIfLeft(const fs::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return;
    struct stat status {};
    const bool ours =
        fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid();
    if (ours && flock(descriptor, LOCK_EX | LOCK_NB) == 0) unlink(file.c_str());
    close(descriptor);
}

void removeLeftovers(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
        if (isDraftName(entry->path().filename().string())) removeIfLeft(entry->path());
}

}  // namespace

void throwLastError() {
    throw std::system_error(errno, std::generic_category());
}

void writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) throwLastError();
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

Draft::Draft(const fs::path& folder) : m_folder(folder) {
    removeLeftovers(folder);
    m_descriptor = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, usualMode);
    if (m_descriptor >= 0) {
        flock(m_descriptor, LOCK_EX);  // For the moment between its name and the last one.
        return;
    }
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
        throwLastError();
    while (!createNamed()) continue;
}

Draft::~Draft() {
    close(m_descriptor);
    if (!m_name.empty()) unlink(m_name.c_str());
}

/// False if another process took the new file for a leftover before it was locked.
bool Draft::createNamed() {
    const fs::path name = freshName(m_folder);
    m_descriptor = open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, usualMode);
    if (m_descriptor < 0) throwLastError();
    struct stat status {};
    // Where locks are not to be had, leftovers are not removed either.
    if (flock(m_descriptor, LOCK_EX) == 0 && fstat(m_descriptor, &status) == 0 &&
        status.st_nlink == 0) {
        close(m_descriptor);
        return false;
    }
    m_name = name;
    return true;
}

void Draft::write(std::string_view bytes) {
    writeAll(m_descriptor, bytes);
}

void Draft::replace(const fs::path& file) {
    struct stat existing {};
    if (stat(file.c_str(), &existing) == 0) fchmod(m_descriptor, existing.st_mode & 07777);
    // Else a crash of the machine could leave the new name with no content.
    if (fsync(m_descriptor) != 0) throwLastError();
    if (m_name.empty()) {
        // Where nothing is in the way it needs no other name first, which a kill could leave.
        if (giveName(file)) return;
        const fs::path name = freshName(m_folder);
        if (!giveName(name)) throwLastError();
        m_name = name;
    }
    if (rename(m_name.c_str(), file.c_str()) != 0) throwLastError();
    m_name.clear();
}

/// False if there is something of that name.
bool Draft::giveName(const fs::path& name) const {
    const std::string source = "/proc/self/fd/" + std::to_string(m_descriptor);
    if (linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
        return true;
    if (errno != EEXIST) throwLastError();
    return false;
}

}  // namespace sigscope
