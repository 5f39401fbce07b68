// What stands in for zip_archive.cpp in a build without libzip.

#include "engine/file_error.h"
#include "engine/models/weights/zip_archive.h"

namespace sigscope::models {

ZipArchive::ZipArchive(ByteView bytes, std::string name)
    : m_name(std::move(name)), m_size(bytes.size()) {
    open(nullptr);
}

ZipArchive::ZipArchive(const std::filesystem::path& file) : m_name(file.string()), m_size(0) {
    open(nullptr);
}

void ZipArchive::open(zip_source*) {
    fail(
        "is a zip file, which this build cannot read (it was made without libzip); save it as "
        ".safetensors");
}

ZipArchive::~ZipArchive() = default;

std::vector<std::uint8_t> ZipArchive::read(const std::string& entry) const {
    fail("lacks " + entry);
}

void ZipArchive::fail(const std::string& reason) const {
    refuseFile(m_name, reason);
}

}  // namespace sigscope::models
