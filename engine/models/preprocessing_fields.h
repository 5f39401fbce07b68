#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// A parameter with the field of Preprocessing that it stands for.
struct PreprocessingField {
    ParameterSpec spec;
    /// Nothing where it has no meaning.
    std::function<std::optional<ParameterValue>(const Preprocessing&)> value;
    /// Of a value that `spec` allows. Throws Error if the network does not.
    std::function<void(Preprocessing&, const ParameterValue&)> assign;
};

/// The one field that most networks have no choice of.
inline constexpr const char* stridesParameter = "strides";

/// "published", ...
[[nodiscard]] std::string nameOf(Strides strides);

/// In the order of flags and forms.
[[nodiscard]] const std::vector<PreprocessingField>& preprocessingFields();

}  // namespace sigscope::models
