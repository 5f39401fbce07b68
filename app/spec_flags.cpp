#include "app/spec_flags.h"

#include <stdexcept>
#include <utility>

#include "app/parameter_flags.h"

namespace sigscope::app {

SpecFlags::SpecFlags(CLI::App& command, std::vector<ParameterSpec> specs, const std::string& group)
    : m_specs(std::move(specs)) {
    for (const ParameterSpec& spec : m_specs)
        m_options[spec.name] = command.add_option("--" + spec.name, m_texts[spec.name], spec.help)
                                   ->type_name(rangeText(spec))
                                   ->group(group);
}

ParameterValues SpecFlags::values() const {
    ParameterValues values;
    for (const ParameterSpec& spec : m_specs) {
        if (m_options.at(spec.name)->count() == 0) continue;
        try {
            values[spec.name] = parseParameter(spec, m_texts.at(spec.name));
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument(std::string("--") + error.what());
        }
    }
    return values;
}

}  // namespace sigscope::app
