#include "engine/bench/reference/reference_loops.h"

#include <ATen/ATen.h>

#include <map>

#include "engine/bench/reference/adversarial.h"
#include "engine/bench/reference/blurred_points.h"
#include "engine/bench/reference/guided_points.h"
#include "engine/bench/reference/ig_squared.h"
#include "engine/bench/reference/integration.h"
#include "engine/bench/reference/latent_points.h"
#include "engine/bench/reference/manipulation.h"
#include "engine/methods/blur_parameters.h"
#include "engine/methods/method_registry.h"
#include "engine/methods/spectral_parameters.h"
#include "engine/paths/straight_path.h"

namespace sigscope::bench {

namespace {

/// A method's parameters by name, the defaults included.
class Settings {
public:
    Settings(const MethodSpec& spec, const ParameterValues& values) : m_values(values) {
        for (const ParameterSpec& parameter : spec.parameters)
            m_values.try_emplace(parameter.name, parameter.defaultValue);
    }
    [[nodiscard]] double real(const std::string& name) const {
        return std::get<double>(m_values.at(name));
    }
    [[nodiscard]] std::int64_t whole(const std::string& name) const {
        return std::get<std::int64_t>(m_values.at(name));
    }
    [[nodiscard]] int count(const std::string& name) const { return static_cast<int>(whole(name)); }
    /// Of a loop that knows no tolerance.
    [[nodiscard]] int steps() const {
        const int given = count("steps");
        return given > 0 ? given : integration::publishedSteps;
    }
    [[nodiscard]] const std::string& text(const std::string& name) const {
        return std::get<std::string>(m_values.at(name));
    }
    template <typename Value>
    [[nodiscard]] Value choice(const std::string& name,
                               const std::vector<Named<Value>>& table) const {
        return valueNamed(table, text(name), name);
    }

private:
    ParameterValues m_values;
};

using Loop = at::Tensor (*)(const Problem&, const Settings&, const ReferenceContext&);

at::Tensor gradientTimesInput(const Problem& problem, const Settings&,
                              const ReferenceContext& context) {
    if (!context.pace.next()) return at::zeros_like(problem.input);
    return gradientAt(problem, problem.input.unsqueeze(0)).squeeze(0) * problem.delta();
}

at::Tensor straight(const Problem& problem, const Settings& settings,
                    const ReferenceContext& context) {
    const paths::StraightPath path(problem.baseline, problem.input);
    return integrateAlong(problem, pointsOf(path, settings.steps()), context.pace);
}

at::Tensor spectral(const Problem& problem, const Settings& settings,
                    const ReferenceContext& context) {
    methods::SpectralParameters parameters;
    parameters.decomposition = settings.choice("decomposition", methods::decompositionTable());
    parameters.overlap = settings.real("overlap");
    parameters.gate = settings.choice("gate", methods::gateTable());
    parameters.order = settings.choice("order", methods::orderTable());
    const auto path = methods::makeSpectralPath(problem, parameters, nullptr);
    return integrateAlong(problem, pointsOf(*path, settings.steps()), context.pace);
}

at::Tensor blur(const Problem& problem, const Settings& settings, const ReferenceContext& context) {
    paths::BlurSettings blur;
    blur.sigmaMax = settings.real("sigma-max");
    blur.schedule = settings.choice("schedule", methods::scheduleTable());
    blur.steps = settings.steps();
    return integrateAlong(problem, blurredPoints(problem, blur, context.pace), context.pace);
}

at::Tensor guided(const Problem& problem, const Settings& settings,
                  const ReferenceContext& context) {
    const auto points =
        guidedPoints(problem, settings.steps(), settings.real("fraction"), context.pace);
    return integrateAlong(problem, points, context.pace);
}

at::Tensor squared(const Problem& problem, const Settings& settings,
                   const ReferenceContext& context) {
    const at::Tensor references = context.auxiliary->references(
        settings.text("references"), settings.count("reference-count"), settings.whole("draw-seed"),
        problem);
    return igSquared(problem, references, {settings.count("updates"), settings.real("update-size")},
                     context.pace);
}

at::Tensor towardsOthers(const Problem& asked, const Settings& settings,
                         const ReferenceContext& context) {
    return adversarial(
        asked,
        {settings.count("negatives"), settings.real("step-size"), settings.count("iterations")},
        context.pace);
}

at::Tensor saliently(const Problem& problem, const Settings& settings,
                     const ReferenceContext& context) {
    return manipulation(problem, {settings.count("pixels-per-step"), settings.count("fragments")},
                        context.pace);
}

paths::LatentSpace latentSpace(const Problem& problem, const Settings& settings,
                               const ReferenceContext& context) {
    return {context.auxiliary->autoencoder(settings.text("vae"), problem),
            problem.classifier->preprocessing};
}

at::Tensor latent(const Problem& problem, const Settings& settings,
                  const ReferenceContext& context) {
    const paths::LatentSpace space = latentSpace(problem, settings, context);
    return integrateAlong(problem,
                          straightLatentPoints(problem, space, settings.steps(), context.pace),
                          context.pace);
}

at::Tensor manifold(const Problem& problem, const Settings& settings,
                    const ReferenceContext& context) {
    const paths::LatentSpace space = latentSpace(problem, settings, context);
    const methods::GeodesicSettings geodesic{settings.steps(), settings.real("learning-rate"),
                                             settings.count("sweeps"),
                                             settings.real("energy-tolerance")};
    return integrateAlong(problem, geodesicPoints(problem, space, geodesic, context.pace),
                          context.pace);
}

const std::map<std::string, Loop>& loops() {
    static const std::map<std::string, Loop> all{
        {"gradient-x-input", gradientTimesInput},
        {"ig", straight},
        {"sig", spectral},
        {"big", blur},
        {"gig", guided},
        {"ig2", squared},
        {"agi", towardsOthers},
        {"samp", saliently},
        {"eig", latent},
        {"mig", manifold},
    };
    return all;
}

}  // namespace

bool hasReference(const std::string& method) {
    return loops().contains(method);
}

at::Tensor runReference(const Problem& problem, const std::string& method,
                        const ParameterValues& values, const ReferenceContext& context) {
    const at::NoGradGuard noGradients;
    const Settings settings(methods::builtInMethods().find(method).spec, values);
    return loops().at(method)(problem, settings, context);
}

}  // namespace sigscope::bench
