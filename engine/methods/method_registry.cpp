#include "engine/methods/method_registry.h"

#include "engine/methods/gradient_x_input.h"
#include "engine/methods/integrated_gradients.h"
#include "engine/methods/spectral_ig.h"

namespace sigscope::methods {

void MethodRegistry::add(Method method) {
    m_methods.push_back(std::move(method));
}

const Method& MethodRegistry::find(const std::string& name) const {
    std::string names;
    for (const Method& method : m_methods) {
        if (method.spec.name == name) return method;
        names += (names.empty() ? "" : ", ") + method.spec.name;
    }
    throw Error("method: '" + name + "' is none of " + names);
}

std::vector<MethodSpec> MethodRegistry::specs() const {
    std::vector<MethodSpec> specs;
    for (const Method& method : m_methods) specs.push_back(method.spec);
    return specs;
}

MethodRegistry builtInMethods() {
    MethodRegistry registry;
    registry.add(spectralIntegratedGradients());
    registry.add(integratedGradients());
    registry.add(gradientTimesInput());
    return registry;
}

}  // namespace sigscope::methods
