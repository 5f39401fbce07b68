#pragma once

#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/comparison.h"
#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The ten methods that the paper compares (section 4.1), in its tables' order.
[[nodiscard]] std::vector<std::string> paperMethods();

/// Four that are done in seconds.
[[nodiscard]] std::vector<std::string> fastMethods();

/// Of the picture and model of `shown`: a column for each of these methods. The method shown keeps
/// its parameters; others have their defaults, and the f they explain where it is one of their own.
[[nodiscard]] std::vector<ComparisonColumn> columnsByMethod(const ExplainRequest& shown,
                                                            const Catalogue& catalogue,
                                                            const std::vector<std::string>& names);

/// A column from each named baseline.
[[nodiscard]] std::vector<ComparisonColumn> columnsByBaseline(const ExplainRequest& shown,
                                                              const Catalogue& catalogue);

/// A column for each of the likeliest classes.
[[nodiscard]] std::vector<ComparisonColumn> columnsByClass(const ExplainRequest& shown,
                                                           const Scene& scene);

}  // namespace sigscope::ui
