#include "app/bench_flags.h"

#include <CLI/CLI.hpp>
#include <type_traits>

#include "app/catalogue_names.h"
#include "app/command_line.h"

namespace sigscope::app {

namespace {

void addRounds(CLI::App& command, int& rounds, const char* help) {
    command.add_option("--rounds", rounds, help)
        ->type_name("N")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
}

/// A number of gradients or pictures. A default is shown where the field has one.
template <typename Field>
void addCount(CLI::App& command, const char* name, Field& field, const char* help) {
    CLI::Option* option = command.add_option(name, field, help);
    option->type_name("N")->check(CLI::Range(2, 100'000));
    if constexpr (std::is_same_v<Field, int>) option->capture_default_str();
}

}  // namespace

BenchFlags::BenchFlags(CLI::App& command, const Catalogue& catalogue, CommandLine& line)
    : m_bench(command),
      m_catalogue(catalogue),
      m_line(line),
      m_benchmarkEntries(benchmarkEntries(catalogue.methods)) {
    addMethodBenchmark();
    addGradientBenchmark();
    addIntegrationBenchmark();
    addWindowBenchmark();
    addMetricsBenchmark();
    addStartBenchmark();
    m_bench.require_subcommand(1);
}

void BenchFlags::read() {
    if (m_benchWindow->parsed()) {
        m_line.command = CommandLine::Command::BenchWindow;
    } else if (m_benchMetrics->parsed()) {
        m_line.command = CommandLine::Command::BenchMetrics;
    } else if (m_benchStart->parsed()) {
        m_line.command = CommandLine::Command::BenchStart;
        m_line.start.report = m_startJson ? Report::Json : Report::Summary;
    } else if (m_benchIntegration->parsed()) {
        m_line.command = CommandLine::Command::BenchIntegration;
        if (m_noReference) m_line.integration.request.references = ReferenceLoops::LeftOut;
    } else {
        m_line.command = CommandLine::Command::BenchMethods;
        if (m_benchGradients->parsed()) m_line.benchmark.entries = {"sig", "ig"};
        if (m_noReference) m_line.benchmark.references = ReferenceLoops::LeftOut;
        if (m_benchPreprocessing) m_line.benchmark.preprocessing = m_benchPreprocessing->values();
    }
}

void BenchFlags::addMethodBenchmark() {
    BenchmarkRequest& request = m_line.benchmark;
    m_benchMethods = m_bench.add_subcommand(
        "methods", "All methods beside loops that do what the published program does");
    addBenchmarkOptions(*m_benchMethods);
    m_benchMethods->add_option("--only", request.entries, "These entries of the table alone")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->check(nameOf(m_benchmarkEntries));
    m_benchMethods->add_flag("--no-reference", m_noReference,
                             "Leaves those loops out: times and memory of the engine");
    m_benchMethods
        ->add_option("--vae", request.autoencoder,
                     "An autoencoder's weights for the methods that take one")
        ->type_name("FILE");
    m_benchPreprocessing.emplace(*m_benchMethods, m_catalogue.preprocessing, preprocessingGroup);
}

void BenchFlags::addGradientBenchmark() {
    m_benchGradients =
        m_bench.add_subcommand("gradients", "The same of SIG and IG alone: how fast gradients are");
    addBenchmarkOptions(*m_benchGradients);
}

void BenchFlags::addIntegrationBenchmark() {
    IntegrationBenchmarkRequest& request = m_line.integration.request;
    CLI::App& command = *m_bench.add_subcommand(
        "integration", "How the map's error falls with the number of gradients");
    m_benchIntegration = &command;
    command
        .add_option("IMAGES", request.images,
                    "Photographs, or folders of them; the samples if none are given")
        ->check(CLI::ExistingPath);
    addWhereOptions(command, request.model, request.device);
    command.add_option("--methods", request.methods, "Methods that have a tolerance")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->check(CLI::IsMember(methodsWithTolerance()));
    command.add_option("--of", request.objectives, "Scalars f that are explained")
        ->type_name("F[,F]")
        ->delimiter(',')
        ->check(nameOf(m_catalogue.objectives));
    addCount(command, "--reference-nodes", request.referenceIntervals,
             "The map of so many even intervals counts as exact");
    addCount(command, "--evaluations", request.mostSteps,
             "Gradients up to which the bisection is followed");
    command
        .add_option("--cache", request.cache,
                    "A folder that keeps exact maps and finished cases, so that a benchmark "
                    "that was stopped goes on")
        ->type_name("FOLDER");
    command.add_flag("--no-reference", m_noReference, "Does not time the published loop");
    command
        .add_option("-o,--output", m_line.integration.outputs,
                    "A table (.csv) or a figure (.svg, .pdf, .png)")
        ->type_name("FILE");
}

void BenchFlags::addMetricsBenchmark() {
    MetricBenchmarkRequest& request = m_line.metrics;
    m_benchMetrics = m_bench.add_subcommand("metrics", "What metrics cost, and what they hold");
    m_benchMetrics->add_option("IMAGE", request.image, "The photograph; a sample if none is given")
        ->check(CLI::ExistingFile);
    addWhereOptions(*m_benchMetrics, request.model, request.device);
    addRounds(*m_benchMetrics, request.rounds, "Runs of each; medians are told");
    addCount(*m_benchMetrics, "--pictures", request.pictures,
             "Pictures measured for the memory that is held");
}

void BenchFlags::addStartBenchmark() {
    BenchStartOptions& options = m_line.start;
    m_benchStart = m_bench.add_subcommand(
        "start", "How long the program takes from its start to the first gradient");
    m_benchStart->add_option("IMAGE", options.image, "The photograph; a sample if none is given")
        ->check(CLI::ExistingFile);
    addWhereOptions(*m_benchStart, options.model, options.device);
    addRounds(*m_benchStart, options.rounds, "Starts; the median one is told");
    m_benchStart->add_flag("--json", m_startJson, "One object: seconds, parts, second_explanation");
    m_benchStart->add_option("--launched", options.launched)->group("");  // Not in the help.
}

std::vector<std::string> BenchFlags::methodsWithTolerance() const {
    std::vector<std::string> names;
    for (const MethodSpec& method : m_catalogue.methods)
        if (hasParameter(method, "tolerance")) names.push_back(method.name);
    return names;
}

void BenchFlags::addWhereOptions(CLI::App& command, std::string& model, std::string& device) {
    command.add_option("--model", model, "A name that sigscope models lists, or a file")
        ->type_name("NAME|FILE")
        ->capture_default_str();
    command.add_option("--device", device, "Where to compute")
        ->type_name(namesOf(m_catalogue.devices, "|"))
        ->check(nameOf(m_catalogue.devices))
        ->capture_default_str();
}

void BenchFlags::addBenchmarkOptions(CLI::App& command) {
    BenchmarkRequest& request = m_line.benchmark;
    command.add_option("IMAGE", request.image, "The photograph; a sample if none is given")
        ->check(CLI::ExistingFile);
    addWhereOptions(command, request.model, request.device);
    addCount(command, "--evaluations", request.evaluations,
             "Gradients of each run, at most; the published number if not given");
    addRounds(command, request.rounds, "Runs of each kind; medians are compared");
}

void BenchFlags::addWindowBenchmark() {
    m_benchWindow = m_bench.add_subcommand(
        "window", "How promptly the window answers during a run and while scrubbing");
    m_benchWindow->add_option("IMAGE", m_line.image, "The photograph; a sample if none is given")
        ->check(CLI::ExistingFile);
    m_benchWindow
        ->add_option("--minutes", m_line.minutes,
                     "Use it so long afterwards, with the pictures beside IMAGE, and print the "
                     "memory that it takes")
        ->check(CLI::Range(0, 24 * 60));
}

}  // namespace sigscope::app
