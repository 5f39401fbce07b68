#include "app/map_flags.h"

#include <algorithm>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "engine/api/request_field.h"

namespace sigscope::app {

namespace {

std::vector<RequestField> fieldsWithout(const Catalogue& catalogue,
                                        const std::set<std::string>& names) {
    std::vector<RequestField> fields = requestFields(catalogue);
    std::erase_if(fields,
                  [&](const RequestField& field) { return names.contains(field.spec.name); });
    return fields;
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
      m_preprocessing(command, catalogue.preprocessing) {
    command.add_option("--methods", m_methods, "Methods that make the maps")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(nameOf(catalogue.methods));
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

std::vector<ChosenMethod> MapFlags::methods() const {
    std::vector<const MethodSpec*> specs;
    for (const std::string& name : m_methods) {
        if (std::ranges::count(m_methods, name) > 1)
            throw std::invalid_argument("--methods: " + name + " is given twice");
        specs.push_back(m_catalogue.method(name));
    }
    const std::vector<ParameterValues> parameters = m_parameters.valuesForEach(specs);
    std::vector<ChosenMethod> methods;
    for (std::size_t i = 0; i < m_methods.size(); ++i)
        methods.push_back({m_methods[i], parameters[i]});
    return methods;
}

}  // namespace sigscope::app
