#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/roar.h"
#include "engine/api/study.h"

namespace sigscope::app {

/// What `sigscope study` is to do.
struct StudyOptions {
    enum class Action { Run, Merge, Submit, Report, Roar };
    enum class Submission {
        Real,
        Printed,  ///< Nothing is written or submitted.
    };

    Action action = Action::Run;
    StudyRequest request;                        ///< Run only.
    RoarRequest roar;                            ///< Roar only.
    std::vector<std::filesystem::path> folders;  ///< Merge: the shards. Report: the study.
    std::filesystem::path folder;                ///< Where the study goes; not of Report.
    std::vector<std::filesystem::path> outputs;  ///< Report: tables, pages, or folders for all.
    std::string against;                         ///< Report: the method to compare with; or empty.
    std::string metric;                          ///< Report: by which pictures are shown; or empty.
    int shards = 1;                              ///< Submit only.
    Submission submission = Submission::Real;
    std::vector<std::string> runArguments;  ///< Submit: those of `study run`.
    std::vector<std::string> slurmOptions;  ///< Submit: "--time=2:00:00".
};

}  // namespace sigscope::app
