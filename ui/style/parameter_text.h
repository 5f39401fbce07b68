#pragma once

#include <QString>

#include "engine/api/parameters.h"

namespace sigscope::ui {

/// What a parameter is called in words: "Overlap", "Autoencoder".
[[nodiscard]] QString parameterTitle(const std::string& name);

/// With its symbol, where it has one: "Overlap λ".
[[nodiscard]] QString parameterLabel(const ParameterSpec& spec);

/// A value as a person reads it: a choice by its title, a number with its unit, a file by its name.
[[nodiscard]] QString parameterValueText(const ParameterSpec& spec, const ParameterValue& value);

}  // namespace sigscope::ui
