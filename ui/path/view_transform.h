#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace sigscope::ui {

/// Which part of a picture a pane shows, and how large. One of these is shared by all panes of
/// equal size. Coordinates: the picture's in its pixels, the view's in logical pixels, both from
/// the top left. Plain arithmetic, no widget.
class ViewTransform {
public:
    static constexpr double maximumScale = 64;  ///< Logical pixels per picture pixel.

    /// A new picture is shown whole.
    void setPicture(QSizeF size);

    /// A picture that was fitted stays so; otherwise scale and centre are kept.
    void setView(QSizeF size);

    /// The whole picture, centred.
    void fit();

    /// One picture pixel on one pixel of a screen with that pixel ratio.
    void showActualSize(double devicePixelRatio);

    /// Scales by `factor`; the picture's point under `viewPoint` stays there as far as the edges
    /// allow.
    void zoomAt(QPointF viewPoint, double factor);

    /// Moves the picture by `viewDelta`; its edges stay outside the view, or it stays centred.
    void panBy(QPointF viewDelta);

    [[nodiscard]] QPointF toView(QPointF picturePoint) const;
    [[nodiscard]] QPointF toPicture(QPointF viewPoint) const;
    [[nodiscard]] QRectF pictureInView() const;
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] bool fitted() const { return m_fitted; }
    [[nodiscard]] bool empty() const { return m_picture.isEmpty() || m_view.isEmpty(); }

private:
    [[nodiscard]] double fitScale() const;
    void setScale(double scale);
    void clampCentre();

    QSizeF m_picture;
    QSizeF m_view;
    QPointF m_centre;  ///< The picture's point in the middle of the view.
    double m_scale = 1;
    bool m_fitted = true;
};

}  // namespace sigscope::ui
