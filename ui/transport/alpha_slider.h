#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/api/map_moments.h"
#include "ui/style/wrapped_tool_tips.h"
#include "ui/transport/chapters.h"

class QPainter;

namespace sigscope::ui {

/// The scrubber: α from left to right, the nodes as ticks, the chapters as marks. It lies under the
/// chart and shows the same range of α between the same margins, so that the cursor is one line
/// through both.
class AlphaSlider : public QWidget, public PlacedToolTip {
    Q_OBJECT

public:
    explicit AlphaSlider(QWidget* parent = nullptr);

    void setAlpha(double alpha);
    void setNodes(std::vector<double> nodes);
    /// What lies on it instead of a path's α; null for a path.
    void setMoments(std::shared_ptr<const MapMoments> moments);
    /// The steepest rises: marked where they begin, and along the track. A click on a mark goes
    /// there.
    void setChapters(std::vector<PathPiece> chapters, const QString& objective);
    void setRange(double low, double high);

    /// Where the track begins and ends, in px of this widget.
    void setTrack(double left, double right);

    [[nodiscard]] double alpha() const { return m_alpha; }
    [[nodiscard]] double positionOf(double alpha) const;
    /// On a mark its chapter's sentence.
    [[nodiscard]] QString toolTipAt(const QPoint& position) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// With Shift it snaps to nodes.
    void alphaDragged(double alpha, Qt::KeyboardModifiers modifiers);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void drag(const QMouseEvent& event);
    void drawChapters(QPainter& painter, const QRectF& track) const;
    void drawTicks(QPainter& painter, double top) const;
    /// The chapter whose mark lies at `position`; null if none does.
    [[nodiscard]] const PathPiece* chapterAt(QPointF position) const;

    void describe();

    std::vector<double> m_nodes;
    std::shared_ptr<const MapMoments> m_moments;
    std::vector<PathPiece> m_chapters;
    QString m_objective;  ///< That they are of.
    double m_alpha = 1;
    double m_low = 0;
    double m_high = 1;
    double m_left = 0;
    double m_right = 1;
    bool m_dragging = false;  ///< Rather than a click on a mark.
};

}  // namespace sigscope::ui
