#include "engine/api/readable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sigscope {

namespace fs = std::filesystem;

bool isAbsent(const fs::path& place) {
    std::error_code ignored;
    return fs::status(place, ignored).type() == fs::file_type::not_found;
}

Outcome<Done> checkReadable(const fs::path& file) {
    const auto failure = [&file](const std::string& reason) {
        return Failure{file.string() + ": " + reason};
    };
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (error == std::errc::no_such_file_or_directory) return failure("there is no such file");
    if (error) return failure("cannot be read: " + error.message());
    if (fs::is_directory(status)) return failure("is a folder, not a file");
    // A pipe or a device may never end.
    if (!fs::is_regular_file(status)) return failure("is not a regular file");
    const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0) return failure("cannot be read: " + std::generic_category().message(errno));
    ::close(opened);
    if (fs::file_size(file, error) == 0) return failure("is empty");
    return Done{};
}

}  // namespace sigscope
