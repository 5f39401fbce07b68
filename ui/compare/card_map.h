#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

namespace sigscope::ui {

/// The map of a card, whole, with the crosshair that all cards share; while there is none, what is
/// said in its place. A map of a run that goes on has its share done as a line along the top, one
/// that is not whole a hatched corner.
class CardMap : public QWidget {
    Q_OBJECT

public:
    explicit CardMap(QWidget* parent = nullptr);

    void setImage(QImage image);
    [[nodiscard]] const QImage& image() const { return m_image; }
    void setPlaceholder(const QString& text);
    void setCrosshair(std::optional<QPoint> pixel);
    /// In [0, 1]; none when nothing is under way.
    void setProgress(std::optional<double> share);
    void setPartial(bool partial);
    /// Where on its path the map is, or that it has none; along the lower edge.
    void setNote(const QString& note);
    [[nodiscard]] const QString& note() const { return m_note; }

Q_SIGNALS:
    void hovered(std::optional<QPoint> pixel);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    /// Where the image lies.
    [[nodiscard]] QRectF place() const;
    /// What lies under an image that covers all is not painted first, at every step of a scrub.
    void noteCover();

    QImage m_image;
    QString m_placeholder;
    QString m_note;
    std::optional<QPoint> m_crosshair;
    std::optional<double> m_progress;
    bool m_partial = false;
};

}  // namespace sigscope::ui
