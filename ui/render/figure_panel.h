#pragma once

#include <QImage>
#include <QPainter>
#include <QRectF>
#include <QString>

#include "engine/api/explanation.h"
#include "ui/render/figure_view.h"

namespace sigscope::ui {

/// One of a figure's two pictures.
struct FigurePanel {
    /// What lies over the picture's part that the model saw.
    enum class Mark {
        None,
        Outline,  ///< A line around it.
        Map,      ///< The map, semi-transparent; the rest is dimmed.
    };

    QString title;
    QImage picture;
    QSizeF size;  ///< In points of the layout.
    Mark mark = Mark::None;
    QRectF region;  ///< The part that the model saw, in points of the panel.
    QImage map;     ///< Mark::Map only.

    void paint(QPainter& painter, const QPointF& corner) const;
};

[[nodiscard]] QImage pictureOf(const Image& image);

/// The crop that a model saw, or a map of it: enlarged by an integer factor, and two pixels to the
/// point.
[[nodiscard]] FigurePanel cropPanel(const QString& title, const QImage& picture);

/// The panels for `map`, the attribution in colours: the picture, and the map beside it.
struct FigurePanels {
    FigurePanel picture;
    FigurePanel map;
};
[[nodiscard]] FigurePanels panelsOf(const Scene& scene, const QImage& map, const FigureView& view);

}  // namespace sigscope::ui
