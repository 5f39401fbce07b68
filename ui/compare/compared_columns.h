#pragma once

#include <QString>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/comparison.h"
#include "engine/api/explanation.h"

namespace sigscope::ui {

/// One map alone is no comparison.
inline constexpr std::size_t fewestCompared = 2;

/// The ten methods that the paper compares (section 4.1), in its tables' order.
[[nodiscard]] std::vector<std::string> paperMethods();

/// Four that are done in seconds.
[[nodiscard]] std::vector<std::string> fastMethods();

/// Those with rules of their own on the way back through the network.
[[nodiscard]] std::vector<std::string> backwardMethods();

/// Those that ask what f becomes where the picture is changed.
[[nodiscard]] std::vector<std::string> perturbationMethods();

/// All of the catalogue but those that are controls for others' maps.
[[nodiscard]] std::vector<std::string> allMethods(const Catalogue& catalogue);

/// Of the picture and model of `shown`: a column for each of these methods. The method shown keeps
/// its parameters; others have their defaults, and the f they explain where it is one of their own.
[[nodiscard]] std::vector<ComparisonColumn> columnsByMethod(const ExplainRequest& shown,
                                                            const Catalogue& catalogue,
                                                            const std::vector<std::string>& names);

/// A column from each named baseline.
[[nodiscard]] std::vector<ComparisonColumn> columnsByBaseline(const ExplainRequest& shown,
                                                              const Catalogue& catalogue);

/// `shown` of another model. A class that was chosen is looked for by its name in `scene`, which
/// may be null.
[[nodiscard]] ExplainRequest requestOfModel(ExplainRequest shown, const std::string& model,
                                            const Scene* scene);

/// A column for each model whose weights are installed, as requestOfModel().
[[nodiscard]] std::vector<ComparisonColumn> columnsByModel(const ExplainRequest& shown,
                                                           const Catalogue& catalogue,
                                                           const Scene* scene);

/// What to sweep `parameter` over, a parameter of the method shown: its choices, or even values
/// over its range; those of a number without a largest one that matters lie around its present one.
/// Empty for what cannot be swept: files, triples.
[[nodiscard]] std::vector<ParameterValue> suggestedValues(const ExplainRequest& shown,
                                                          const ParameterSpec& parameter);

/// A column for each of these values of that parameter.
[[nodiscard]] std::vector<ComparisonColumn> columnsByValue(
    const ExplainRequest& shown, const ParameterSpec& parameter,
    const std::vector<ParameterValue>& values);

/// A column for each of the likeliest classes.
[[nodiscard]] std::vector<ComparisonColumn> columnsByClass(const ExplainRequest& shown,
                                                           const Scene& scene);

/// `shown` of another picture, of the class that the model takes that for.
[[nodiscard]] ExplainRequest requestOfPicture(ExplainRequest shown,
                                              const std::filesystem::path& picture);

/// A column for each picture, called by its file; by a number too where several are called so.
[[nodiscard]] std::vector<ComparisonColumn> columnsByPicture(
    const ExplainRequest& shown, const std::vector<std::filesystem::path>& pictures);

/// What was asked for beside picture, model and method: "λ 0.2 · black · probability". Parameters
/// that have their defaults are left out.
[[nodiscard]] QString settingsText(const ExplainRequest& request, const Catalogue& catalogue);

/// A column of `request`, called by its method, and by a number where one of `others` is called so.
[[nodiscard]] ComparisonColumn columnOf(const ExplainRequest& request, const Catalogue& catalogue,
                                        const std::vector<std::string>& others);

}  // namespace sigscope::ui
