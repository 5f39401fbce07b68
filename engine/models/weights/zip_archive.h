#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/file_bytes.h"

struct zip;

namespace sigscope::models {

/// The entries of a zip archive in memory. Only stored (uncompressed) ones can be read, so that
/// nothing larger than the file itself is ever allocated.
class ZipArchive {
public:
    /// Throws Error, which names the file, if `bytes` are no zip archive. They must outlive this.
    ZipArchive(ByteView bytes, std::string name);
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
    [[noreturn]] void fail(const std::string& reason) const;

    std::string m_name;
    std::size_t m_size;
    zip* m_archive = nullptr;
    std::vector<std::string> m_entries;
    std::unordered_map<std::string, std::uint64_t> m_index;
};

}  // namespace sigscope::models
