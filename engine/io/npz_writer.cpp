#include "engine/io/npz_writer.h"

#include <zip.h>

#include <memory>

#include "engine/error.h"

namespace sigscope::io {

namespace {

/// An archive that is discarded unless it was closed.
using Archive = std::unique_ptr<zip_t, void (*)(zip_t*)>;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& reason) {
    throw Error(file.string() + ": cannot be written: " + reason);
}

Archive create(const std::filesystem::path& file) {
    int code = ZIP_ER_OK;
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        fail(file, reason);
    }
    return {archive, zip_discard};
}

int isStopped(zip_t*, void* stop) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

}  // namespace

void NpzWriter::add(std::string name, std::vector<std::uint8_t> bytes) {
    m_entries.push_back({std::move(name), std::move(bytes)});
}

Written NpzWriter::write(const std::filesystem::path& file, const std::stop_token& stop) const {
    if (std::error_code error; std::filesystem::is_directory(file, error))
        fail(file, "it is a folder");
    if (stop.stop_requested()) return Written::Stopped;
    Archive archive = create(file);
    for (const Entry& entry : m_entries) {
        zip_source_t* source =
            zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
        const zip_int64_t index = source
                                      ? zip_file_add(archive.get(), (entry.name + ".npy").c_str(),
                                                     source, ZIP_FL_ENC_UTF_8)
                                      : -1;
        if (index < 0) {
            zip_source_free(source);
            fail(file, zip_strerror(archive.get()));
        }
    }
    auto* state = const_cast<std::stop_token*>(&stop);
    zip_register_cancel_callback_with_state(archive.get(), isStopped, nullptr, state);
    // zip_close is what writes: to a file of its own beside `file`, renamed at the end.
    if (zip_close(archive.get()) == 0) {
        (void)archive.release();
        return Written::Whole;
    }
    if (zip_error_code_zip(zip_get_error(archive.get())) == ZIP_ER_CANCELLED)
        return Written::Stopped;
    fail(file, zip_strerror(archive.get()));
}

}  // namespace sigscope::io
