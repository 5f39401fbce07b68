#pragma once

#include <QByteArray>
#include <QString>

namespace sigscope::ui {

/// `content` in base64 as an element of XML.
[[nodiscard]] QByteArray base64Element(const QByteArray& name, const QByteArray& content);

/// An XMP packet for a PDF: the title, and in a namespace of our own the recipe
/// (engine/api/recipe.h) and `more`, elements of that namespace.
[[nodiscard]] QByteArray recipeXmp(const QString& title, const QByteArray& recipe,
                                   const QByteArray& more = {});

}  // namespace sigscope::ui
