#include "app/map_flags.h"

#include "app/catalogue_names.h"
#include "app/chosen_methods.h"
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
    return chosenMethods(m_catalogue, m_methods, m_parameters);
}

}  // namespace sigscope::app
