#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/outcome.h"

namespace sigscope::app {

/// A study as jobs of Slurm.
struct SlurmStudy {
    std::filesystem::path program;  ///< What the nodes start: sigscope.
    std::filesystem::path folder;   ///< Absolute; all nodes see it.
    int shards = 1;
    std::vector<std::string> runArguments;  ///< Those of `sigscope study run`.
};

/// The script of the array of jobs, a shard each. A shard that is requeued goes on where it was.
[[nodiscard]] std::string shardsScript(const SlurmStudy& study);

/// The script of the job that merges them.
[[nodiscard]] std::string mergeScript(const SlurmStudy& study);

/// The numbers that Slurm gave the jobs.
struct SubmittedJobs {
    std::string shards;
    std::string merge;
};

/// Writes both scripts to the folder and submits them, the second to begin once all of the first
/// ended well. `options` are sbatch's, of the shards.
[[nodiscard]] Outcome<SubmittedJobs> submit(const SlurmStudy& study,
                                            const std::vector<std::string>& options);

}  // namespace sigscope::app
