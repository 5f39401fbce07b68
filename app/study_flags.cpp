#include "app/study_flags.h"

#include <algorithm>
#include <stdexcept>

#include "app/catalogue_names.h"

namespace sigscope::app {

namespace {

void addStudyFolder(CLI::App& command, std::filesystem::path& folder, const char* help) {
    command.add_option("-o,--output", folder, help)->type_name("FOLDER")->required();
}

}  // namespace

StudyFlags::StudyFlags(CLI::App& command, const Catalogue& catalogue)
    : m_run(*command.add_subcommand(
          "run", "Measures the maps of a data set's pictures; what is there already is kept")),
      m_maps(m_run, catalogue, {"image", "model", "method", "target", "seed"}),
      m_roar(command, catalogue) {
    addDataset();
    addMerge(command);
    addReport(command);
    addSubmit(command);
    command.require_subcommand(1);
}

void StudyFlags::addDataset() {
    m_run
        .add_option("DATASET,--data", m_dataset,
                    "A folder, or a table of pictures (.csv); LAYOUT:FOLDER says --layout, too")
        ->required();
    addStudyFolder(m_run, m_options.folder, "Where the rows are, or go, as study.sqlite");
    m_run.add_option("--layout", m_layout, "How the data set is laid out: docs/STUDIES.md")
        ->type_name(namesOf(m_layouts, "|"))
        ->check(nameOf(m_layouts))
        ->capture_default_str();
    m_run.add_option("--models,--model", m_models, "Models that are explained")
        ->type_name("NAME|FILE[,NAME|FILE]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all();
    oneOf({"label", "top"},
          m_run.add_option("--target", m_target, "The picture's label, or the likeliest class"))
        ->capture_default_str();
    m_run.add_option("--limit", m_limit, "So many pictures, drawn by --seed; else all")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000'000));
    m_run.add_option("--seed", m_seed, "Of that drawing, and of baselines")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, largestSeed))
        ->capture_default_str();
    m_run.add_option("--shard", m_shard, "Every N-th picture from the I-th on; see study merge")
        ->type_name("I/N");
    m_run.add_flag("--keep-maps", m_keepMaps, "Writes the maps, too: maps/MODEL/METHOD/*.npz");
}

void StudyFlags::addMerge(CLI::App& command) {
    m_merge = command.add_subcommand("merge", "Makes one study of the shards of one");
    m_merge->add_option("SHARDS", m_options.folders, "Their folders")->required();
    addStudyFolder(*m_merge, m_options.folder, "A new folder");
}

void StudyFlags::addReport(CLI::App& command) {
    m_report = command.add_subcommand(
        "report", "Means, 95 % intervals, tests, ranks and plots of a study's methods");
    m_report->add_option("STUDY", m_options.folders, "Its folder")->required()->expected(1);
    m_report
        ->add_option("--against", m_options.against, "Tests each method against this one, in pairs")
        ->type_name("METHOD");
    m_report
        ->add_option("--metric", m_options.metric,
                     "Seconds are plotted against it, and the best and worst pictures are those by "
                     "it; diffid where there is that")
        ->type_name("METRIC");
    m_report
        ->add_option("-o,--output", m_options.outputs,
                     "The table (.csv, .tex), a page (.md; .html with plots and pictures), or a "
                     "folder for all of them, the rows and the plots (.svg, .pdf)")
        ->type_name("FILE|FOLDER")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

void StudyFlags::addSubmit(CLI::App& command) {
    m_submit = command.add_subcommand(
        "submit", "Runs a study on a cluster, by Slurm: a job for each shard, and one that merges");
    addStudyFolder(*m_submit, m_options.folder,
                   "A folder that all nodes see: scripts, shards and, as merged/, the study");
    m_submit->add_option("--shards", m_options.shards, "Jobs to share the pictures")
        ->type_name("N")
        ->check(CLI::Range(1, 10'000))
        ->required();
    m_submit
        ->add_option("--sbatch", m_options.slurmOptions,
                     "An option of sbatch for the shards' jobs, as --sbatch=--time=2:00:00; may be "
                     "repeated")
        ->type_name("OPTION")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    m_submit->add_flag("--dry-run", m_dryRun, "Prints the scripts and submits nothing");
    m_submit
        ->add_option("RUN", m_options.runArguments,
                     "After --, what study run takes, but for --output and --shard")
        ->required();
}

/// What stands before a colon and is no layout is part of the place.
void StudyFlags::setDataset(StudyRequest& request) const {
    request.layout = m_layout;
    request.dataset = m_dataset;
    const std::size_t colon = m_dataset.find(':');
    const std::string layout = m_dataset.substr(0, colon);
    if (colon == std::string::npos || std::ranges::count(m_layouts, layout, &Choice::name) == 0)
        return;
    if (m_run.get_option("--layout")->count() > 0 && m_layout != layout)
        throw std::invalid_argument("--layout: " + m_layout + " contradicts " + layout +
                                    ": before the data set's place; say one of them");
    request.layout = layout;
    request.dataset = m_dataset.substr(colon + 1);
}

StudyRequest StudyFlags::request() const {
    StudyRequest request;
    setDataset(request);
    request.explain = m_maps.request();
    request.explain.seed = m_seed;
    request.models = m_models;
    request.methods = m_maps.methods();
    if (request.methods.empty())
        throw std::invalid_argument(
            "--methods is required: what is to be measured, as in --methods sig,ig");
    request.metrics = m_maps.metrics();
    request.metricValues = m_maps.metricValues();
    request.explained = m_target == "label" ? ExplainedClass::Label : ExplainedClass::Top;
    request.limit = m_limit;
    request.seed = m_seed;
    try {
        request.shard = parseShard(m_shard);
    } catch (const std::invalid_argument& error) {
        throw std::invalid_argument(std::string("--") + error.what());
    }
    request.maps = m_keepMaps ? MapKeeping::Kept : MapKeeping::None;
    return request;
}

StudyOptions StudyFlags::options() const {
    StudyOptions options = m_options;
    if (m_run.parsed()) options.request = request();
    if (m_roar.parsed()) {
        options.action = StudyOptions::Action::Roar;
        options.roar = m_roar.request();
        options.folder = m_roar.folder();
    }
    if (m_merge->parsed()) options.action = StudyOptions::Action::Merge;
    if (m_report->parsed()) options.action = StudyOptions::Action::Report;
    if (m_submit->parsed()) options.action = StudyOptions::Action::Submit;
    if (m_dryRun) options.submission = StudyOptions::Submission::Printed;
    return options;
}

}  // namespace sigscope::app
