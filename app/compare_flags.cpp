#include "app/compare_flags.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "engine/api/baseline_list.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

using Columns = std::vector<ComparisonColumn>;

/// Of a file its name, of anything else itself.
std::string shortName(const std::string& value) {
    const std::string name = std::filesystem::path(value).filename().string();
    return name.empty() ? value : name;
}

/// Each of `columns` with each of `values`; as they are where there are none.
Columns varied(const Columns& columns, const std::vector<std::string>& values,
               const std::function<void(ComparisonColumn&, const std::string&)>& vary) {
    if (values.empty()) return columns;
    Columns all;
    for (const ComparisonColumn& column : columns)
        for (const std::string& value : values) vary(all.emplace_back(column), value);
    return all;
}

void addToTitle(ComparisonColumn& column, const std::string& text) {
    column.title += (column.title.empty() ? "" : ", ") + text;
}

/// Files in different folders may be called alike.
void numberAlike(Columns& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string title = columns[i].title;
        int alike = 1;
        for (std::size_t j = i + 1; j < columns.size(); ++j)
            if (columns[j].title == title) columns[j].title += " (" + std::to_string(++alike) + ")";
    }
}

void checkOnce(const std::string& flag, const std::vector<std::string>& values) {
    for (auto value = values.begin(); value != values.end(); ++value)
        if (std::find(values.begin(), value, *value) != value)
            throw std::invalid_argument(flag + ": " + *value + " is given twice");
}

}  // namespace

CompareFlags::CompareFlags(CLI::App& command, const Catalogue& catalogue)
    : m_command(command),
      m_catalogue(catalogue),
      m_explain(command, catalogue, requestFields(catalogue), ExplainFlags::Command::Compare),
      m_comparison(command, "Figure") {
    addList("--methods", m_methods, "--method", "A column for each of these methods")
        ->type_name("NAME[,NAME]")
        ->check(nameOf(catalogue.methods));
    addList("--baselines", m_baselines, "--baseline",
            "A column from each of these baselines; of several lists for each combination")
        ->type_name("BASELINE[,BASELINE]");
    addList("--models", m_models, "--model", "A column for each of these models")
        ->type_name("NAME|FILE[,NAME|FILE]");
    addList("--targets", m_targets, "--target", "A column for each of these classes")
        ->type_name("N|NAME[,N|NAME]");
}

CLI::Option* CompareFlags::addList(const std::string& flag, std::vector<std::string>& values,
                                   const std::string& single, const std::string& help) {
    return m_command.add_option(flag, values, help)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->group("Columns")
        ->excludes(m_command.get_option(single));
}

void CompareFlags::checkLists() const {
    if (m_methods.empty() && m_baselines.empty() && m_models.empty() && m_targets.empty())
        throw std::invalid_argument(
            "--methods, --baselines, --models or --targets is required: what the columns differ "
            "in, as in --methods sig,ig");
    checkOnce("--methods", m_methods);
    checkOnce("--baselines", m_baselines);
    checkOnce("--models", m_models);
    checkOnce("--targets", m_targets);
}

void CompareFlags::checkBaselines(const Columns& columns) const {
    const auto isUsed = [this](const ComparisonColumn& column) {
        const MethodSpec* method = m_catalogue.method(column.request.method);
        return method == nullptr || usesBaseline(*method, column.request.parameters);
    };
    if (m_baselines.size() > 1 && std::ranges::none_of(columns, isUsed))
        throw std::invalid_argument("--baselines: " + columns.front().request.method +
                                    " does not use the baseline, so that the columns would be "
                                    "alike");
}

void CompareFlags::requireFigure(const std::vector<std::filesystem::path>& outputs) const {
    if (std::ranges::count(outputs, ui::ResultFormat::Figure, ui::resultFormat) > 0) return;
    std::optional<std::string> flag = m_comparison.firstGiven();
    if (!flag && m_command.get_option("--map")->count() > 0) flag = "--map";
    if (flag)
        throw std::invalid_argument(
            *flag + ": is that of a figure, and none is written; add -o FILE.png, .svg or .pdf");
}

Columns CompareFlags::methodColumns(const ExplainRequest& given) const {
    const std::vector<std::string> methods =
        m_methods.empty() ? std::vector{given.method} : m_methods;
    const std::vector<ParameterValues> parameters = m_explain.parametersOf(methods);
    Columns columns;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        ComparisonColumn& column = columns.emplace_back();
        column.request = given;
        column.request.method = methods[i];
        column.request.parameters = parameters[i];
        if (!m_methods.empty()) column.title = methods[i];
    }
    return columns;
}

CompareOptions CompareFlags::options() const {
    checkLists();
    const ExplainOptions given = m_explain.withoutParameters();
    requireFigure(given.outputs);
    Columns columns = methodColumns(given.request);
    checkBaselines(columns);
    columns = varied(columns, m_baselines, [](ComparisonColumn& column, const std::string& value) {
        addToTitle(column, shortName(value));
        setBaselines(column.request, {parseBaseline(value)});
    });
    columns = varied(columns, m_models, [](ComparisonColumn& column, const std::string& value) {
        addToTitle(column, shortName(value));
        column.request.model = value;
    });
    columns = varied(columns, m_targets, [](ComparisonColumn& column, const std::string& value) {
        addToTitle(column, value);
        column.request.target = value;
    });
    numberAlike(columns);
    std::vector<ExplainRequest> requests;
    for (const ComparisonColumn& column : columns) requests.push_back(column.request);
    m_explain.checkCompanions(requests);
    return {std::move(columns), given.report, given.outputs,
            m_comparison.view(given.view.reduction)};
}

}  // namespace sigscope::app
