#pragma once

#include <string>
#include <vector>

#include "engine/api/request_field.h"

namespace sigscope::app {

/// `sigscope methods --markdown`: the reference page docs/METHODS.md, all of it from the catalogue
/// and its requestFields().
[[nodiscard]] std::string methodReference(const Catalogue& catalogue,
                                          const std::vector<RequestField>& fields);

}  // namespace sigscope::app
