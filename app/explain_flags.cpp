#include "app/explain_flags.h"

#include <algorithm>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "engine/api/request_files.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

ExplainFlags::ExplainFlags(CLI::App& command, const Catalogue& catalogue,
                           std::vector<RequestField> fields, Command kind)
    : m_command(command),
      m_kind(kind),
      m_catalogue(catalogue),
      m_recipeFlag(addPictures()),
      m_fields(command, std::move(fields)),
      m_parameters(command, catalogue),
      m_preprocessing(command, catalogue.preprocessing, preprocessingGroup) {
    addOutputs();
}

const CLI::Option* ExplainFlags::addPictures() {
    if (m_kind == Command::Figure) {
        m_command.add_option("IMAGES", m_images, "The photograph; of a grid, one or several")
            ->required();
        return nullptr;
    }
    if (m_kind != Command::Explain) {
        m_command.add_option("IMAGE", m_images, "The photograph")->required()->expected(1);
        return nullptr;
    }
    m_command.add_option("IMAGES", m_images,
                         "The photograph, or several, or folders of them; with --recipe, where it "
                         "is if not beside that");
    return m_command
        .add_option("--recipe", m_recipe,
                    "Begins with the request of a result (.npz, .png, .svg, .pdf, .csv) or of a "
                    ".json; what else is given replaces it")
        ->type_name("FILE");
}

void ExplainFlags::addReport() {
    m_command.add_flag("--json", m_json,
                       m_kind == Command::Compare
                           ? "Prints one JSON object on standard output: columns, each as of "
                             "explain --json, and correlation"
                           : "Prints one JSON object on standard output; of several pictures "
                             "JSON Lines, one with the key image for each that was explained");
}

std::string ExplainFlags::outputsHelp() const {
    switch (m_kind) {
        case Command::Explain:
            return "Writes the arrays (.npz), the figure (.png, .svg, .pdf) or the curves (.csv); "
                   "may be repeated. {name} stands for the picture's name without its ending, and "
                   "is needed with several. ";
        case Command::Compare:
            return "Writes the figure (.png, .svg, .pdf), the arrays of each column (.npz) or a "
                   "table (.csv); may be repeated. ";
        case Command::Animate:
            return "Writes the film (.mp4, .webp, .png or .apng, .gif); may be repeated. ";
        case Command::Figure:
            break;
    }
    return "Writes the figure (.svg, .pdf, .png); may be repeated. ";
}

void ExplainFlags::addOutputs() {
    if (m_kind == Command::Explain || m_kind == Command::Compare) addReport();
    m_command
        .add_option("-o,--output", m_outputs,
                    outputsHelp() + namesOf(m_catalogue.outputs, " or ") +
                        ", in place of a file, says what the network's outputs are")
        ->type_name("FILE|" + namesOf(m_catalogue.outputs, "|"))
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);  // What follows the file is a picture, not another output.
    if (m_kind == Command::Explain) {
        addView();
        m_command.add_flag(
            "--keep-path", m_keepsPath,
            "Keeps maps along the path in the .npz (about 5 MB more at 224 × 224), so "
            "that the window shows all of it at once, without computing");
    }
    oneOf({"signed", "absolute"},
          m_command.add_option(
              "--map", m_map,
              "Of a figure: A summed over channels, or |A|, as the published program shows"))
        ->capture_default_str();
}

void ExplainFlags::addView() {
    oneOf({"crop", "original"},
          m_command.add_option("--view", m_view,
                               "Of a figure: the map beside the crop that the model saw, or laid "
                               "back on the whole photograph"))
        ->capture_default_str();
}

bool ExplainFlags::hasRecipe() const {
    return m_recipeFlag != nullptr && m_recipeFlag->count() > 0;
}

void ExplainFlags::checkCompanions(const std::vector<ExplainRequest>& requests) const {
    if (m_images.empty() && !hasRecipe())
        throw std::invalid_argument("IMAGES is required: the photograph to explain, or --recipe");
    m_fields.requireSense(requests);
}

ExplainOptions ExplainFlags::withoutFlags() const {
    ExplainOptions options;
    options.report = m_json ? Report::Json : Report::Summary;
    for (const std::string& output : m_outputs)
        if (!isOutputKind(output)) options.outputs.emplace_back(output);
    options.keptPath = m_keepsPath ? KeptPath::Maps : KeptPath::Curves;
    options.view = {m_view == "original" ? ui::FigureGround::Original : ui::FigureGround::Crop,
                    m_map == "absolute" ? Reduction::Absolute : Reduction::Signed};
    if (!hasRecipe()) return options;
    Outcome<Recipe> recipe = readRecipe(m_recipe, m_catalogue);
    if (!recipe) throw std::invalid_argument(recipe.error());
    options.recipe = std::move(recipe).value();
    options.request = options.recipe->request;
    return options;
}

const MethodSpec& ExplainFlags::methodNamed(const std::string& name) const {
    const MethodSpec* method = m_catalogue.method(name);
    if (!method) throw std::invalid_argument("--method: there is no " + name);
    return *method;
}

void ExplainFlags::readParameters(ExplainOptions& options) const {
    ExplainRequest& request = options.request;
    const MethodSpec& method = methodNamed(request.method);
    if (options.recipe && request.method != options.recipe->request.method)
        request.parameters.clear();
    for (const auto& [name, value] : m_parameters.valuesFor(method, request.parameters))
        request.parameters[name] = value;
}

void ExplainFlags::readModel(ExplainOptions& options) const {
    ExplainRequest& request = options.request;
    const std::string model = recordedModelName(request.model);
    // Another model than the recipe's has its own.
    if (options.recipe && !model.empty() && model != options.recipe->model.name) {
        request.preprocessing.clear();
        request.output.clear();
    }
    const ParameterValues given = m_preprocessing.values();
    // It replaces the recipe's crop, resize and all.
    if (const auto fit = given.find("fit"); fit != given.end() && toText(fit->second) == squashFit)
        request.preprocessing.erase("resize");
    for (const auto& [name, value] : given) request.preprocessing[name] = value;
    for (const std::string& output : m_outputs)
        if (isOutputKind(output)) request.output = output;
}

/// Files have endings, so that no file is mistaken for one.
bool ExplainFlags::isOutputKind(const std::string& output) const {
    return std::ranges::find(m_catalogue.outputs, output, &Choice::name) !=
           m_catalogue.outputs.end();
}

ExplainOptions ExplainFlags::withoutParameters() const {
    ExplainOptions options = withoutFlags();
    m_fields.apply(options.request);
    if (!m_images.empty()) {
        options.request.image = m_images.front();
        options.moreImages.assign(m_images.begin() + 1, m_images.end());
    }
    readModel(options);
    return options;
}

void ExplainFlags::requireOutputs(const ExplainOptions& options) const {
    if (m_kind != Command::Explain) return;
    const auto writes = [&options](ui::ResultFormat format) {
        return std::ranges::count(options.outputs, format, ui::resultFormat) > 0;
    };
    for (const char* flag : {"--view", "--map"})
        if (m_command.get_option(flag)->count() > 0 && !writes(ui::ResultFormat::Figure))
            throw std::invalid_argument(std::string(flag) +
                                        ": is that of a figure, and none is written; add -o "
                                        "FILE.png, .svg or .pdf");
    if (!m_keepsPath) return;
    if (!methodNamed(options.request.method).traits.hasPath())
        throw std::invalid_argument("--keep-path: " + options.request.method + " has no path");
    if (!writes(ui::ResultFormat::Arrays))
        throw std::invalid_argument(
            "--keep-path: is kept in an .npz, and none is written; add -o FILE.npz");
}

ExplainOptions ExplainFlags::options() const {
    ExplainOptions options = withoutParameters();
    readParameters(options);
    requireOutputs(options);
    if (m_keepsPath) options.request.tracing = Tracing::Path;
    checkCompanions({options.request});
    return options;
}

std::vector<ParameterValues> ExplainFlags::parametersOf(
    const std::vector<std::string>& methods) const {
    std::vector<const MethodSpec*> specs;
    for (const std::string& method : methods) specs.push_back(&methodNamed(method));
    return m_parameters.valuesForEach(specs);
}

}  // namespace sigscope::app
