#pragma once

#include <QImage>
#include <QWidget>
#include <memory>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The opened picture with the part that the model sees outlined (the rest dimmed), or what the
/// model sees itself.
class PictureView : public QWidget {
    Q_OBJECT

public:
    enum class Shows { Picture, Seen };

    explicit PictureView(QWidget* parent = nullptr);

    /// Null empties the view.
    void setScene(std::shared_ptr<const Scene> scene);
    void setShown(Shows shows);

    /// Said while there is no picture.
    void setPlaceholder(const QString& text);

    [[nodiscard]] Shows shown() const { return m_shows; }
    [[nodiscard]] bool hasPicture() const { return m_scene != nullptr; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void scalePicture();
    void drawOutline(QPainter& painter, const QRectF& target) const;

    std::shared_ptr<const Scene> m_scene;
    Shows m_shows = Shows::Picture;
    QString m_placeholder;
    QImage m_scaled;  ///< At the screen's resolution: a photograph is shrunk once, not per paint.
};

}  // namespace sigscope::ui
