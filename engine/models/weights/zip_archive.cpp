#include "engine/models/weights/zip_archive.h"

#include <zip.h>

#include <memory>

#include "engine/file_error.h"

namespace sigscope::models {

ZipArchive::ZipArchive(ByteView bytes, std::string name)
    : m_name(std::move(name)), m_size(bytes.size()) {
    open(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr));
}

ZipArchive::ZipArchive(const std::filesystem::path& file)
    : m_name(file.string()), m_size(std::filesystem::file_size(file)) {
    open(zip_source_file_create(file.c_str(), 0, -1, nullptr));
}

void ZipArchive::open(zip_source_t* source) {
    zip_error_t error;
    zip_error_init(&error);
    m_archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    const std::string reason = m_archive ? "" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!m_archive) {
        zip_source_free(source);
        fail("is a damaged or truncated zip archive (" + reason + ")");
    }
    const zip_int64_t count = zip_get_num_entries(m_archive, 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* entry = zip_get_name(m_archive, index, ZIP_FL_ENC_RAW);
        m_entries.emplace_back(entry ? entry : "");
        m_index.emplace(m_entries.back(), index);
    }
}

ZipArchive::~ZipArchive() {
    if (m_archive) zip_discard(m_archive);
}

std::vector<std::uint8_t> ZipArchive::read(const std::string& entry) const {
    const auto found = m_index.find(entry);
    if (found == m_index.end()) fail("is damaged: it lacks " + entry);
    zip_stat_t status;
    if (zip_stat_index(m_archive, found->second, 0, &status) != 0 ||
        (status.valid & ZIP_STAT_SIZE) == 0 || (status.valid & ZIP_STAT_COMP_METHOD) == 0)
        fail("is damaged: nothing is known of " + entry);
    if (status.comp_method != ZIP_CM_STORE)
        fail("holds " + entry + " compressed, which files of its kind never are");
    if (status.size > m_size) fail("is damaged: " + entry + " is larger than the file");
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(m_archive, found->second, 0), zip_fclose);
    std::vector<std::uint8_t> content(status.size);
    if (!file || zip_fread(file.get(), content.data(), content.size()) !=
                     static_cast<zip_int64_t>(content.size()))
        fail("is damaged: " + entry + " cannot be read");
    // Only reading past the end makes libzip compare the checksum.
    std::uint8_t end = 0;
    if (zip_fread(file.get(), &end, 1) != 0)
        fail("is damaged: the checksum of " + entry + " differs");
    return content;
}

void ZipArchive::fail(const std::string& reason) const {
    refuseFile(m_name, reason);
}

}  // namespace sigscope::models
