#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

namespace sigscope::ui {

/// One picture, or two with a line between them that the mouse and the arrow keys move.
class PairCanvas : public QWidget {
    Q_OBJECT

public:
    explicit PairCanvas(QWidget* parent = nullptr);

    /// `right` is null where `left` is shown alone.
    void setPictures(QImage left, QImage right);
    /// The share of the width that is left of the line, in [0, 1].
    void setDivider(double share);
    [[nodiscard]] double divider() const { return m_divider; }

    /// Both pictures as they lie beside each other, in their own pixels.
    [[nodiscard]] QImage composed() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF place() const;
    void moveDividerTo(double x);

    QImage m_left;
    QImage m_right;
    double m_divider = 0.5;
};

}  // namespace sigscope::ui
