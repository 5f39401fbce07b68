#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace sigscope::io {

/// How writing ended where nothing failed.
enum class Written { Whole, Stopped };

/// How an archive holds its entries.
enum class Packing {
    Deflated,
    Stored,  ///< As they are: for what is packed already, and to be read without trust in sizes.
};

/// Collects entries and writes them as one zip archive; equal contents make equal archives.
class ZipWriter {
public:
    explicit ZipWriter(Packing packing) : m_packing(packing) {}

    /// `name` is relative, with "/" between its parts.
    void add(std::string name, std::vector<std::uint8_t> bytes);

    /// The archive of all that was added; nothing if it was stopped. Throws Error, with the reason
    /// alone.
    [[nodiscard]] std::optional<std::string> bytes(const std::stop_token& stop = {}) const;

    /// Writes it when it is whole, so a stop or an error leaves what was there before. Throws Error
    /// naming the file and the reason.
    [[nodiscard]] Written write(const std::filesystem::path& file,
                                const std::stop_token& stop) const;

private:
    struct Entry {
        std::string name;
        std::vector<std::uint8_t> bytes;
    };
    Packing m_packing;
    std::vector<Entry> m_entries;
};

}  // namespace sigscope::io
