#include "engine/models/architectures/timm_conventions.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "engine/file_error.h"

namespace sigscope::models {

namespace {

constexpr std::string_view trainedWithTensorflow = "tf_";

/// "efficientnet_bN and tf_efficientnet_bN".
std::string namesOfFamily(const TimmFamily& family) {
    const std::string name = std::string(family.name) + std::string(family.example);
    return name + " and " + std::string(trainedWithTensorflow) + name;
}

}  // namespace

bool isTimmNumber(std::string_view member) {
    return !member.empty() &&
           std::ranges::all_of(member, [](unsigned char c) { return std::isdigit(c) != 0; });
}

Conventions timmConventions(const StateDict& state, const Publication& publication,
                            const TimmFamily& family) {
    const std::string& published = publication.timmName;
    if (published.empty())
        refuseFile(state.source(),
                   "its tensors are called as timm calls them, also those of networks with "
                   "TensorFlow's padding, and weights do not tell these apart: say which it is, "
                   "\"architecture\": \"" +
                       std::string(family.name) + std::string(family.example) + "\" or \"" +
                       std::string(trainedWithTensorflow) + std::string(family.name) +
                       std::string(family.example) +
                       "\", in timm's config.json beside model.safetensors or in a sidecar");
    const std::string architecture = published.substr(0, published.find('.'));
    std::string_view name = architecture;
    const bool ofTensorflow = name.starts_with(trainedWithTensorflow);
    if (ofTensorflow) name.remove_prefix(trainedWithTensorflow.size());
    const bool known =
        name.starts_with(family.name) && family.isMember(name.substr(family.name.size()));
    if (!known)
        refuseFile(state.source(),
                   "is timm's " + architecture + ", of whose kind only those called " +
                       namesOfFamily(family) +
                       " are known: padding, batch norms or activations of others differ. Give "
                       "it as ONNX");
    if (ofTensorflow) return {.borders = Borders::Same, .batchNormEpsilon = 1e-3};
    return {};
}

}  // namespace sigscope::models
