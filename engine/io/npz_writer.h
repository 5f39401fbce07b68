#pragma once

#include <utility>

#include "engine/io/zip_writer.h"

namespace sigscope::io {

/// Collects .npy arrays and writes them as one .npz (a zip archive).
class NpzWriter {
public:
    /// `bytes` is an .npy file (npy.h); `name` is the array's, without ending.
    void add(const std::string& name, std::vector<std::uint8_t> bytes) {
        m_archive.add(name + ".npy", std::move(bytes));
    }

    /// As ZipWriter's; likewise below.
    [[nodiscard]] std::optional<std::string> bytes(const std::stop_token& stop = {}) const {
        return m_archive.bytes(stop);
    }

    [[nodiscard]] Written write(const std::filesystem::path& file,
                                const std::stop_token& stop) const {
        return m_archive.write(file, stop);
    }

private:
    ZipWriter m_archive{Packing::Deflated};
};

}  // namespace sigscope::io
