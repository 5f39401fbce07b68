#include "app/study_command.h"

#include <algorithm>

#include "app/complain.h"
#include "app/console.h"
#include "app/failure_status.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/progress_bar.h"
#include "app/run_notes.h"
#include "app/slurm_jobs.h"
#include "app/study_report.h"
#include "app/table_output.h"
#include "engine/api/study_contents.h"
#include "engine/api/study_page.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

std::string stateText(const StudyState& state) {
    std::string text = std::to_string(state.done) + " of " + std::to_string(state.maps) +
                       " maps are measured, " + std::to_string(state.made) + " of them now";
    if (state.failed > 0)
        text += "; " + std::to_string(state.failed) + " have no value: their rows say why";
    if (state.unkept > 0)
        text += "; " + std::to_string(state.unkept) +
                " were measured without --keep-maps, and their maps are not kept";
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

/// What a report does not show by itself: that it is of a part, and that numbers are missing.
void sayWhatIsMissing(const StudyContents& study) {
    RunNotes notes;
    if (const std::string unmeasured = unmeasuredText(study); !unmeasured.empty())
        notes.say(study.folder.string() + ": " + unmeasured);
    const auto missing = std::ranges::count_if(
        study.rows, [](const StudyRow& row) { return !row.value.has_value(); });
    if (missing == 0) return;
    const Table reasons = missingNumbers(study.rows, 1).table;
    notes.say(study.folder.string() + ": " + std::to_string(missing) + " of " +
              std::to_string(study.rows.size()) +
              " numbers are missing, most often because of this: " + reasons.rows.front().front());
}

ExitStatus reportStudy(const StudyOptions& options, const Catalogue& catalogue) {
    for (const fs::path& output : options.outputs)
        if (const auto checked = checkReportOutput(output); !checked)
            return complain(ExitStatus::BadInput, checked.error());
    const auto report = readReport(options.folders.front(), options.against, options.metric);
    if (!report) return complain(ExitStatus::BadInput, report.error());
    sayWhatIsMissing(report.value().study);
    for (const fs::path& output : options.outputs) {
        if (const auto written = writeReport(output, report.value(), catalogue); !written)
            return complain(ExitStatus::Failed, written.error());
        printWritten(output);
    }
    if (options.outputs.empty())
        print(alignedText(summaryTable(report.value().summary, options.against)));
    return printed();
}

ExitStatus submitJobs(const StudyOptions& options, const fs::path& program) {
    const SlurmStudy study{program, fs::absolute(options.folder), options.shards,
                           options.runArguments};
    if (options.submission == StudyOptions::Submission::Printed) {
        std::string given;
        for (const std::string& option : options.slurmOptions) given += " " + option;
        print("# shards.sh" + (given.empty() ? "" : ", given to sbatch with" + given) + "\n" +
              shardsScript(study) + "\n# merge.sh\n" + mergeScript(study));
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

ExitStatus runStudyCommand(const StudyOptions& options, const Catalogue& catalogue,
                           const fs::path& program) {
    switch (options.action) {
        case StudyOptions::Action::Run:
            return runShard(options);
        case StudyOptions::Action::Merge:
            return mergeShards(options);
        case StudyOptions::Action::Report:
            return reportStudy(options, catalogue);
        case StudyOptions::Action::Roar:
            return runRoarStudy(options);
        case StudyOptions::Action::Submit:
            break;
    }
    return submitJobs(options, program);
}

}  // namespace sigscope::app
