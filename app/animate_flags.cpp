#include "app/animate_flags.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace sigscope::app {

namespace {

using ui::FilmPane;

/// The panes by the names that the command line has for them.
const std::vector<std::pair<std::string, FilmPane>> namedPanes{{"x", FilmPane::Point},
                                                               {"spectrum", FilmPane::Spectrum},
                                                               {"added", FilmPane::Step},
                                                               {"sofar", FilmPane::SoFar},
                                                               {"chart", FilmPane::Chart}};

std::vector<std::string> paneNames() {
    std::vector<std::string> names;
    for (const auto& [name, pane] : namedPanes) names.push_back(name);
    return names;
}

std::vector<FilmPane> panesNamed(const std::vector<std::string>& names) {
    std::vector<FilmPane> panes;
    for (const std::string& name : names) {
        const FilmPane pane =
            std::ranges::find(namedPanes, name, &std::pair<std::string, FilmPane>::first)->second;
        if (std::ranges::find(panes, pane) != panes.end())
            throw std::invalid_argument("--panes: " + name + " is given twice");
        panes.push_back(pane);
    }
    return panes;
}

}  // namespace

AnimateFlags::AnimateFlags(CLI::App& command, const Catalogue& catalogue)
    : m_explain(command, catalogue, requestFields(catalogue), ExplainFlags::Command::Animate) {
    const auto add = [&command](const std::string& flag, auto& value, const std::string& help) {
        return command.add_option(flag, value, help)->group("Film")->capture_default_str();
    };
    add("--panes", m_panes, "What it shows, in this order; the chart lies below")
        ->type_name("x|spectrum|added|sofar|chart[,…]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(CLI::IsMember(paneNames()));
    add("--pace", m_pace,
        "Time passes where f or the picture changes, half by each, or evenly with α")
        ->type_name("change|alpha")
        ->check(CLI::IsMember({"change", "alpha"}));
    add("--seconds", m_film.seconds, "From α = 0 to 1")
        ->type_name("S")
        ->check(CLI::Range(0.1, ui::longestFilm));
    add("--hold", m_film.hold, "Seconds that the last frame stays")
        ->type_name("S")
        ->check(CLI::Range(0.0, ui::longestFilm));
    add("--fps", m_film.framesPerSecond, "Frames per second")
        ->type_name("N")
        ->check(CLI::Range(1, ui::mostFramesPerSecond));
    add("--size", m_film.width, "The film's width in pixels; its height follows from the panes")
        ->type_name("N")
        ->check(CLI::Range(ui::narrowestFilm, ui::widestFilm));
}

AnimateOptions AnimateFlags::options() const {
    const ExplainOptions given = m_explain.options();
    if (given.outputs.empty())
        throw std::invalid_argument("-o is required: the file of the film, as in -o film.mp4");
    AnimateOptions options{given.request, m_film, given.outputs};
    options.request.tracing = Tracing::Path;
    options.film.panes = panesNamed(m_panes);
    options.film.pace = m_pace == "alpha" ? ui::Pace::Alpha : ui::Pace::Change;
    options.film.display.reduction = given.view.reduction;
    return options;
}

}  // namespace sigscope::app
