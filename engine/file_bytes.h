#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace sigscope {

/// What a reader reads: bytes it does not own. Readers take these with a name for their messages,
/// so that they can be fed from memory too.
using ByteView = std::span<const std::uint8_t>;

/// How large a file of some kind can be.
struct FileLimit {
    std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max();
    const char* kind = "file";  ///< "is larger than 2 GiB, which no picture is".
};

/// A regular file, open for reading. Its size and first bytes tell whether the rest is worth
/// reading. What is read is the file that was opened, even if another one takes its name.
class OpenFile {
public:
    /// Throws Error naming the file and why it cannot be read (checkReadable()), and where it is
    /// but a pointer of git-lfs.
    explicit OpenFile(const std::filesystem::path& file);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }

    /// The first 4 KiB, or all.
    [[nodiscard]] ByteView head() const { return m_head; }

    /// Throws Error: it is larger than the limit or than this machine's memory.
    void requireSize(const FileLimit& limit) const;

    /// All of it. Throws Error as requireSize(), and if it was written to meanwhile.
    [[nodiscard]] std::vector<std::uint8_t> readAll(const FileLimit& limit = {}) const;

    /// Up to `bytes.size()` bytes from `offset` on; how many there were. Throws Error.
    std::size_t read(std::span<std::uint8_t> bytes, std::uint64_t offset) const;

private:
    void requireNoPointer() const;
    void requireUnchanged() const;

    std::string m_name;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    std::int64_t m_changed = 0;  ///< ns since the epoch.
    std::vector<std::uint8_t> m_head;
};

/// The whole of a regular file. Throws Error as OpenFile.
[[nodiscard]] std::vector<std::uint8_t> readFileBytes(const std::filesystem::path& file,
                                                      const FileLimit& limit = {});

}  // namespace sigscope
