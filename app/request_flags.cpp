#include "app/request_flags.h"

#include <algorithm>
#include <stdexcept>

#include "app/catalogue_names.h"
#include "app/parameter_flags.h"

namespace sigscope::app {

namespace {

/// What follows the flag.
void describeValue(CLI::Option& option, const RequestField& field) {
    const ParameterSpec& spec = field.spec;
    option.type_name(valuesText(field));
    option.default_str(toText(spec.defaultValue));
    if (spec.kind == ParameterSpec::Kind::Choice) option.check(nameOf(spec.choices));
    if (spec.kind == ParameterSpec::Kind::Integer)
        option.check(CLI::Range(static_cast<std::int64_t>(spec.minimum),
                                static_cast<std::int64_t>(spec.maximum)));
    // What follows the value is IMAGE, not another value.
    if (field.flag.form == FlagForm::Repeated)
        option.expected(1)->take_all()->allow_extra_args(false);
}

CLI::Option* addFlag(CLI::App& command, const RequestField& field) {
    const std::string& help = field.flag.help.empty() ? field.spec.help : field.flag.help;
    const std::string name = "--" + field.spec.name;
    if (field.flag.form == FlagForm::Switch) return command.add_flag(name, help);
    CLI::Option* option = command.add_option(name, help);
    describeValue(*option, field);
    return option;
}

FieldValues valuesOf(const RequestField& field, const CLI::Option& option) {
    if (field.flag.form == FlagForm::Switch) return {field.spec.choices.back().name};
    FieldValues values;
    for (const std::string& text : option.results())
        values.push_back(parseParameter(field.spec, text));
    return values;
}

}  // namespace

RequestFlags::RequestFlags(CLI::App& command, std::vector<RequestField> fields)
    : m_fields(std::move(fields)) {
    for (const RequestField& field : m_fields)
        if (field.flag.form != FlagForm::None) m_options[field.spec.name] = addFlag(command, field);
}

void RequestFlags::apply(ExplainRequest& request) const {
    for (const RequestField& field : m_fields) {
        if (!has(field.spec.name)) continue;
        try {
            field.set(request, valuesOf(field, *m_options.at(field.spec.name)));
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument(std::string("--") + error.what());
        }
    }
}

void RequestFlags::requireSense(const std::vector<ExplainRequest>& requests) const {
    for (const RequestField& field : m_fields) {
        const FieldFlag& flag = field.flag;
        if (has(field.spec.name) && flag.sense != nullptr &&
            std::ranges::none_of(requests, flag.sense))
            throw std::invalid_argument("--" + field.spec.name + ": " + flag.condition);
    }
}

std::optional<std::string> RequestFlags::firstGiven() const {
    for (const RequestField& field : m_fields)
        if (has(field.spec.name)) return "--" + field.spec.name;
    return {};
}

bool RequestFlags::has(const std::string& name) const {
    const auto option = m_options.find(name);
    return option != m_options.end() && option->second->count() > 0;
}

std::string valuesText(const RequestField& field) {
    return field.flag.placeholder.empty() ? rangeText(field.spec) : field.flag.placeholder;
}

}  // namespace sigscope::app
