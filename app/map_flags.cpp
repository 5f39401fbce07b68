#include "app/map_flags.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "app/chosen_methods.h"
#include "engine/api/request_field.h"
#include "ui/compare/compared_columns.h"

namespace sigscope::app {

namespace {

constexpr const char* allName = "all";  ///< Of --methods.

std::vector<RequestField> fieldsWithout(const Catalogue& catalogue,
                                        const std::set<std::string>& names) {
    std::vector<RequestField> fields = requestFields(catalogue);
    std::erase_if(fields,
                  [&](const RequestField& field) { return names.contains(field.spec.name); });
    return fields;
}

/// With their defaults, which help is to tell.
std::vector<ParameterSpec> metricFlagSpecs() {
    std::vector<ParameterSpec> specs = metricParameters();
    for (ParameterSpec& spec : specs) spec.help += " Default " + toText(spec.defaultValue) + ".";
    return specs;
}

CLI::Validator metricName() {
    static const std::vector<MetricSpec> specs = metricSpecs();
    return nameOf(specs);
}

}  // namespace

MapFlags::MapFlags(CLI::App& command, const Catalogue& catalogue,
                   const std::set<std::string>& without)
    : m_catalogue(catalogue),
      m_fields(command, fieldsWithout(catalogue, without)),
      m_parameters(command, catalogue),
      m_preprocessing(command, catalogue.preprocessing, preprocessingGroup),
      m_metricParameters(command, metricFlagSpecs(), "How metrics measure") {
    command.add_option("--methods", m_methods, "Methods that make the maps; all but the controls")
        ->type_name("NAME[,NAME]|all")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check([known = nameOf(catalogue.methods)](const std::string& name) {
            return name == allName ? std::string() : known(name);
        });
    command.add_option("--metrics", m_metrics, "What maps are measured by")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->required()
        ->check(metricName());
}

ExplainRequest MapFlags::request() const {
    ExplainRequest request;
    m_fields.apply(request);
    request.preprocessing = m_preprocessing.values();
    m_fields.requireSense({request});
    return request;
}

std::optional<std::string> MapFlags::firstOfRequest() const {
    if (auto field = m_fields.firstGiven()) return field;
    const ParameterValues preprocessing = m_preprocessing.values();
    if (preprocessing.empty()) return {};
    return "--" + preprocessing.begin()->first;
}

ParameterValues MapFlags::metricValues() const {
    ParameterValues values = m_metricParameters.values();
    const std::vector<MetricSpec> specs = metricSpecs();
    for (const auto& [name, value] : values) {
        const auto heeds = [&](const MetricSpec& spec) {
            return std::ranges::count(m_metrics, spec.name) > 0 &&
                   std::ranges::count(spec.parameters, name) > 0;
        };
        if (std::ranges::none_of(specs, heeds))
            throw std::invalid_argument("--" + name + ": none of the metrics heeds it");
    }
    return values;
}

std::vector<ChosenMethod> MapFlags::methods() const {
    std::vector<std::string> names;
    for (const std::string& name : m_methods) {
        if (name == allName)
            std::ranges::copy(ui::allMethods(m_catalogue), std::back_inserter(names));
        else
            names.push_back(name);
    }
    return chosenMethods(m_catalogue, names, m_parameters);
}

}  // namespace sigscope::app
