#pragma once

#include <string>

#include "engine/api/explanation.h"

namespace sigscope::io {

/// What a result has beside its arrays, as JSON: model, classes, completeness, evaluations. Not the
/// seconds: equal runs make equal files.
[[nodiscard]] std::string factsText(const Explanation& explanation);

/// Takes them over into `explanation`, and into `scene` what is known of it. The text is not
/// trusted. Throws Error with the reason alone.
void readFacts(const std::string& text, Explanation& explanation, Scene& scene);

}  // namespace sigscope::io
