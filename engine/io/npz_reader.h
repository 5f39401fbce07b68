#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct zip;

namespace sigscope::io {

/// Takes .npy arrays out of an .npz (a zip archive) that nobody vouches for: what it claims as
/// sizes is not believed.
class NpzReader {
public:
    /// Throws Error, with the reason alone: it is no archive.
    explicit NpzReader(const std::filesystem::path& file);

    /// The same of the archive's bytes.
    explicit NpzReader(std::vector<std::uint8_t> bytes);

    /// The .npy file (npy.h) of the array `name`; nothing if there is none. Throws Error, with the
    /// reason alone: it is damaged, or has more than `mostBytes`.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> find(const std::string& name,
                                                                std::size_t mostBytes) const;

    /// The first `mostBytes` of the array's .npy file, or all. Throws Error likewise: there is
    /// none.
    [[nodiscard]] std::vector<std::uint8_t> head(const std::string& name,
                                                 std::size_t mostBytes) const;

    /// The names of all arrays, in the archive's order.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::vector<std::uint8_t> m_bytes{};  ///< What an archive in memory reads.
    std::unique_ptr<zip, void (*)(zip*)> m_archive;
};

}  // namespace sigscope::io
