#include "engine/models/weights/reparametrised.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/printable.h"

namespace sigscope::models {

namespace {

/// What a tensor's name says of how a weight is made of it.
struct MakerOfWeights {
    std::string_view part;
    const char* remedy;
};

constexpr std::array makersOfWeights{
    MakerOfWeights{".weight_g", "torch.nn.utils.remove_weight_norm"},
    MakerOfWeights{".weight_mask", "torch.nn.utils.prune.remove"},
    MakerOfWeights{".weight_orig", "torch.nn.utils.remove_spectral_norm, or prune.remove"},
    MakerOfWeights{".parametrizations.", "torch.nn.utils.parametrize.remove_parametrizations"},
    MakerOfWeights{".zero_point", "save what it was before it was quantised"},
    MakerOfWeights{".lora_A", "PEFT's merge_and_unload"},
    MakerOfWeights{".base_layer.", "PEFT's merge_and_unload"}};

}  // namespace

std::string reparametrisation(const StateDict& state) {
    for (const MakerOfWeights& maker : makersOfWeights) {
        const auto found =
            std::ranges::find_if(state.entries(), [&maker](const StateDict::Entry& entry) {
                return entry.name.find(maker.part) != std::string::npos;
            });
        if (found != state.entries().end())
            return "has " + printableAscii(state.nameInFile(found->name)) +
                   ", of which a weight is made: make it one first (" + maker.remedy +
                   "), and save it again";
    }
    return {};
}

}  // namespace sigscope::models
