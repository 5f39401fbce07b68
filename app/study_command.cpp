#include "app/study_command.h"

#include <algorithm>

#include "app/complain.h"
#include "app/console.h"
#include "app/failure_status.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "app/slurm_jobs.h"
#include "app/table_output.h"
#include "engine/api/study_page.h"
#include "engine/api/whole_file.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

std::string stateText(const StudyState& state) {
    std::string text = std::to_string(state.done) + " of " + std::to_string(state.maps) +
                       " maps are measured, " + std::to_string(state.made) + " of them now";
    if (state.failed > 0)
        text += "; " + std::to_string(state.failed) + " could not be made: their rows say why";
    return text + "\n";
}

ExitStatus runShard(const StudyOptions& options) {
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const StudyEnd end = runStudy(
        options.request, options.folder,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (const auto* failure = std::get_if<RunFailure>(&end))
        return complain(statusOf(failure->cause), failure->message);
    const auto& state = std::get<StudyState>(end);
    print(stateText(state));
    if (const ExitStatus status = printed(); status != ExitStatus::Done) return status;
    if (state.partial)
        return complain(ExitStatus::Interrupted, "interrupted; the same command goes on from here");
    return ExitStatus::Done;
}

ExitStatus mergeShards(const StudyOptions& options) {
    const StudyEnd end = mergeStudies(options.folders, options.folder);
    if (const auto* failure = std::get_if<RunFailure>(&end))
        return complain(statusOf(failure->cause), failure->message);
    print(options.folder.string() + ": " + std::to_string(std::get<StudyState>(end).maps) +
          " maps of " + std::to_string(options.folders.size()) + " shards\n");
    return printed();
}

ExitStatus runRoarStudy(const StudyOptions& options) {
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const auto end = runRoar(
        options.roar, options.folder,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (const auto* failure = std::get_if<RunFailure>(&end))
        return complain(statusOf(failure->cause), failure->message);
    const auto& roar = std::get<Roar>(end);
    const Table table = roarTable(roar);
    for (const char* file : {"roar.csv", "roar.md", "roar.tex"})
        if (const auto written = writeTable(options.folder / file, table); !written)
            return complain(ExitStatus::Failed, written.error());
    print(alignedText(table));
    if (const ExitStatus status = printed(); status != ExitStatus::Done) return status;
    if (roar.partial)
        return complain(ExitStatus::Interrupted, "interrupted; the same command goes on from here");
    return ExitStatus::Done;
}

/// What a name means: a table, or a folder for all of them.
std::vector<fs::path> summaryFiles(const fs::path& output) {
    if (tableFormat(output.extension().string())) return {output};
    std::vector<fs::path> files;
    for (const char* ending : {"csv", "md", "tex", "html"})
        files.push_back(output / (std::string("summary.") + ending));
    return files;
}

/// A study, read, with its summary.
struct StudyReport {
    std::vector<StudyRow> rows;
    std::vector<StudySummaryRow> summary;
    std::string against;

    [[nodiscard]] Table table() const { return summaryTable(summary, against); }
};

/// A page where it is called so, else the summary's table.
Outcome<Done> writeSummary(const fs::path& file, const StudyReport& report) {
    if (tableFormat(file.extension().string()) == TableFormat::Markdown)
        return writeWholeFile(file, studyPage(report.rows, report.summary, report.against));
    return writeTable(file, report.table());
}

Outcome<Done> writeReport(const fs::path& output, const StudyReport& report) {
    const std::vector<fs::path> files = summaryFiles(output);
    if (files.size() > 1) {
        std::error_code error;
        fs::create_directories(output, error);
        if (error) return Failure{output.string() + ": cannot be made: " + error.message()};
        if (auto written = writeTable(output / "rows.csv", studyTable(report.rows)); !written)
            return written;
    }
    for (const fs::path& file : files)
        if (auto written = writeSummary(file, report); !written) return written;
    return Done{};
}

ExitStatus reportStudy(const StudyOptions& options) {
    const auto rows = readStudy(options.folders.front());
    if (!rows) return complain(ExitStatus::BadInput, rows.error());
    const bool isThere = std::ranges::any_of(
        rows.value(), [&](const StudyRow& row) { return row.method == options.against; });
    if (!options.against.empty() && !isThere)
        return complain(ExitStatus::BadInput,
                        "--against: the study has no method " + options.against);
    const StudyReport report{rows.value(), summarise(rows.value(), metricSpecs(), options.against),
                             options.against};
    for (const fs::path& output : options.outputs) {
        if (const auto written = writeReport(output, report); !written)
            return complain(ExitStatus::Failed, written.error());
        printWritten(output);
    }
    if (options.outputs.empty()) print(alignedText(report.table()));
    return printed();
}

ExitStatus submitJobs(const StudyOptions& options, const fs::path& program) {
    const SlurmStudy study{program, fs::absolute(options.folder), options.shards,
                           options.runArguments};
    if (options.submission == StudyOptions::Submission::Printed) {
        print("# shards.sh\n" + shardsScript(study) + "\n# merge.sh\n" + mergeScript(study));
        return printed();
    }
    const Outcome<SubmittedJobs> jobs = submit(study, options.slurmOptions);
    if (!jobs) return complain(ExitStatus::Failed, jobs.error());
    print("submitted " + std::to_string(options.shards) + " shards as job " + jobs.value().shards +
          ", and as job " + jobs.value().merge + " what merges them into " +
          (study.folder / "merged").string() + "\n");
    return printed();
}

}  // namespace

ExitStatus runStudyCommand(const StudyOptions& options, const fs::path& program) {
    switch (options.action) {
        case StudyOptions::Action::Run:
            return runShard(options);
        case StudyOptions::Action::Merge:
            return mergeShards(options);
        case StudyOptions::Action::Report:
            return reportStudy(options);
        case StudyOptions::Action::Roar:
            return runRoarStudy(options);
        case StudyOptions::Action::Submit:
            break;
    }
    return submitJobs(options, program);
}

}  // namespace sigscope::app
