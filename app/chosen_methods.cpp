#include "app/chosen_methods.h"

#include <algorithm>
#include <stdexcept>

namespace sigscope::app {

std::vector<ChosenMethod> chosenMethods(const Catalogue& catalogue,
                                        const std::vector<std::string>& names,
                                        const ParameterFlags& parameters) {
    std::vector<const MethodSpec*> specs;
    for (const std::string& name : names) {
        if (std::ranges::count(names, name) > 1)
            throw std::invalid_argument("--methods: " + name + " is given twice");
        specs.push_back(catalogue.method(name));
    }
    const std::vector<ParameterValues> values = parameters.valuesForEach(specs);
    std::vector<ChosenMethod> methods;
    for (std::size_t i = 0; i < names.size(); ++i) methods.push_back({names[i], values[i]});
    return methods;
}

}  // namespace sigscope::app
