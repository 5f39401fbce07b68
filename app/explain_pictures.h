#pragma once

#include <vector>

#include "app/explain_options.h"
#include "app/run_notes.h"
#include "engine/api/catalogue.h"
#include "engine/api/outcome.h"

namespace sigscope::app {

/// Whether several pictures are asked for: a folder, too, of however many.
[[nodiscard]] bool hasSeveralPictures(const ExplainOptions& options);

/// The runs that `options` ask for, one for each picture: with its outputs' names, and the files of
/// a recipe found. Fails before anything is computed where a folder has no pictures, the recipe's
/// files are not found, or outputs cannot be written, would be written over each other or over what
/// is read.
[[nodiscard]] Outcome<std::vector<ExplainOptions>> perPicture(const ExplainOptions& options,
                                                              const Catalogue& catalogue,
                                                              RunNotes& notes);

}  // namespace sigscope::app
