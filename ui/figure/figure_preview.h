#pragma once

#include <QWidget>
#include <memory>

#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// A figure as it is printed, at the size of its page. White, whatever the theme: it is paper.
class FigurePreview : public QWidget {
    Q_OBJECT

public:
    explicit FigurePreview(QWidget* parent = nullptr);
    ~FigurePreview() override;

    void show(const PaperFigure& figure, const PrintOptions& print);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_printed == nullptr; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void partClicked(sigscope::ui::FigurePart part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// Device-independent pixels to a unit of the layout.
    [[nodiscard]] double pixelsPerUnit() const;

    std::unique_ptr<PrintedFigure> m_printed;
    FigurePage m_page;  ///< Of the former.
};

}  // namespace sigscope::ui
