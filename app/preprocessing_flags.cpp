#include "app/preprocessing_flags.h"

#include <stdexcept>

#include "app/parameter_flags.h"

namespace sigscope::app {

PreprocessingFlags::PreprocessingFlags(CLI::App& command, const std::vector<ParameterSpec>& specs)
    : m_specs(specs) {
    for (const ParameterSpec& spec : specs)
        m_options[spec.name] = command.add_option("--" + spec.name, m_texts[spec.name], spec.help)
                                   ->type_name(rangeText(spec))
                                   ->group("Preprocessing, where it is not the model's own");
}

ParameterValues PreprocessingFlags::values() const {
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
