#pragma once

#include <string>

#include "engine/api/catalogue.h"

namespace sigscope::app {

/// `sigscope methods --markdown`: the reference page docs/METHODS.md, all of it from the catalogue.
[[nodiscard]] std::string methodReference(const Catalogue& catalogue);

}  // namespace sigscope::app
