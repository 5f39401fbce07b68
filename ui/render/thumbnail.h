#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <filesystem>

#include "engine/api/array.h"
#include "engine/api/image.h"
#include "engine/api/outcome.h"

namespace sigscope::ui {

/// The picture in a file, no larger than it fits into `room`, in pixels: decoded so by Qt, or by
/// the engine what Qt does not read (HEIC, AVIF, arrays). Fails with the engine's reason, which
/// names the file.
[[nodiscard]] Outcome<QImage> readThumbnail(const std::filesystem::path& file, QSize room);

/// The signed map of an attribution [3, H, W] as the window draws it first, likewise small.
[[nodiscard]] QImage thumbnailOfMap(const Array& attribution, QSize room);

/// The pixels of `picture`, whose format is RGB888.
[[nodiscard]] Image imageOf(const QImage& picture);

[[nodiscard]] QByteArray pngOf(const QImage& picture);

}  // namespace sigscope::ui
