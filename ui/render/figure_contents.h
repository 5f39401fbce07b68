#pragma once

#include <QByteArray>
#include <filesystem>
#include <optional>

#include "engine/api/outcome.h"
#include "ui/render/paper_figure.h"

namespace sigscope::ui {

// Where files of paper figures carry what they show: a private, ancillary chunk of a PNG, an
// element of SVG, and one of the XMP of a PDF, the latter two in base64.
inline constexpr const char* figurePngChunk = "sgFg";
inline constexpr const char* figureSvgElement = "metadata id=\"sigscope-figure\"";
inline constexpr const char* figureXmpElement = "sigscope:figure";

/// A figure with the page that it was laid out for.
struct OpenedFigure {
    PaperFigure figure;
    PrintOptions print;
};

/// What layOutFigure() needs, as CBOR: pictures with their pixels, curves and scales as numbers.
[[nodiscard]] QByteArray figureContents(const PaperFigure& figure, const PrintOptions& print);

/// Reads that. It is not trusted; the failure is a part of a sentence.
[[nodiscard]] Outcome<OpenedFigure> readFigureContents(const QByteArray& contents);

/// What a .png, .svg or .pdf of a paper figure carries; nothing where it is none. Failures name the
/// file.
[[nodiscard]] Outcome<std::optional<OpenedFigure>> readPaperFigure(
    const std::filesystem::path& file);

}  // namespace sigscope::ui
