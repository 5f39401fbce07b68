#pragma once

#include <QPointer>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/render/paper_figure.h"

class QLineEdit;

namespace sigscope::ui {

/// A figure as it is printed, at the size of its page. White, whatever the theme: it is paper. Its
/// columns are dragged to other places, and its texts are edited where they stand.
class FigurePreview : public QWidget {
    Q_OBJECT

public:
    explicit FigurePreview(QWidget* parent = nullptr);
    ~FigurePreview() override;

    void show(const PaperFigure& figure, const PrintOptions& print);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_printed == nullptr; }

    [[nodiscard]] QSize sizeHint() const override;
    /// How wide a page is here, in pixels.
    [[nodiscard]] int widthOf(const PrintOptions& print) const;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void partClicked(sigscope::ui::FigurePart part);
    /// A column was dragged to the place of another.
    void columnMoved(std::size_t from, std::size_t to);
    /// As PaperFigure::setText(), or the page's heading.
    void textEdited(sigscope::ui::FigurePart part, std::size_t index, const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    /// A column that the mouse holds.
    struct HeldColumn {
        std::size_t column = 0;
        QPoint pressed;
        bool dragged = false;
    };

    /// Device-independent pixels to a unit of the layout.
    [[nodiscard]] double pixelsPerUnit() const;
    /// Of the page's heading, in units.
    [[nodiscard]] double headingHeight() const;
    /// Of the figure without its heading, in units.
    [[nodiscard]] QPointF pointOf(const QPointF& place) const;
    [[nodiscard]] std::optional<FigureText> textAt(const QPointF& point) const;
    void edit(const FigureText& text);
    void closeField();

    std::unique_ptr<PrintedFigure> m_printed;
    FigurePage m_page;  ///< Of the former.
    QString m_heading;  ///< Above the figure; mostly empty.
    std::optional<HeldColumn> m_held;
    QPointer<QLineEdit> m_field;  ///< Where a text is edited; null while none is.
};

}  // namespace sigscope::ui
