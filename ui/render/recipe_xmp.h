#pragma once

#include <QByteArray>
#include <QString>

namespace sigscope::ui {

/// An XMP packet for a PDF: the title, and the recipe in a namespace of our own
/// (engine/api/recipe.h).
[[nodiscard]] QByteArray recipeXmp(const QString& title, const QByteArray& recipe);

}  // namespace sigscope::ui
