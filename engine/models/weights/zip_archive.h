#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/file_bytes.h"

struct zip;
struct zip_source;

namespace sigscope::models {

/// Whether bytes begin as those of a zip archive.
[[nodiscard]] inline bool isZip(ByteView bytes) {
    return bytes.size() >= 2 && bytes[0] == 'P' && bytes[1] == 'K';
}

/// The entries of a zip archive. Only stored (uncompressed) ones can be read, so that nothing
/// larger than the file itself is ever allocated.
class ZipArchive {
public:
    /// Throws Error, which names the file, if `bytes` are no zip archive. They must outlive this.
    ZipArchive(ByteView bytes, std::string name);
    /// The same of a file, of which only the list of entries is read at once.
    explicit ZipArchive(const std::filesystem::path& file);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    /// The names of all entries, in the archive's order.
    [[nodiscard]] const std::vector<std::string>& entries() const { return m_entries; }
    [[nodiscard]] bool contains(const std::string& entry) const { return m_index.contains(entry); }

    /// The content of an entry, its checksum verified. Throws Error if it is missing, compressed,
    /// encrypted or damaged.
    [[nodiscard]] std::vector<std::uint8_t> read(const std::string& entry) const;

private:
    /// Takes `source`, which may be null, and lists its entries.
    void open(zip_source* source);
    [[noreturn]] void fail(const std::string& reason) const;

    std::string m_name;
    std::size_t m_size;
    zip* m_archive = nullptr;
    std::vector<std::string> m_entries;
    std::unordered_map<std::string, std::uint64_t> m_index;
};

}  // namespace sigscope::models
