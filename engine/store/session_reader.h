#pragma once

#include "engine/api/session_file.h"
#include "engine/models/weights/zip_archive.h"

namespace sigscope::store {

/// What readSession() (engine/api/session_file.h) reads of a file, of its archive. Throws Error
/// that names `source`.
[[nodiscard]] ReadSession sessionIn(const models::ZipArchive& archive,
                                    const std::filesystem::path& source,
                                    const Catalogue& catalogue);

}  // namespace sigscope::store
