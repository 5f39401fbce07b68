#include "engine/api/output_place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "engine/api/request_files.h"

namespace sigscope {

namespace {

namespace fs = std::filesystem;

std::string reasonOf(int error) {
    return std::generic_category().message(error);
}

/// Why what is there must not be written to; empty if it may be.
std::string protectionOf(const fs::path& file, const struct stat& status) {
    constexpr mode_t anyonesWriting = S_IWUSR | S_IWGRP | S_IWOTH;
    // The system lets the superuser write to any file, but a mode without a single w is a wish.
    const bool forNobody = (status.st_mode & anyonesWriting) == 0;
    const bool refused = faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0;
    if (forNobody || (refused && errno == EACCES))
        return "is write-protected; give another name, or allow it with chmod u+w";
    return refused ? "cannot be written: " + reasonOf(errno) : std::string();
}

/// Why nothing can be written to something of that kind; empty if it can.
std::string kindRefused(mode_t mode) {
    if (S_ISDIR(mode)) return "is a folder";
    if (S_ISSOCK(mode)) return "is a socket, which cannot be written to as a file";
    if (S_ISBLK(mode)) return "is a disk; a file is needed";
    return {};
}

Outcome<OutputPlace> placeOfExisting(const fs::path& file, const struct stat& status) {
    const auto failure = [&file](const std::string& reason) {
        return Failure{file.string() + ": " + reason};
    };
    if (const std::string refused = kindRefused(status.st_mode); !refused.empty())
        return failure(refused);
    if (const std::string refused = protectionOf(file, status); !refused.empty())
        return failure(refused);
    if (!S_ISREG(status.st_mode)) return OutputPlace{file, OutputPlace::Kind::Stream};
    std::error_code error;
    const fs::path path = fs::canonical(file, error);
    if (error) return failure("cannot be written: " + error.message());
    return OutputPlace{path};
}

/// `file`, or what it is a link to, also where that does not exist.
fs::path followed(fs::path file) {
    std::error_code error;
    while (fs::is_symlink(fs::symlink_status(file, error))) {
        const fs::path target = fs::read_symlink(file, error);
        if (error) break;
        file = folderOf(file) / target;  // Which is `target` if that is absolute.
    }
    return file;
}

}  // namespace

Outcome<OutputPlace> outputPlace(const fs::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) == 0) return placeOfExisting(file, status);
    // ENOENT: neither it nor what it links to is there, and no link leads in a circle.
    if (errno != ENOENT) return Failure{file.string() + ": cannot be written: " + reasonOf(errno)};
    const fs::path path = followed(file);
    std::error_code ignored;
    if (!fs::is_directory(folderOf(path), ignored))
        return Failure{file.string() + ": there is no folder " + folderOf(path).string()};
    return OutputPlace{path};
}

}  // namespace sigscope
