#pragma once

#include <filesystem>

#include "app/exit_status.h"
#include "app/study_options.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// Carries out `sigscope study`. There must be no Engine meanwhile. `program` is what a cluster's
/// nodes are to start.
[[nodiscard]] ExitStatus runStudyCommand(const StudyOptions& options, const Catalogue& catalogue,
                                         const std::filesystem::path& program);

}  // namespace sigscope::app
