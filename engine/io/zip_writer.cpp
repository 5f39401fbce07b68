#include "engine/io/zip_writer.h"

#include <zip.h>

#include <memory>
#include <utility>

#include "engine/api/whole_file.h"
#include "engine/error.h"

namespace sigscope::io {

namespace {

/// An archive that is discarded unless it was closed.
using Archive = std::unique_ptr<zip_t, void (*)(zip_t*)>;

constexpr const char* tooLittleMemory = "there is not enough memory";

/// Where an archive in memory goes; closing the archive fills it.
using Sink = std::unique_ptr<zip_source_t, void (*)(zip_source_t*)>;

Sink makeSink() {
    Sink sink(zip_source_buffer_create(nullptr, 0, 0, nullptr), zip_source_free);
    if (!sink) throw Error(tooLittleMemory);
    return sink;
}

Archive create(zip_source_t* sink) {
    zip_t* archive = zip_open_from_source(sink, ZIP_TRUNCATE, nullptr);
    if (!archive) throw Error(tooLittleMemory);
    zip_source_keep(sink);  // The archive lets go of it when it is closed.
    return {archive, zip_discard};
}

std::string contentOf(zip_source_t* sink) {
    zip_stat_t status;
    if (zip_source_stat(sink, &status) != 0 || zip_source_open(sink) != 0)
        throw Error(tooLittleMemory);
    std::string content(status.size, '\0');
    const zip_int64_t size = zip_source_read(sink, content.data(), content.size());
    zip_source_close(sink);
    if (size != static_cast<zip_int64_t>(content.size())) throw Error("the archive is incomplete");
    return content;
}

/// Adds an entry that says nothing of when it was written: equal contents make equal archives.
bool add(zip_t* archive, const std::string& name, const std::vector<std::uint8_t>& bytes,
         zip_int32_t method) {
    constexpr zip_uint16_t midnight = 0;
    constexpr zip_uint16_t firstDate = (1 << 5) | 1;  // 1980-01-01, the format's zero.
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (!source) return false;
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const auto added = static_cast<zip_uint64_t>(index);
    return zip_file_set_dostime(archive, added, midnight, firstDate, 0) == 0 &&
           zip_set_file_compression(archive, added, method, 0) == 0;
}

int isStopped(zip_t*, void* stop) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

}  // namespace

void ZipWriter::add(std::string name, std::vector<std::uint8_t> bytes) {
    m_entries.push_back({std::move(name), std::move(bytes)});
}

std::optional<std::string> ZipWriter::bytes(const std::stop_token& stop) const {
    if (stop.stop_requested()) return std::nullopt;
    const zip_int32_t method = m_packing == Packing::Stored ? ZIP_CM_STORE : ZIP_CM_DEFAULT;
    const Sink sink = makeSink();
    Archive archive = create(sink.get());
    for (const Entry& entry : m_entries)
        if (!io::add(archive.get(), entry.name, entry.bytes, method))
            throw Error(zip_strerror(archive.get()));
    auto* state = const_cast<std::stop_token*>(&stop);
    zip_register_cancel_callback_with_state(archive.get(), isStopped, nullptr, state);
    if (zip_close(archive.get()) != 0) {
        if (zip_error_code_zip(zip_get_error(archive.get())) == ZIP_ER_CANCELLED)
            return std::nullopt;
        throw Error(zip_strerror(archive.get()));
    }
    (void)archive.release();
    return contentOf(sink.get());
}

Written ZipWriter::write(const std::filesystem::path& file, const std::stop_token& stop) const {
    std::optional<std::string> content;
    try {
        content = bytes(stop);
    } catch (const Error& error) {
        throw Error(file.string() + ": cannot be written: " + error.what());
    }
    if (!content) return Written::Stopped;
    const Outcome<Done> written = writeWholeFile(file, *content);
    if (!written) throw Error(written.error());
    return Written::Whole;
}

}  // namespace sigscope::io
