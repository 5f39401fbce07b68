#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/models/preprocessing_fields.h"

namespace sigscope::models {

/// The names of several, `separator` between them.
[[nodiscard]] std::string namesOf(const std::vector<Strides>& choices,
                                  const std::string& separator);

/// The fields of Preprocessing as parameters: the one description that flags, form, sidecars and
/// recipes follow from.
[[nodiscard]] std::vector<ParameterSpec> preprocessingSpecs();

/// Its fields by their parameters' names, but for those without a meaning: `resize` where the
/// picture is squashed, `transform-input` of networks that have none.
[[nodiscard]] ParameterValues valuesOf(const Preprocessing& preprocessing);

/// `preprocessing` with `values` in place of some fields. Throws Error that names the parameter for
/// a value that its spec does not allow or that the others contradict, a name that is none, or a
/// crop larger than the picture.
[[nodiscard]] Preprocessing withValues(Preprocessing preprocessing, const ParameterValues& values);

/// {"input_size": 224, "mean": [0.5, 0.5, 0.5], "range": "0..1", ...}: parameters as files have
/// them, the names with _ for -.
[[nodiscard]] nlohmann::ordered_json toJson(const Preprocessing& preprocessing);

/// The values of such an object, of which any part may be missing. Throws Error that begins with
/// `where` and names the key: unknown, of another type, out of range.
[[nodiscard]] ParameterValues preprocessingFromJson(const nlohmann::json& json,
                                                    const std::string& where);

}  // namespace sigscope::models
