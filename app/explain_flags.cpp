#include "app/explain_flags.h"

#include <algorithm>
#include <stdexcept>

#include "app/catalogue_names.h"

namespace sigscope::app {

ExplainFlags::ExplainFlags(CLI::App& command, const Catalogue& catalogue,
                           std::vector<RequestField> fields)
    : m_command(command),
      m_catalogue(catalogue),
      m_recipeFlag(addRecipe()),
      m_fields(command, std::move(fields)),
      m_parameters(command, catalogue),
      m_preprocessing(command, catalogue.preprocessing) {
    addOutputs();
}

const CLI::Option* ExplainFlags::addRecipe() {
    return m_command
        .add_option("--recipe", m_recipe,
                    "Begins with the request of a result (.npz, .png, .svg, .pdf, .csv) or of a "
                    ".json; what else is given replaces it")
        ->type_name("FILE");
}

void ExplainFlags::addOutputs() {
    m_command.add_flag("--json", m_json, "Prints one JSON object on standard output");
    m_command
        .add_option("-o,--output", m_outputs,
                    "Writes the arrays (.npz), the figure (.png, .svg, .pdf) or the curves (.csv); "
                    "may be repeated. " +
                        namesOf(m_catalogue.outputs, " or ") +
                        ", in place of a file, says what the network's outputs are")
        ->type_name("FILE|" + namesOf(m_catalogue.outputs, "|"))
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);  // What follows the file is IMAGE, not another output.
    m_command
        .add_option("--view", m_view,
                    "Of a figure: the map beside the crop that the model saw, or laid back on the "
                    "whole photograph")
        ->type_name("crop|original")
        ->check(CLI::IsMember({"crop", "original"}))
        ->capture_default_str();
    m_command
        .add_option("--map", m_map,
                    "Of a figure: A summed over channels, or |A|, as the published program shows")
        ->type_name("signed|absolute")
        ->check(CLI::IsMember({"signed", "absolute"}))
        ->capture_default_str();
}

void ExplainFlags::checkCompanions(const ExplainRequest& request) const {
    if (!m_fields.has("IMAGE") && m_recipeFlag->count() == 0)
        throw std::invalid_argument("IMAGE is required: the photograph to explain, or --recipe");
    m_fields.requireSense(request);
}

ExplainOptions ExplainFlags::withoutFlags() const {
    ExplainOptions options;
    options.report = m_json ? Report::Json : Report::Summary;
    for (const std::string& output : m_outputs)
        if (!isOutputKind(output)) options.outputs.emplace_back(output);
    options.view = {m_view == "original" ? ui::FigureGround::Original : ui::FigureGround::Crop,
                    m_map == "absolute" ? Reduction::Absolute : Reduction::Signed};
    if (m_recipeFlag->count() == 0) return options;
    Outcome<Recipe> recipe = readRecipe(m_recipe, m_catalogue);
    if (!recipe) throw std::invalid_argument(recipe.error());
    options.recipe = std::move(recipe).value();
    options.request = options.recipe->request;
    return options;
}

void ExplainFlags::readParameters(ExplainRequest& request, const std::string& methodBefore) const {
    const MethodSpec* method = m_catalogue.method(request.method);
    if (!method) throw std::invalid_argument("--method: there is no " + request.method);
    if (request.method != methodBefore) request.parameters.clear();
    for (const auto& [name, value] : m_parameters.valuesFor(*method))
        request.parameters[name] = value;
}

void ExplainFlags::readModel(ExplainOptions& options) const {
    ExplainRequest& request = options.request;
    const std::string model = std::filesystem::path(request.model).filename().string();
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

ExplainOptions ExplainFlags::options() const {
    ExplainOptions options = withoutFlags();
    const std::string methodBefore = options.request.method;
    m_fields.apply(options.request);
    readParameters(options.request, methodBefore);
    readModel(options);
    checkCompanions(options.request);
    return options;
}

}  // namespace sigscope::app
