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

std::vector<std::string> kindNames() {
    std::vector<std::string> names;
    for (const PaperFigureKind kind : ui::everyFigureKind)
        names.push_back(ui::kindName(kind).toStdString());
    return names;
}

/// What a row of the figure is of.
struct FigureRow {
    std::string title;  ///< Empty where there is one row.
    ExplainRequest request;
};

/// A row for each picture with each model; that of `given` where `models` is empty.
std::vector<FigureRow> rowsOf(const ExplainRequest& given,
                              const std::vector<std::filesystem::path>& pictures,
                              const std::vector<std::string>& models) {
    std::vector<FigureRow> rows;
    const std::vector<std::string> all = models.empty() ? std::vector{given.model} : models;
    for (const std::filesystem::path& picture : pictures)
        for (const std::string& model : all) {
            FigureRow& row = rows.emplace_back(FigureRow{{}, given});
            row.request.image = picture;
            row.request.model = model;
            if (pictures.size() > 1) row.title += picture.filename().string() + ", ";
            if (all.size() > 1)
                row.title += std::filesystem::path(model).filename().string() + ", ";
        }
    return rows;
}

}  // namespace

double parseWidth(const std::string& text) {
    // 1.5 is a number of columns.
    static const std::map<std::string, double> namedWidths{{"single", ui::singleColumn},
                                                           {"1.5", ui::oneAndAHalfColumns},
                                                           {"double", ui::doubleColumn}};
    if (const auto named = namedWidths.find(text); named != namedWidths.end()) return named->second;
    double width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    const std::string unit(end, text.data() + text.size());
    if (error != std::errc() || !(unit.empty() || unit == "mm") ||
        !(width >= ui::narrowestFigure && width <= ui::widestFigure))
        throw std::invalid_argument("--width: " + text +
                                    " is neither single, 1.5 nor double, nor 30mm to 400mm");
    return width;
}

FigureFlags::FigureFlags(CLI::App& command, const Catalogue& catalogue)
    : m_command(command),
      m_catalogue(catalogue),
      m_kindOption(
          oneOf(kindNames(),
                command.add_option(
                    "KIND", m_kind,
                    "surface: f over the plane of a path; strips: x(α) over the map so far; "
                    "spectra: Fourier magnitudes along paths; paths: picture, step and map "
                    "of several methods, and f with ΣA; grid: pictures by methods"))
              ->required()),
      m_explain(command, catalogue, requestFields(catalogue), ExplainFlags::Command::Figure) {
    command
        .add_option("--methods", m_methods,
                    "The methods, in this order. Default: sig for surface and strips, ig,sig for "
                    "spectra and grid, ig,big,sig for paths")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(nameOf(catalogue.methods))
        ->excludes(command.get_option("--method"));
    command.add_option("--models", m_models, "Of a grid: a row of each picture for each of these")
        ->type_name("NAME|FILE[,NAME|FILE]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->excludes(command.get_option("--model"));
    addPlaces();
    addPrint();
}

void FigureFlags::addPlaces() {
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
        .add_option("--resolution", m_resolution,
                    "Of a surface: points of its grid across and down, each an evaluation of f")
        ->type_name("N")
        ->check(CLI::Range(coarsestSurface, finestSurface))
        ->group("Figure")
        ->capture_default_str();
    oneOf({"row", "own"},
          m_command.add_option("--scale", m_scale,
                               "Of a grid: one scale for the maps of a row, or each map its own"))
        ->group("Figure")
        ->capture_default_str();
}

void FigureFlags::addPrint() {
    m_command.add_option("--title", m_heading, "A line above the figure")
        ->type_name("TEXT")
        ->group("Figure");
    m_command
        .add_option("--width", m_width,
                    "Of the page: a journal's columns (84, 129, 174 mm) or millimetres. Default: "
                    "single; for paths double")
        ->type_name("single|1.5|double|MM")
        ->group("Figure");
    m_command.add_option("--dpi", m_print.dpi, "Resolution of .png, and of pictures in the others")
        ->type_name("N")
        ->check(CLI::Range(ui::lowestResolution, ui::highestResolution))
        ->group("Figure")
        ->capture_default_str();
    m_command
        .add_option_function<std::string>(
            "--font",
            [this](const std::string& family) { m_print.family = QString::fromStdString(family); },
            "Family of all texts. Default: " + m_print.family.toStdString())
        ->type_name("FAMILY")
        ->group("Figure");
    m_command.add_option("--font-size", m_print.fontSize, "Of all texts, in points")
        ->type_name("PT")
        ->check(CLI::Range(ui::smallestType, ui::largestType))
        ->group("Figure")
        ->capture_default_str();
}

ui::PaperFigureOptions FigureFlags::figure(Reduction reduction) const {
    ui::PaperFigureOptions figure;
    // The parser took no other name.
    figure.kind = ui::kindNamed(QString::fromStdString(m_kind)).value_or(figure.kind);
    figure.alphas = m_alphas.empty() ? ui::usualAlphas(figure.kind) : m_alphas;
    figure.equalColumns = m_equalColumns;
    checkKind(figure.kind);
    figure.gridMaps = m_scale == "own" ? ui::GridMaps::OwnScale : ui::GridMaps::RowScale;
    figure.heading = QString::fromStdString(m_heading);
    figure.reduction = reduction;
    figure.print = m_print;
    figure.print.width = m_width.empty() ? ui::usualWidth(figure.kind) : parseWidth(m_width);
    return figure;
}

void FigureFlags::checkKind(PaperFigureKind kind) const {
    const auto isGiven = [this](const char* flag) {
        return m_command.get_option(flag)->count() > 0;
    };
    const bool hasPlaces = kind != PaperFigureKind::Grid && kind != PaperFigureKind::Surface;
    if (!hasPlaces && (isGiven("--alphas") || isGiven("--columns")))
        throw std::invalid_argument("--alphas and --columns say nothing of a " + m_kind +
                                    ": it shows whole " +
                                    (kind == PaperFigureKind::Grid ? "maps" : "paths"));
    const bool hasMaps = kind != PaperFigureKind::Surface && kind != PaperFigureKind::Spectra;
    if (!hasMaps && isGiven("--map"))
        throw std::invalid_argument("--map: a figure of " + m_kind + " shows no map");
    if (kind != PaperFigureKind::Surface && isGiven("--resolution"))
        throw std::invalid_argument("--resolution is that of a surface; " + m_kind + " have none");
    if (kind != PaperFigureKind::Grid && isGiven("--models"))
        throw std::invalid_argument("--models: are those of a grid; " + m_kind +
                                    " are of one model");
    if (kind != PaperFigureKind::Grid && isGiven("--scale"))
        throw std::invalid_argument("--scale is that of a grid; the maps of " + m_kind +
                                    " have one scale");
}

std::vector<std::string> FigureFlags::methods(PaperFigureKind kind) const {
    if (!m_methods.empty()) return m_methods;
    const CLI::Option* single = m_command.get_option("--method");
    if (single->count() > 0) return {single->as<std::string>()};
    return ui::usualMethods(kind);
}

void FigureFlags::requirePaths(const std::vector<std::string>& methods) const {
    for (const std::string& method : methods)
        if (const MethodSpec* spec = m_catalogue.method(method); spec && !spec->traits.hasPath())
            throw std::invalid_argument("--methods: " + method +
                                        " has no path; `figure grid` shows its map");
}

std::vector<std::filesystem::path> FigureFlags::pictures(const ExplainOptions& given) const {
    std::vector<std::filesystem::path> places{given.request.image};
    places.insert(places.end(), given.moreImages.begin(), given.moreImages.end());
    Outcome<std::vector<std::filesystem::path>> pictures = picturesAt(places);
    if (!pictures) throw std::invalid_argument(pictures.error());
    return std::move(pictures).value();
}

FigureOptions FigureFlags::options() const {
    const ExplainOptions given = m_explain.withoutParameters();
    if (given.outputs.empty())
        throw std::invalid_argument("-o is required: the file of the figure, as in -o figure.pdf");
    FigureOptions options{{}, {}, 1, figure(given.view.reduction), given.outputs};
    const PaperFigureKind kind = options.figure.kind;
    const bool isGrid = kind == PaperFigureKind::Grid;
    const std::vector<std::string> names = methods(kind);
    if (!isGrid) requirePaths(names);
    const std::vector<std::filesystem::path> places = pictures(given);
    if (!isGrid && places.size() > 1)
        throw std::invalid_argument(m_kind + ": is of one picture; `figure grid` takes several");
    if (kind == PaperFigureKind::Surface && names.size() > 1)
        throw std::invalid_argument("--methods: a surface is that of one path");
    const std::vector<ParameterValues> parameters = m_explain.parametersOf(names);
    std::vector<ExplainRequest> requests;
    for (const FigureRow& row : rowsOf(given.request, places, m_models))
        for (std::size_t i = 0; i < names.size(); ++i) {
            ExplainRequest& request = requests.emplace_back(row.request);
            request.method = names[i];
            request.parameters = parameters[i];
            request.tracing = isGrid ? Tracing::None : Tracing::Path;
            options.columns.push_back({row.title + names[i], request});
        }
    options.perRow = names.size();
    m_explain.checkCompanions(requests);
    if (kind == PaperFigureKind::Surface) {
        options.columns.clear();
        options.surface = SurfaceRequest{requests.front(), m_resolution};
    }
    return options;
}

}  // namespace sigscope::app
