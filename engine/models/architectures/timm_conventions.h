#pragma once

#include <string_view>

#include "engine/models/architectures/weight_source.h"
#include "engine/models/publication.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Networks of timm that are called by one name and a member's.
struct TimmFamily {
    std::string_view name;                      ///< "efficientnet_b"
    std::string_view example;                   ///< Of a member, for messages: "N".
    bool (*isMember)(std::string_view member);  ///< Of what follows the name.
};

/// "0", "050".
[[nodiscard]] bool isTimmNumber(std::string_view member);

/// How the network computes that timm calls so: with a batch norm's ε of 1e-5 and padding that is
/// the same on both sides, or, if it was trained with TensorFlow (tf_…), with 1e-3 and that of
/// TensorFlow. Both have the same tensors. Throws Error naming the file unless timm's name is said
/// and is one of the family's; a tag may follow it, ".ra_in1k".
[[nodiscard]] Conventions timmConventions(const StateDict& state, const Publication& publication,
                                          const TimmFamily& family);

}  // namespace sigscope::models
