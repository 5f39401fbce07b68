#include "app/animate_flags.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "app/catalogue_names.h"

namespace sigscope::app {

namespace {

using ui::FilmPane;

/// The panes by the names that the command line has for them.
const std::vector<std::pair<std::string, FilmPane>>& namedPanes() {
    static const std::vector<std::pair<std::string, FilmPane>> all{{"x", FilmPane::Point},
                                                                   {"spectrum", FilmPane::Spectrum},
                                                                   {"added", FilmPane::Step},
                                                                   {"sofar", FilmPane::SoFar},
                                                                   {"chart", FilmPane::Chart}};
    return all;
}

ui::Alignment alignmentNamed(const std::string& name) {
    if (name == "length") return ui::Alignment::Length;
    return name == "change" ? ui::Alignment::Change : ui::Alignment::Alpha;
}

std::vector<std::string> paneNames() {
    std::vector<std::string> names;
    for (const auto& [name, pane] : namedPanes()) names.push_back(name);
    return names;
}

std::vector<FilmPane> panesNamed(const std::vector<std::string>& names) {
    std::vector<FilmPane> panes;
    for (const std::string& name : names) {
        const FilmPane pane =
            std::ranges::find(namedPanes(), name, &std::pair<std::string, FilmPane>::first)->second;
        if (std::ranges::find(panes, pane) != panes.end())
            throw std::invalid_argument("--panes: " + name + " is given twice");
        panes.push_back(pane);
    }
    return panes;
}

}  // namespace

AnimateFlags::AnimateFlags(CLI::App& command, const Catalogue& catalogue)
    : m_command(command),
      m_explain(command, catalogue, requestFields(catalogue), ExplainFlags::Command::Animate),
      m_comparison(command, "Film") {
    addMaps(catalogue);
    addLayout();
    addTimes();
}

template <typename Value>
CLI::Option* AnimateFlags::add(const std::string& flag, Value& value, const std::string& help) {
    return m_command.add_option(flag, value, help)->group("Film")->capture_default_str();
}

void AnimateFlags::addMaps(const Catalogue& catalogue) {
    m_command
        .add_option("--methods", m_methods,
                    "Several: their maps side by side, filled in along their paths; what has no "
                    "path stands still")
        ->type_name("NAME[,NAME]")
        ->group("Film")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(nameOf(catalogue.methods))
        ->excludes(m_command.get_option("--method"));
    m_command
        .add_option("--caption", m_caption, "In the heading, for the picture’s name and class")
        ->type_name("TEXT")
        ->group("Film");
}

void AnimateFlags::addLayout() {
    add("--panes", m_panes, "What it shows, in this order, and the chart after the pictures")
        ->type_name("x|spectrum|added|sofar|chart[,…]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(CLI::IsMember(paneNames()));
    oneOf({"below", "beside"},
          add("--chart", m_chart, "Where the chart lies: below the pictures, or on their right"));
    add("--size", m_film.width, "The film's width in pixels; its height follows from the panes")
        ->type_name("N")
        ->check(CLI::Range(ui::narrowestFilm, ui::widestFilm));
    add("--per-row", m_film.perRow, "Pictures to a row, at most: its layout")
        ->type_name("N")
        ->check(CLI::Range(1, ui::longestFilmRow));
}

void AnimateFlags::addTimes() {
    oneOf({"change", "alpha"},
          add("--pace", m_pace,
              "Time passes where f or the picture changes, half by each, or evenly with α"));
    oneOf({"alpha", "length", "change"},
          add("--align", m_alignment,
              "What the paths of several maps have in common at each moment: α, the share of their "
              "length, or the share of Δf"));
    add("--seconds", m_film.seconds, "From α = 0 to 1")
        ->type_name("S")
        ->check(CLI::Range(0.1, ui::longestFilm));
    add("--hold", m_film.hold, "Seconds that the last frame stays")
        ->type_name("S")
        ->check(CLI::Range(0.0, ui::longestFilm));
    add("--fps", m_film.framesPerSecond, "Frames per second")
        ->type_name("N")
        ->check(CLI::Range(1, ui::mostFramesPerSecond));
}

std::vector<ComparisonColumn> AnimateFlags::columns(const ExplainOptions& given) const {
    if (m_methods.size() < 2) {
        ExplainRequest request = m_methods.empty() ? m_explain.options().request : given.request;
        if (!m_methods.empty()) {
            request.method = m_methods.front();
            request.parameters = m_explain.parametersOf(m_methods).front();
        }
        request.tracing = Tracing::Path;
        return {ComparisonColumn{request.method, request}};
    }
    const std::vector<ParameterValues> parameters = m_explain.parametersOf(m_methods);
    std::vector<ComparisonColumn> columns;
    std::vector<ExplainRequest> requests;
    for (std::size_t i = 0; i < m_methods.size(); ++i) {
        ExplainRequest& request = requests.emplace_back(given.request);
        request.method = m_methods[i];
        request.parameters = parameters[i];
        request.tracing = Tracing::Path;
        columns.push_back({m_methods[i], request});
    }
    m_explain.checkCompanions(requests);
    return columns;
}

void AnimateFlags::requirePanes(bool isGrid) const {
    const auto isGiven = [this](const char* flag) {
        return m_command.get_option(flag)->count() > 0;
    };
    const auto isShown = [this](const char* pane) { return std::ranges::count(m_panes, pane) > 0; };
    if (isGrid) return;
    if (isGiven("--chart") && !isShown("chart"))
        throw std::invalid_argument("--chart: the chart is none of the --panes");
    if (isGiven("--map") && !isShown("added") && !isShown("sofar"))
        throw std::invalid_argument("--map: there is no map among the --panes");
}

AnimateOptions AnimateFlags::options() const {
    const ExplainOptions given = m_explain.withoutParameters();
    if (given.outputs.empty())
        throw std::invalid_argument("-o is required: the file of the film, as in -o film.mp4");
    AnimateOptions options{columns(given), m_film, {}, alignmentNamed(m_alignment), given.outputs};
    const auto isGiven = [this](const char* flag) {
        return m_command.get_option(flag)->count() > 0;
    };
    for (const char* flag : {"--panes", "--chart"})
        if (options.isGrid() && isGiven(flag))
            throw std::invalid_argument(std::string(flag) +
                                        ": is of one path; several show their maps");
    if (const auto flag = m_comparison.firstGiven(); flag && !options.isGrid())
        throw std::invalid_argument(*flag + ": is that of several maps");
    if (isGiven("--align") && !options.isGrid())
        throw std::invalid_argument("--align: is that of several maps");
    requirePanes(options.isGrid());
    options.view = m_comparison.view(given.view.reduction);
    options.film.caption = QString::fromStdString(m_caption);
    options.film.panes = panesNamed(m_panes);
    options.film.chart = m_chart == "beside" ? ui::ChartPlace::Beside : ui::ChartPlace::Below;
    options.film.pace = m_pace == "alpha" ? ui::Pace::Alpha : ui::Pace::Change;
    options.film.display.reduction = given.view.reduction;
    return options;
}

}  // namespace sigscope::app
