#include "app/slurm_jobs.h"

#include <cctype>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "app/shell_words.h"
#include "engine/api/whole_file.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

/// What every job's script begins with; its output goes to log/NAME.txt.
std::string scriptHead(const SlurmStudy& study, const std::string& name,
                       const std::string& directives) {
    const std::string log = (study.folder / "log" / (name + ".txt")).string();
    return "#!/bin/sh\n#SBATCH --job-name=sigscope-study\n#SBATCH --output=" + shellQuoted(log) +
           "\n" + directives + "exec " + shellQuoted(study.program.string()) + " study ";
}

/// What a command of the shell prints; throws with what it printed where it fails.
std::string outputOf(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
        popen((command + " 2>&1").c_str(), "re"), pclose);
    if (!pipe) throw std::runtime_error("study submit: no process can be started");
    std::string text;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get()))
        text += static_cast<char>(c);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// The number of the job that `sbatch` was given.
std::string submitScript(const fs::path& script, const std::string& options) {
    const std::string said =
        outputOf("sbatch --parsable" + options + " " + shellQuoted(script.string()));
    const std::string number = said.substr(0, said.find(';'));  // "17;cluster"
    for (const char c : number)
        if (!std::isdigit(static_cast<unsigned char>(c)))
            throw std::runtime_error("study submit: sbatch refused the job: " + said);
    if (number.empty()) throw std::runtime_error("study submit: sbatch named no job");
    return number;
}

}  // namespace

std::string shardsScript(const SlurmStudy& study) {
    const std::string count = std::to_string(study.shards);
    std::string script =
        scriptHead(study, "shard-%a", "#SBATCH --array=1-" + count + "\n#SBATCH --requeue\n") +
        "run";
    for (const std::string& argument : study.runArguments) script += " " + shellQuoted(argument);
    return script + " --shard \"$SLURM_ARRAY_TASK_ID\"/" + count + " -o " +
           shellQuoted((study.folder / "shard-").string()) + "\"$SLURM_ARRAY_TASK_ID\"\n";
}

std::string mergeScript(const SlurmStudy& study) {
    std::string script = scriptHead(study, "merge", "") + "merge";
    for (int shard = 1; shard <= study.shards; ++shard)
        script += " " + shellQuoted((study.folder / ("shard-" + std::to_string(shard))).string());
    return script + " -o " + shellQuoted((study.folder / "merged").string()) + "\n";
}

Outcome<SubmittedJobs> submit(const SlurmStudy& study, const std::vector<std::string>& options) {
    return attempt([&] {
        const auto write = [&](const char* name, const std::string& script) {
            const fs::path file = study.folder / name;
            if (const auto written = writeWholeFile(file, script); !written)
                throw std::runtime_error(written.error());
            return file;
        };
        fs::create_directories(study.folder / "log");
        const fs::path shards = write("shards.sh", shardsScript(study));
        const fs::path merge = write("merge.sh", mergeScript(study));
        std::string given;
        for (const std::string& option : options) given += " " + shellQuoted(option);
        SubmittedJobs jobs;
        jobs.shards = submitScript(shards, given);
        jobs.merge = submitScript(
            merge, " --dependency=afterok:" + jobs.shards + " --kill-on-invalid-dep=yes");
        return jobs;
    });
}

}  // namespace sigscope::app
