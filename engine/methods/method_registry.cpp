#include "engine/methods/method_registry.h"

#include <algorithm>

#include "engine/methods/adversarial_ig.h"
#include "engine/methods/blur_ig.h"
#include "engine/methods/control_maps.h"
#include "engine/methods/deeplift.h"
#include "engine/methods/denoising.h"
#include "engine/methods/expected_gradients.h"
#include "engine/methods/gradcam.h"
#include "engine/methods/gradient_maps.h"
#include "engine/methods/gradient_x_input.h"
#include "engine/methods/guided_backprop.h"
#include "engine/methods/guided_ig.h"
#include "engine/methods/ig_squared.h"
#include "engine/methods/important_direction.h"
#include "engine/methods/integrated_gradients.h"
#include "engine/methods/latent_ig.h"
#include "engine/methods/lime.h"
#include "engine/methods/lrp.h"
#include "engine/methods/manifold_guided_ig.h"
#include "engine/methods/rise.h"
#include "engine/methods/samp.h"
#include "engine/methods/sobol.h"
#include "engine/methods/spectral_ig.h"
#include "engine/methods/stochastic_path.h"
#include "engine/methods/xrai.h"

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

std::vector<Method> MethodRegistry::fromBaselines() const {
    std::vector<Method> some;
    for (const Method& method : m_methods) {
        const MethodSpec& spec = method.spec;
        if (spec.traits.hasPath() && usesBaseline(spec, {}) &&
            std::ranges::none_of(spec.parameters, &ParameterSpec::namesFiles))
            some.push_back(method);
    }
    return some;
}

MethodRegistry builtInMethods() {
    MethodRegistry registry;
    registry.add(spectralIntegratedGradients());
    registry.add(integratedGradients());
    registry.add(blurIntegratedGradients());
    registry.add(guidedIntegratedGradients());
    registry.add(integratedGradientsSquared());
    registry.add(adversarialGradientIntegration());
    registry.add(samp());
    registry.add(enhancedIntegratedGradients());
    registry.add(manifoldIntegratedGradients());
    registry.add(importantDirections());
    registry.add(manifoldGuidedIntegratedGradients());
    registry.add(denoisingPath());
    registry.add(stochasticPathIntegration());
    registry.add(stochasticPathProbability());
    registry.add(expectedGradients());
    registry.add(gradientTimesInput());
    registry.add(saliency());
    registry.add(smoothGrad());
    registry.add(deepLift());
    registry.add(layerwiseRelevance());
    registry.add(guidedBackpropagation());
    registry.add(deconvnet());
    registry.add(gradCam());
    registry.add(hiResCam());
    registry.add(layerCam());
    registry.add(gradCamPlusPlus());
    registry.add(guidedGradCam());
    registry.add(rise());
    registry.add(lime());
    registry.add(sobol());
    registry.add(xrai(registry.fromBaselines()));
    registry.add(randomMap());
    registry.add(edgeMap());
    return registry;
}

}  // namespace sigscope::methods
