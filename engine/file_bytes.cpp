#include "engine/file_bytes.h"

#include <fstream>
#include <system_error>

#include "engine/error.h"

namespace sigscope {

namespace fs = std::filesystem;

namespace {

void requireRegularFile(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found)
        throw Error(file.string() + ": there is no such file");
    if (error) throw Error(file.string() + ": cannot be read: " + error.message());
    if (fs::is_directory(status)) throw Error(file.string() + ": is a folder, not a file");
    // A pipe or a device may never end.
    if (!fs::is_regular_file(status)) throw Error(file.string() + ": is not a regular file");
}

}  // namespace

std::vector<std::uint8_t> readFileBytes(const fs::path& file) {
    requireRegularFile(file);
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    if (!stream) throw Error(file.string() + ": cannot be opened for reading");
    const std::streamoff size = stream.tellg();
    if (size < 0) throw Error(file.string() + ": cannot be read");
    if (size == 0) throw Error(file.string() + ": is empty");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    stream.seekg(0);
    stream.read(reinterpret_cast<char*>(bytes.data()), size);
    if (stream.gcount() != size) throw Error(file.string() + ": cannot be read to its end");
    return bytes;
}

}  // namespace sigscope
