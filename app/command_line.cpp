#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <type_traits>

#include "app/animate_flags.h"
#include "app/catalogue_names.h"
#include "app/compare_flags.h"
#include "app/evaluate_flags.h"
#include "app/explain_flags.h"
#include "app/figure_flags.h"
#include "app/shell_words.h"
#include "app/spec_flags.h"
#include "app/study_flags.h"

namespace sigscope::app {

namespace {

/// Builds the parser once and turns what it read into a CommandLine.
class Parser {
public:
    Parser(const Catalogue& catalogue, const std::string& version)
        : m_catalogue(catalogue),
          m_benchmarkEntries(benchmarkEntries(catalogue.methods)),
          m_app(
              "Shows how an image classifier's decision builds up along a path from a baseline to "
              "a photograph.",
              "sigscope"),
          m_explain(*m_app.add_subcommand("explain", "Explains pictures, without a window")),
          m_explainFlags(m_explain, catalogue, requestFields(catalogue)),
          m_compare(*m_app.add_subcommand(
              "compare", "Explanations of one photograph beside each other, on one scale")),
          m_compareFlags(m_compare, catalogue),
          m_evaluate(*m_app.add_subcommand(
              "evaluate", "Measures how good maps are: those of methods, or of anybody's files")),
          m_evaluateFlags(m_evaluate, catalogue),
          m_study(*m_app.add_subcommand("study", "Measures the maps of methods over a data set")),
          m_studyFlags(m_study, catalogue),
          m_animate(*m_app.add_subcommand(
              "animate", "The film of a path: how the picture and its map build up")),
          m_animateFlags(m_animate, catalogue),
          m_figure(
              *m_app.add_subcommand("figure", "A figure for a paper, of your picture and network")),
          m_figureFlags(m_figure, catalogue) {
        m_app.set_version_flag("--version", version);
        m_app.add_option("IMAGE", m_line.image,
                         "A photograph to open in the window, or a result or session to restore");
        m_app.require_subcommand(0, 1);
        m_models = m_app.add_subcommand(
            "models",
            "Lists the models that can be named: the program's, and those in the caches of "
            "torchvision, timm and Hugging Face");
        m_modelsCheck = m_models->add_subcommand(
            "check", "Says what a weights file holds, or why it cannot be used");
        m_modelsCheck->add_option("FILE", m_line.model, "A file of weights, or a name")->required();
        m_methods = m_app.add_subcommand("methods", "Lists the methods and their parameters");
        m_methods->add_flag("--markdown", m_markdown, "As the reference page, docs/METHODS.md");
        m_bench = m_app.add_subcommand("bench", "Measures the engine on this machine");
        addMethodBenchmark();
        addGradientBenchmark();
        addIntegrationBenchmark();
        m_benchWindow = m_bench->add_subcommand(
            "window", "How promptly the window answers during a run and while scrubbing");
        m_benchWindow
            ->add_option("IMAGE", m_line.image, "The photograph; a sample if none is given")
            ->check(CLI::ExistingFile);
        m_benchWindow
            ->add_option("--minutes", m_line.minutes,
                         "Use it so long afterwards, with the pictures beside IMAGE, and print the "
                         "memory that it takes")
            ->check(CLI::Range(0, 24 * 60));
        addMetricsBenchmark();
        addStartBenchmark();
        m_bench->require_subcommand(1);
    }

    std::variant<CommandLine, Answer> parse(std::vector<std::string> arguments) {
        m_words = arguments;
        std::ranges::reverse(arguments);  // What CLI11 expects of a vector.
        try {
            m_app.parse(std::move(arguments));
            return commandLine();
        } catch (const CLI::ParseError& error) {
            return answerTo(error);
        } catch (const std::invalid_argument& error) {
            return Answer{ExitStatus::BadInput, error.what()};
        }
    }

private:
    void addMethodBenchmark() {
        BenchmarkRequest& request = m_line.benchmark;
        m_benchMethods = m_bench->add_subcommand(
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
        m_benchPreprocessing.emplace(*m_benchMethods, m_catalogue.preprocessing,
                                     preprocessingGroup);
    }

    void addGradientBenchmark() {
        m_benchGradients = m_bench->add_subcommand(
            "gradients", "The same of SIG and IG alone: how fast gradients are");
        addBenchmarkOptions(*m_benchGradients);
    }

    void addIntegrationBenchmark() {
        IntegrationBenchmarkRequest& request = m_line.integration.request;
        CLI::App& command = *m_bench->add_subcommand(
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

    void addMetricsBenchmark() {
        MetricBenchmarkRequest& request = m_line.metrics;
        m_benchMetrics =
            m_bench->add_subcommand("metrics", "What metrics cost, and what they hold");
        m_benchMetrics
            ->add_option("IMAGE", request.image, "The photograph; a sample if none is given")
            ->check(CLI::ExistingFile);
        addWhereOptions(*m_benchMetrics, request.model, request.device);
        addRounds(*m_benchMetrics, request.rounds, "Runs of each; medians are told");
        addCount(*m_benchMetrics, "--pictures", request.pictures,
                 "Pictures measured for the memory that is held");
    }

    void addStartBenchmark() {
        BenchStartOptions& options = m_line.start;
        m_benchStart = m_bench->add_subcommand(
            "start", "How long the program takes from its start to the first gradient");
        m_benchStart
            ->add_option("IMAGE", options.image, "The photograph; a sample if none is given")
            ->check(CLI::ExistingFile);
        addWhereOptions(*m_benchStart, options.model, options.device);
        addRounds(*m_benchStart, options.rounds, "Starts; the median one is told");
        m_benchStart->add_flag("--json", m_startJson,
                               "One object: seconds, parts, second_explanation");
        m_benchStart->add_option("--launched", options.launched)->group("");  // Not in the help.
    }

    static void addRounds(CLI::App& command, int& rounds, const char* help) {
        command.add_option("--rounds", rounds, help)
            ->type_name("N")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
    }

    /// A number of gradients or pictures. A default is shown where the field has one.
    template <typename Field>
    static void addCount(CLI::App& command, const char* name, Field& field, const char* help) {
        CLI::Option* option = command.add_option(name, field, help);
        option->type_name("N")->check(CLI::Range(2, 100'000));
        if constexpr (std::is_same_v<Field, int>) option->capture_default_str();
    }

    std::vector<std::string> methodsWithTolerance() const {
        std::vector<std::string> names;
        for (const MethodSpec& method : m_catalogue.methods)
            if (hasParameter(method, "tolerance")) names.push_back(method.name);
        return names;
    }

    void addWhereOptions(CLI::App& command, std::string& model, std::string& device) {
        command.add_option("--model", model, "A name that sigscope models lists, or a file")
            ->type_name("NAME|FILE")
            ->capture_default_str();
        command.add_option("--device", device, "Where to compute")
            ->type_name(namesOf(m_catalogue.devices, "|"))
            ->check(nameOf(m_catalogue.devices))
            ->capture_default_str();
    }

    void addBenchmarkOptions(CLI::App& command) {
        BenchmarkRequest& request = m_line.benchmark;
        command.add_option("IMAGE", request.image, "The photograph; a sample if none is given")
            ->check(CLI::ExistingFile);
        addWhereOptions(command, request.model, request.device);
        addCount(command, "--evaluations", request.evaluations,
                 "Gradients of each run, at most; the published number if not given");
        addRounds(command, request.rounds, "Runs of each kind; medians are compared");
    }

    void readBenchmark() {
        m_line.command = CommandLine::Command::BenchMethods;
        if (m_benchGradients->parsed()) m_line.benchmark.entries = {"sig", "ig"};
        if (m_noReference) m_line.benchmark.references = ReferenceLoops::LeftOut;
        m_line.benchmark.preprocessing = m_benchPreprocessing->values();
    }

    void readStudy() {
        m_line.command = CommandLine::Command::Study;
        m_line.study = m_studyFlags.options();
        m_words.insert(m_words.begin(), "sigscope");
        m_line.study.request.command = shellCommand(m_words);
        if (m_line.study.action != StudyOptions::Action::Submit) return;
        // What the nodes would refuse is refused here.
        std::vector<std::string> run{"study", "run", "-o", "shard", "--shard", "1/1"};
        run.insert(run.end(), m_line.study.runArguments.begin(), m_line.study.runArguments.end());
        const auto parsed = parseCommandLine(m_catalogue, {}, run);
        if (const auto* answer = std::get_if<Answer>(&parsed))
            throw std::invalid_argument("study submit: of what follows --: " + answer->text);
    }

    CommandLine commandLine() {
        if (m_explain.parsed()) {
            m_line.command = CommandLine::Command::Explain;
            m_line.explain = m_explainFlags.options();
        } else if (m_compare.parsed()) {
            m_line.command = CommandLine::Command::Compare;
            m_line.compare = m_compareFlags.options();
        } else if (m_evaluate.parsed()) {
            m_line.command = CommandLine::Command::Evaluate;
            m_line.evaluate = m_evaluateFlags.options();
        } else if (m_study.parsed()) {
            readStudy();
        } else if (m_animate.parsed()) {
            m_line.command = CommandLine::Command::Animate;
            m_line.animate = m_animateFlags.options();
        } else if (m_figure.parsed()) {
            m_line.command = CommandLine::Command::Figure;
            m_line.figure = m_figureFlags.options();
        } else if (m_models->parsed()) {
            m_line.command = m_modelsCheck->parsed() ? CommandLine::Command::ModelsCheck
                                                     : CommandLine::Command::Models;
        } else if (m_methods->parsed()) {
            m_line.command =
                m_markdown ? CommandLine::Command::MethodReference : CommandLine::Command::Methods;
        } else if (m_benchWindow->parsed()) {
            m_line.command = CommandLine::Command::BenchWindow;
        } else if (m_benchMetrics->parsed()) {
            m_line.command = CommandLine::Command::BenchMetrics;
        } else if (m_benchStart->parsed()) {
            m_line.command = CommandLine::Command::BenchStart;
            m_line.start.report = m_startJson ? Report::Json : Report::Summary;
        } else if (m_benchIntegration->parsed()) {
            m_line.command = CommandLine::Command::BenchIntegration;
            if (m_noReference) m_line.integration.request.references = ReferenceLoops::LeftOut;
        } else if (m_bench->parsed()) {
            readBenchmark();
        }
        return m_line;
    }

    /// Help and version come as exceptions too.
    Answer answerTo(const CLI::ParseError& error) const {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            std::ostringstream out;
            m_app.exit(error, out, out);
            return {ExitStatus::Done, out.str()};
        }
        std::string line = error.what();
        std::ranges::replace(line, '\n', ' ');
        return {ExitStatus::BadInput, line};
    }

    const Catalogue& m_catalogue;
    CommandLine m_line;
    std::vector<std::string> m_words;  ///< What is parsed.
    std::vector<BenchmarkEntry> m_benchmarkEntries;
    bool m_markdown = false;
    bool m_noReference = false;
    bool m_startJson = false;
    CLI::App m_app;
    CLI::App& m_explain;
    ExplainFlags m_explainFlags;
    CLI::App& m_compare;
    CompareFlags m_compareFlags;
    CLI::App& m_evaluate;
    EvaluateFlags m_evaluateFlags;
    CLI::App& m_study;
    StudyFlags m_studyFlags;
    CLI::App& m_animate;
    AnimateFlags m_animateFlags;
    CLI::App& m_figure;
    FigureFlags m_figureFlags;
    CLI::App* m_models = nullptr;
    CLI::App* m_modelsCheck = nullptr;
    CLI::App* m_methods = nullptr;
    CLI::App* m_bench = nullptr;
    CLI::App* m_benchMethods = nullptr;
    CLI::App* m_benchGradients = nullptr;
    CLI::App* m_benchIntegration = nullptr;
    CLI::App* m_benchMetrics = nullptr;
    CLI::App* m_benchStart = nullptr;
    CLI::App* m_benchWindow = nullptr;
    std::optional<SpecFlags> m_benchPreprocessing;
};

}  // namespace

std::variant<CommandLine, Answer> parseCommandLine(const Catalogue& catalogue,
                                                   const std::string& version,
                                                   const std::vector<std::string>& arguments) {
    return Parser(catalogue, version).parse(arguments);
}

}  // namespace sigscope::app
