#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/api/explanation.h"
#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// The first that there is; one has to be.
[[nodiscard]] const Explanation& firstOf(const std::vector<PaperFigureEntry>& entries);

/// Of the models, each once.
[[nodiscard]] QStringList modelTitlesOf(const std::vector<PaperFigureEntry>& entries);

/// A paragraph that says what the figure of these entries shows, from where to where, and of which
/// model.
[[nodiscard]] QString captionOf(const std::vector<PaperFigureEntry>& entries,
                                const PaperFigureOptions& options);

/// "class “tabby”", with what f is of it.
[[nodiscard]] QString quantityOf(const Explanation& described);

/// The paragraph of a surface, of which `described` has scene and recipe.
[[nodiscard]] QString surfaceCaption(const Surface& surface, const Explanation& described);

}  // namespace sigscope::ui
