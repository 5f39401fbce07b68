#pragma once

#include <QImage>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// What the model sees at one share of a map's curve, and what it says of it.
struct RemovedMoment {
    QString title{};               ///< "at 23 % · SIG".
    QImage picture{};              ///< Null where there is none yet.
    RankedClass target{};          ///< The explained class, with its probability here.
    double before = 0;             ///< Its probability of the whole picture.
    std::vector<RankedClass> top;  ///< The likeliest classes here.
};

/// Shows such a moment: the picture, the class and by how much it changed, bars of the likeliest
/// classes.
class RemovedView : public QWidget {
    Q_OBJECT

public:
    explicit RemovedView(QWidget* parent = nullptr);

    /// Nothing empties the view.
    void show(std::optional<RemovedMoment> moment);
    [[nodiscard]] const std::optional<RemovedMoment>& moment() const { return m_moment; }
    /// "tabby 12 % (−50)": in percent and points of it.
    [[nodiscard]] QString targetText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawClass(QPainter& painter, const QRectF& row, const RankedClass& ranked) const;

    std::optional<RemovedMoment> m_moment;
};

}  // namespace sigscope::ui
