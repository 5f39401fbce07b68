#include "app/figure_flags.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "engine/api/picture_file.h"

namespace sigscope::app {

namespace {

using ui::PaperFigureKind;

const std::map<std::string, PaperFigureKind> namedFigures{{"strips", PaperFigureKind::Strips},
                                                          {"spectra", PaperFigureKind::Spectra},
                                                          {"paths", PaperFigureKind::Paths},
                                                          {"grid", PaperFigureKind::Grid}};

/// Of most journals, in millimetres. 1.5 is a number of columns.
const std::map<std::string, double> namedWidths{{"single", 84}, {"1.5", 129}, {"double", 174}};

constexpr double narrowestFigure = 30;
constexpr double widestFigure = 400;

/// The paper's.
std::vector<std::string> usualMethods(PaperFigureKind kind) {
    switch (kind) {
        case PaperFigureKind::Strips:
            return {"sig"};
        case PaperFigureKind::Paths:
            return {"ig", "big", "sig"};
        default:
            return {"ig", "sig"};
    }
}

/// A chart beside three pictures takes two columns' room.
const char* usualWidthOf(PaperFigureKind kind) {
    return kind == PaperFigureKind::Paths ? "double" : "single";
}

std::string titleOf(const std::filesystem::path& image, const std::string& method,
                    std::size_t pictures) {
    return pictures == 1 ? method : image.filename().string() + ", " + method;
}

}  // namespace

double parseWidth(const std::string& text) {
    if (const auto named = namedWidths.find(text); named != namedWidths.end()) return named->second;
    double width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    const std::string unit(end, text.data() + text.size());
    if (error != std::errc() || !(unit.empty() || unit == "mm") ||
        !(width >= narrowestFigure && width <= widestFigure))
        throw std::invalid_argument("--width: " + text +
                                    " is neither single, 1.5 nor double, nor 30mm to 400mm");
    return width;
}

FigureFlags::FigureFlags(CLI::App& command, const Catalogue& catalogue)
    : m_command(command),
      m_catalogue(catalogue),
      m_kindOption(
          command
              .add_option("KIND", m_kind,
                          "strips: x(α) over the map so far; spectra: Fourier magnitudes along "
                          "paths; paths: picture, step and map of several methods, and f with ΣA; "
                          "grid: pictures by methods")
              ->type_name("strips|spectra|paths|grid")
              ->required()
              ->check(CLI::IsMember({"strips", "spectra", "paths", "grid"}))),
      m_explain(command, catalogue, requestFields(catalogue), ExplainFlags::Command::Figure) {
    command
        .add_option("--methods", m_methods,
                    "The methods, in this order. Default: sig for strips, ig,sig for spectra and "
                    "grid, ig,big,sig for paths")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(nameOf(catalogue.methods))
        ->excludes(command.get_option("--method"));
    addPrint();
}

void FigureFlags::addPrint() {
    CLI::Option* alphas =
        m_command
            .add_option("--alphas", m_alphas,
                        "Places along the path. Default: 0.1,0.3,0.55,0.6,1; for paths 0.5")
            ->type_name("A[,A]")
            ->delimiter(',')
            ->allow_extra_args(false)
            ->take_all()
            ->check(CLI::Range(0.0, 1.0))
            ->group("Figure");
    m_command
        .add_option("--columns", m_equalColumns,
                    "So many places instead, at equal shares of the change of f and the picture")
        ->type_name("N")
        ->check(CLI::Range(1, 20))
        ->group("Figure")
        ->excludes(alphas);
    m_command
        .add_option("--width", m_width,
                    "Of the page: a journal's columns (84, 129, 174 mm) or millimetres. Default: "
                    "single; for paths double")
        ->type_name("single|1.5|double|MM")
        ->group("Figure");
    m_command.add_option("--dpi", m_print.dpi, "Resolution of .png, and of pictures in the others")
        ->type_name("N")
        ->check(CLI::Range(72.0, 1200.0))
        ->group("Figure")
        ->capture_default_str();
    m_command.add_option("--font-size", m_print.fontSize, "Of all texts, in points")
        ->type_name("PT")
        ->check(CLI::Range(3.0, 24.0))
        ->group("Figure")
        ->capture_default_str();
}

ui::PaperFigureOptions FigureFlags::figure(Reduction reduction) const {
    ui::PaperFigureOptions figure;
    figure.kind = namedFigures.at(m_kind);
    if (figure.kind == PaperFigureKind::Paths) figure.alphas = {0.5};
    if (!m_alphas.empty()) figure.alphas = m_alphas;
    figure.equalColumns = m_equalColumns;
    if (figure.kind == PaperFigureKind::Grid && (m_equalColumns > 0 || !m_alphas.empty()))
        throw std::invalid_argument(
            "--alphas and --columns say nothing of a grid: it shows whole "
            "maps");
    figure.reduction = reduction;
    figure.print = m_print;
    figure.print.width = parseWidth(m_width.empty() ? usualWidthOf(figure.kind) : m_width);
    return figure;
}

std::vector<std::string> FigureFlags::methods(PaperFigureKind kind) const {
    if (!m_methods.empty()) return m_methods;
    const CLI::Option* single = m_command.get_option("--method");
    if (single->count() > 0) return {single->as<std::string>()};
    return usualMethods(kind);
}

void FigureFlags::requirePaths(const std::vector<std::string>& methods) const {
    for (const std::string& method : methods)
        if (const MethodSpec* spec = m_catalogue.method(method); spec && !spec->traits.hasPath())
            throw std::invalid_argument("--methods: " + method +
                                        " has no path; `figure grid` shows its map");
}

FigureOptions FigureFlags::options() const {
    const ExplainOptions given = m_explain.withoutParameters();
    if (given.outputs.empty())
        throw std::invalid_argument("-o is required: the file of the figure, as in -o figure.pdf");
    FigureOptions options{{}, 1, figure(given.view.reduction), given.outputs};
    const bool isGrid = options.figure.kind == PaperFigureKind::Grid;
    const std::vector<std::string> names = methods(options.figure.kind);
    if (!isGrid) requirePaths(names);
    std::vector<std::filesystem::path> places{given.request.image};
    places.insert(places.end(), given.moreImages.begin(), given.moreImages.end());
    const Outcome<std::vector<std::filesystem::path>> pictures = picturesAt(places);
    if (!pictures) throw std::invalid_argument(pictures.error());
    if (!isGrid && pictures.value().size() > 1)
        throw std::invalid_argument(m_kind + " are of one picture; `figure grid` takes several");
    const std::vector<ParameterValues> parameters = m_explain.parametersOf(names);
    std::vector<ExplainRequest> requests;
    for (const std::filesystem::path& picture : pictures.value())
        for (std::size_t i = 0; i < names.size(); ++i) {
            ComparisonColumn& column = options.columns.emplace_back();
            column.title = titleOf(picture, names[i], pictures.value().size());
            column.request = given.request;
            column.request.image = picture;
            column.request.method = names[i];
            column.request.parameters = parameters[i];
            column.request.tracing = isGrid ? Tracing::None : Tracing::Path;
            requests.push_back(column.request);
        }
    options.perRow = names.size();
    m_explain.checkCompanions(requests);
    return options;
}

}  // namespace sigscope::app
