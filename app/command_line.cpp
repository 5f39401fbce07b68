#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "app/animate_flags.h"
#include "app/bench_flags.h"
#include "app/compare_flags.h"
#include "app/evaluate_flags.h"
#include "app/explain_flags.h"
#include "app/figure_flags.h"
#include "app/shell_words.h"
#include "app/study_flags.h"

namespace sigscope::app {

namespace {

/// Builds the parser once and turns what it read into a CommandLine.
class Parser {
public:
    Parser(const Catalogue& catalogue, const std::string& version)
        : m_catalogue(catalogue),
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
          m_figureFlags(m_figure, catalogue),
          m_models(*m_app.add_subcommand(
              "models",
              "Lists the models that can be named: the program's, and those in the caches of "
              "torchvision, timm and Hugging Face")),
          m_modelsCheck(*m_models.add_subcommand(
              "check", "Says what a weights file holds, or why it cannot be used")),
          m_methods(*m_app.add_subcommand("methods", "Lists the methods and their parameters")),
          m_bench(*m_app.add_subcommand("bench", "Measures the engine on this machine")),
          m_benchFlags(m_bench, catalogue, m_line) {
        m_app.set_version_flag("--version", version);
        m_app.add_option("IMAGE", m_line.image,
                         "A photograph to open in the window, or a result or session to restore");
        m_app.require_subcommand(0, 1);
        m_modelsCheck.add_option("FILE", m_line.model, "A file of weights, or a name")->required();
        m_methods.add_flag("--markdown", m_markdown, "As the reference page, docs/METHODS.md");
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
        } else if (m_models.parsed()) {
            m_line.command = m_modelsCheck.parsed() ? CommandLine::Command::ModelsCheck
                                                    : CommandLine::Command::Models;
        } else if (m_methods.parsed()) {
            m_line.command =
                m_markdown ? CommandLine::Command::MethodReference : CommandLine::Command::Methods;
        } else if (m_bench.parsed()) {
            m_benchFlags.read();
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
    bool m_markdown = false;
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
    CLI::App& m_models;
    CLI::App& m_modelsCheck;
    CLI::App& m_methods;
    CLI::App& m_bench;
    BenchFlags m_benchFlags;
};

}  // namespace

std::variant<CommandLine, Answer> parseCommandLine(const Catalogue& catalogue,
                                                   const std::string& version,
                                                   const std::vector<std::string>& arguments) {
    return Parser(catalogue, version).parse(arguments);
}

}  // namespace sigscope::app
