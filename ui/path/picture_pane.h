#pragma once

#include <QImage>
#include <QPainter>
#include <QWidget>
#include <optional>

#include "ui/path/view_transform.h"

class QPainter;

namespace sigscope::ui {

/// Shows a picture through a transform that it shares with its neighbours, with the shared
/// crosshair. Tells what the mouse does; changes nothing itself.
class PicturePane : public QWidget {
    Q_OBJECT

public:
    /// `transform` outlives the pane.
    explicit PicturePane(const ViewTransform& transform, QWidget* parent = nullptr);

    /// A null image empties the pane.
    void setImage(QImage image);
    /// The image is one of before; until another one is set.
    void setDimmed();
    [[nodiscard]] bool dimmed() const { return m_dimmed; }
    [[nodiscard]] const QImage& image() const { return m_image; }

    /// Said in the middle of an empty pane.
    void setPlaceholder(const QString& text);

    /// Drawn over the image so faintly as if it lay under it: on a white ground it darkens, on a
    /// dark one it lightens. Null for none.
    void setGhost(QImage ghost, QPainter::CompositionMode mode);
    [[nodiscard]] const QImage& ghost() const { return m_ghost; }

    /// Said in the picture's lower left corner, of what is not as usual; empty for nothing.
    void setTag(const QString& tag);
    [[nodiscard]] const QString& tag() const { return m_tag; }

    /// Pixels of the picture that are framed; none for no frame.
    void setRegion(std::optional<QRect> region);
    [[nodiscard]] const std::optional<QRect>& region() const { return m_region; }

    /// Said in a corner over the image; empty for nothing.
    void setMark(const QString& text);
    [[nodiscard]] const QString& mark() const { return m_mark; }

    /// The pixel under the crosshair, in picture coordinates; none hides it.
    void setCrosshair(std::optional<QPoint> pixel);

Q_SIGNALS:
    void zoomed(QPointF position, double factor);
    void panned(QPointF delta);
    /// With Shift: from where it began to where the mouse is, in this widget.
    void regionDrawn(QPointF from, QPointF to);
    /// A click with Shift.
    void regionCleared();
    void hovered(QPointF position);
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void drawImages(QPainter& painter) const;
    void drawRegion(QPainter& painter) const;
    void drawMark(QPainter& painter) const;

    const ViewTransform& m_transform;
    QImage m_image;
    QImage m_ghost;
    QPainter::CompositionMode m_ghostMode = QPainter::CompositionMode_Multiply;
    QString m_tag;
    QString m_placeholder;
    std::optional<QRect> m_region;
    std::optional<QPointF> m_regionStart;  ///< While one is drawn.
    bool m_dimmed = false;
    QString m_mark;
    std::optional<QPoint> m_crosshair;
    QPointF m_dragged;  ///< Where the drag was last seen.
};

}  // namespace sigscope::ui
