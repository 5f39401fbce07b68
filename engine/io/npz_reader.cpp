#include "engine/io/npz_reader.h"

#include <zip.h>

#include <string_view>
#include <utility>

#include "engine/error.h"

namespace sigscope::io {

namespace {

using EntryHandle = std::unique_ptr<zip_file_t, int (*)(zip_file_t*)>;

constexpr std::string_view npyEnding = ".npy";
constexpr const char* damagedArchive = "is a damaged or truncated archive";

std::string entryOf(const std::string& array) {
    return std::string(array).append(npyEnding);
}

/// Null if the bytes are no archive. They outlive it.
zip* openBytes(const std::vector<std::uint8_t>& bytes) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (!source) return nullptr;
    zip* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (!archive) zip_source_free(source);
    return archive;
}

}  // namespace

NpzReader::NpzReader(const std::filesystem::path& file)
    : m_archive(zip_open(file.c_str(), ZIP_RDONLY, nullptr), zip_discard) {
    if (!m_archive) throw Error(damagedArchive);
}

NpzReader::NpzReader(std::vector<std::uint8_t> bytes)
    : m_bytes(std::move(bytes)), m_archive(openBytes(m_bytes), zip_discard) {
    if (!m_archive) throw Error(damagedArchive);
}

std::optional<std::vector<std::uint8_t>> NpzReader::find(const std::string& name,
                                                         std::size_t mostBytes) const {
    constexpr std::size_t step = 1 << 20;
    const std::string entry = entryOf(name);
    const EntryHandle stream(zip_fopen(m_archive.get(), entry.c_str(), 0), zip_fclose);
    if (!stream) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    while (bytes.size() <= mostBytes) {
        const std::size_t before = bytes.size();
        bytes.resize(before + step);
        const zip_int64_t count = zip_fread(stream.get(), bytes.data() + before, step);
        if (count < 0) throw Error("is damaged: " + entry + " cannot be read");
        bytes.resize(before + static_cast<std::size_t>(count));
        if (count == 0) return bytes;
    }
    throw Error("is too large to be one of ours: " + entry);
}

std::vector<std::uint8_t> NpzReader::head(const std::string& name, std::size_t mostBytes) const {
    const std::string entry = entryOf(name);
    const EntryHandle stream(zip_fopen(m_archive.get(), entry.c_str(), 0), zip_fclose);
    std::vector<std::uint8_t> bytes(mostBytes);
    const zip_int64_t count = stream ? zip_fread(stream.get(), bytes.data(), mostBytes) : -1;
    if (count < 0) throw Error("is damaged: " + entry + " cannot be read");
    bytes.resize(static_cast<std::size_t>(count));
    return bytes;
}

std::vector<std::string> NpzReader::names() const {
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* const entry = zip_get_name(m_archive.get(), static_cast<zip_uint64_t>(i), 0);
        const std::string name = entry != nullptr ? entry : "";
        if (name.ends_with(npyEnding))
            names.push_back(name.substr(0, name.size() - npyEnding.size()));
    }
    return names;
}

}  // namespace sigscope::io
