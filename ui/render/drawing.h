#pragma once

#include <QImage>
#include <QSize>
#include <filesystem>
#include <functional>

#include "engine/api/outcome.h"

class QPainter;

namespace sigscope::ui {

/// What a figure's file shows, in points: `paint` covers `size` from (0, 0).
struct Drawing {
    QSize size;
    std::function<void(QPainter&)> paint;
};

/// Two pixels to the point.
[[nodiscard]] QImage rasterOf(const Drawing& drawing);
[[nodiscard]] QByteArray pngOf(const Drawing& drawing);

/// `title` and `description` are plain texts.
[[nodiscard]] QByteArray svgOf(const Drawing& drawing, const QString& title,
                               const QString& description = {});

/// Of one page without margins; pictures in it are kept as they are. Without `metadata`, an XMP
/// packet, Qt writes one of its own.
[[nodiscard]] QByteArray pdfOf(const Drawing& drawing, const QString& title,
                               const QByteArray& metadata = {});

/// Writes it as .svg, .pdf or .png, by the file's ending, whole or not at all.
[[nodiscard]] Outcome<Done> writeDrawing(const std::filesystem::path& file, const Drawing& drawing,
                                         const QString& title);

}  // namespace sigscope::ui
