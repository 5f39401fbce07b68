#include "tests/support/golden_settings.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "engine/methods/method_registry.h"
#include "engine/models/weights/read_weights.h"
#include "tests/support/synthetic.h"

namespace sigscope::golden {

namespace {

ParameterValue whole(std::int64_t value) {
    return value;
}

ParameterValue name(const std::string& value) {
    return value;
}

/// What the tiny goldens have instead of the published program's settings.
ParameterValues tinyParameters(const std::string& method) {
    if (method == "ig" || method == "sig") return {{"steps", whole(50)}};
    if (method == "big") return {{"steps", whole(40)}, {"sigma-max", 6.0}};
    if (method == "gig") return {{"steps", whole(40)}};
    if (method == "samp") return {{"pixels-per-step", whole(20)}};
    if (method == "ig2") return {{"updates", whole(41)}};
    if (method == "agi") return {{"negatives", whole(5)}, {"iterations", whole(8)}};
    if (method == "eig") return {{"steps", whole(30)}, {"vae", name("tiny")}};
    if (method == "mig")
        return {{"steps", whole(12)},
                {"vae", name("tiny")},
                {"learning-rate", 5e-4},
                {"energy-tolerance", 1e-12}};
    return {};
}

ParameterValues lite0Parameters(const std::string& method, std::int64_t steps) {
    if (method == "ig" || method == "sig" || method == "big" || method == "gig")
        return {{"steps", steps}};
    if (method == "ig2") return {{"updates", steps + 1}};
    return {};
}

/// Applies "overlap0.1", "logit", "cosine" and the like; false for what it does not know.
bool applyVariant(const std::string& variant, Settings& settings) {
    static constexpr std::array decompositions{"joint", "dct", "wavelet", "laplacian"};
    static constexpr std::array gates{"cosine", "sigmoid", "step"};
    const auto isOneOf = [&](const auto& list) {
        return std::ranges::find(list, variant) != list.end();
    };
    if (variant == "logit")
        settings.objective = Objective::Kind::Logit;
    else if (variant == "mean")
        settings.baseline = NamedBaseline::Mean;
    else if (variant == "blur")
        settings.baseline = NamedBaseline::Blur;
    else if (variant.starts_with("overlap"))
        settings.parameters["overlap"] = std::stod(variant.substr(7));
    else if (isOneOf(decompositions))
        settings.parameters["decomposition"] = variant;
    else if (isOneOf(gates))
        settings.parameters["gate"] = variant;
    else if (variant == "sqrt")
        settings.parameters["schedule"] = variant;
    else if (variant == "step2000")
        settings.parameters["pixels-per-step"] = whole(2000);
    else
        return variant == "prob";
    return true;
}

Agreement agreementWith(const std::string& method) {
    static constexpr std::array branching{"ig2", "agi", "samp"};
    if (method == "gig") return Agreement::SumOnly;
    return std::ranges::find(branching, method) != branching.end() ? Agreement::Branching
                                                                   : Agreement::Rounding;
}

template <typename ParametersOf>
std::optional<Settings> settingsOf(const std::string& entry, ParametersOf parametersOf) {
    const std::size_t dot = entry.find('.');
    const std::string method = entry.substr(0, dot);
    Settings settings;
    settings.method = method == "gradient_x_input" ? "gradient-x-input" : method;
    settings.parameters = methods::builtInMethods().find(settings.method).spec.parity;
    for (const auto& [key, value] : parametersOf(settings.method)) settings.parameters[key] = value;
    settings.agreement = agreementWith(method);
    const std::string variant = dot == std::string::npos ? "prob" : entry.substr(dot + 1);
    if (!applyVariant(variant, settings)) return std::nullopt;
    return settings;
}

}  // namespace

std::optional<Settings> tinySettings(const std::string& entry) {
    return settingsOf(entry, tinyParameters);
}

std::optional<Settings> lite0Settings(const std::string& entry, std::int64_t steps) {
    return settingsOf(
        entry, [steps](const std::string& method) { return lite0Parameters(method, steps); });
}

GoldenInputs::GoldenInputs(const std::map<std::string, at::Tensor>& arrays,
                           const models::Classifier& classifier) {
    if (const auto own = arrays.find("ig2.references"); own != arrays.end()) {
        m_references = own->second.to(classifier.device, classifier.dtype);
        return;
    }
    const auto& [height, width] = classifier.preprocessing.inputSize;
    std::vector<at::Tensor> references;
    for (const char* stream : {"ref0", "ref1", "ref2"})
        references.push_back(syntheticStream(stream, {3, height, width}).mul(0.5).add(0.5));
    m_references = models::normalise(at::stack(references).to(classifier.device, classifier.dtype),
                                     classifier.preprocessing);
}

GoldenInputs::GoldenInputs(at::Tensor references) : m_references(std::move(references)) {}

std::shared_ptr<const models::Autoencoder> GoldenInputs::autoencoder(const std::string&,
                                                                     const Problem& problem) {
    return models::loadAutoencoder(tinyVaeFile().string(), problem.classifier->device,
                                   problem.classifier->dtype);
}

at::Tensor GoldenInputs::references(const std::string&, int count, std::int64_t, const Problem&) {
    return m_references.slice(0, 0, count);
}

std::shared_ptr<const models::Denoiser> GoldenInputs::denoiser(const std::string&,
                                                               const Problem& problem) {
    const std::string file = tinyDenoiserFile().string();
    return models::loadDenoiser(file, models::readWeightsFile(file), problem.classifier->device,
                                problem.classifier->dtype);
}

at::Tensor GoldenInputs::labels(const std::string&, const Problem& problem) {
    const std::int64_t height = problem.input.size(1);
    return at::arange(height, at::kLong)
        .mul(4)
        .floor_divide(height)
        .unsqueeze(1)
        .expand({height, problem.input.size(2)});
}

}  // namespace sigscope::golden
