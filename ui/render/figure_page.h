#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QString>
#include <functional>

#include "ui/render/figure_style.h"

class QPainter;

namespace sigscope::ui {

/// How large a figure is printed.
struct PrintOptions {
    double width = 84;    ///< In millimetres; a column of most journals.
    double dpi = 300;     ///< Of PNG, and of the pictures within vectors, at least.
    double fontSize = 8;  ///< Of all texts, in points.
    QString family = usualFigureFamily();  ///< Of all texts.
};

/// Type smaller than this, in points, is refused by most journals.
inline constexpr double smallestLegibleType = 6;

// What a page can be asked for: dots per inch, and points.
inline constexpr double lowestResolution = 72;
inline constexpr double highestResolution = 1200;
inline constexpr double smallestType = 3;
inline constexpr double largestType = 24;

/// A unit of the layout: all texts are this many units high, whatever size they are printed at.
inline constexpr int pageTypeSize = 11;

/// A page of a figure for print. `paint` covers `size` from (0, 0), both in units of the layout.
struct FigurePage {
    QSizeF size;
    double pointsPerUnit = 1;
    std::function<void(QPainter&)> paint;
    QString family = usualFigureFamily();  ///< Of its texts.
};

/// The type of a page's texts.
[[nodiscard]] QFont pageFont(const QString& family = usualFigureFamily(),
                             QFont::Weight weight = QFont::Normal);

/// Whether texts can be in that family here; of the usual one something else takes the place.
/// Needs a QGuiApplication.
[[nodiscard]] bool hasFontFamily(const QString& family);

/// The page with a line above it; as it is where the line is empty. `page` outlives what it paints.
[[nodiscard]] FigurePage withHeading(FigurePage page, const QString& heading);

/// How many units of the layout a page has across.
[[nodiscard]] double pageWidth(const PrintOptions& print);

/// Points per unit, so that texts have the wanted size.
[[nodiscard]] double pointsPerUnit(const PrintOptions& print);

[[nodiscard]] QByteArray pngOf(const FigurePage& page, double dpi);

/// Texts stay texts. `title` and `description` are plain.
[[nodiscard]] QByteArray svgOf(const FigurePage& page, const QString& title,
                               const QString& description);

/// Texts stay texts, pictures keep their pixels. `metadata` is an XMP packet.
[[nodiscard]] QByteArray pdfOf(const FigurePage& page, const QString& title,
                               const QByteArray& metadata);

}  // namespace sigscope::ui
