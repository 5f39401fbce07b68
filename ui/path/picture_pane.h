#pragma once

#include <QImage>
#include <QPainter>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/api/region.h"
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

    /// Said in the picture's lower left corner, of what is not as usual, in one line or more; empty
    /// for nothing.
    void setTag(const QString& tag);
    [[nodiscard]] const QString& tag() const { return m_tag; }

    /// Regions of the picture that are framed, each with its name.
    void setRegions(std::vector<Region> regions);
    [[nodiscard]] const std::vector<Region>& regions() const { return m_regions; }
    /// Where that region's name stands, in this widget.
    [[nodiscard]] QRect placeOfName(const Region& region) const;

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
    /// The mouse was let go.
    void regionFinished();
    /// A click with Shift.
    void regionClicked(QPointF position);
    /// On the name of that region.
    void nameDoubleClicked(std::size_t region);
    void hovered(QPointF position);
    /// A click without Shift.
    void clicked(QPointF position);
    void left();
    /// By keys: the pointed pixel goes so far, with Shift as the corner of a region that is drawn.
    void stepped(QPoint by);
    void spanned(QPoint by);
    /// By a key: what is pointed at is meant.
    void entered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void drawImages(QPainter& painter) const;
    [[nodiscard]] QRectF frameOf(const Region& region) const;
    void drawRegion(QPainter& painter, const Region& region) const;
    void drawMark(QPainter& painter) const;
    void drawFocus(QPainter& painter) const;

    const ViewTransform& m_transform;
    QImage m_image;
    QImage m_ghost;
    QPainter::CompositionMode m_ghostMode = QPainter::CompositionMode_Multiply;
    QString m_tag;
    QString m_placeholder;
    std::vector<Region> m_regions;
    std::optional<QPointF> m_regionStart;  ///< While one is drawn.
    bool m_dimmed = false;
    bool m_reachedByKey = false;  ///< When it got the focus.
    QString m_mark;
    std::optional<QPoint> m_crosshair;
    QPointF m_dragged;                 ///< Where the drag was last seen.
    std::optional<QPointF> m_pressed;  ///< Where a click or a drag began.
};

}  // namespace sigscope::ui
