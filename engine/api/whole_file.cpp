#include "engine/api/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <string>
#include <system_error>

namespace sigscope {

namespace {

namespace fs = std::filesystem;

constexpr mode_t usualMode = 0666;  // Less the process's mask.

[[noreturn]] void throwLastError() {
    throw std::system_error(errno, std::generic_category());
}

/// A new name in `folder` that nothing has. A leftover of a killed process is in nobody's way.
fs::path freshName(const fs::path& folder) {
    static thread_local std::random_device random;
    return folder / (".sigscope-" + std::to_string(random()) + std::to_string(random()));
}

/// The file that is written: without a name where the file system can do that.
class Draft {
public:
    explicit Draft(const fs::path& folder) : m_folder(folder) {
        m_descriptor = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, usualMode);
        if (m_descriptor >= 0) return;
        if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
            throwLastError();
        m_name = freshName(folder);
        m_descriptor = open(m_name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, usualMode);
        if (m_descriptor < 0) {
            m_name.clear();
            throwLastError();
        }
    }
    ~Draft() {
        close(m_descriptor);
        if (!m_name.empty()) unlink(m_name.c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) throwLastError();
            if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void replace(const fs::path& file) {
        struct stat existing {};
        if (stat(file.c_str(), &existing) == 0) fchmod(m_descriptor, existing.st_mode & 07777);
        // Else a crash of the machine could leave the new name with no content.
        if (fsync(m_descriptor) != 0) throwLastError();
        if (m_name.empty()) giveName();
        if (rename(m_name.c_str(), file.c_str()) != 0) throwLastError();
        m_name.clear();
    }

private:
    void giveName() {
        const fs::path name = freshName(m_folder);
        const std::string source = "/proc/self/fd/" + std::to_string(m_descriptor);
        if (linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
            throwLastError();
        m_name = name;
    }

    fs::path m_folder;
    fs::path m_name;  ///< Empty while it has none.
    int m_descriptor = -1;
};

}  // namespace

Outcome<Done> writeWholeFile(const fs::path& file, std::string_view bytes) {
    const auto failure = [&file](const std::string& reason) {
        return Failure{file.string() + ": cannot be written: " + reason};
    };
    std::error_code error;
    if (fs::is_directory(file, error)) return failure("it is a folder");
    const fs::path linked = fs::canonical(file, error);
    const fs::path target = error ? file : linked;
    try {
        Draft draft(target.has_parent_path() ? target.parent_path() : fs::path("."));
        draft.write(bytes);
        draft.replace(target);
        return Done{};
    } catch (const std::system_error& thrown) {
        return failure(thrown.code().message());
    }
}

}  // namespace sigscope
