#pragma once

#include <QImage>
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

    /// Said in a corner over the image; empty for nothing.
    void setMark(const QString& text);
    [[nodiscard]] const QString& mark() const { return m_mark; }

    /// The pixel under the crosshair, in picture coordinates; none hides it.
    void setCrosshair(std::optional<QPoint> pixel);

Q_SIGNALS:
    void zoomed(QPointF position, double factor);
    void panned(QPointF delta);
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
    void drawMark(QPainter& painter) const;

    const ViewTransform& m_transform;
    QImage m_image;
    bool m_dimmed = false;
    QString m_placeholder;
    QString m_mark;
    std::optional<QPoint> m_crosshair;
    QPointF m_dragged;  ///< Where the drag was last seen.
};

}  // namespace sigscope::ui
