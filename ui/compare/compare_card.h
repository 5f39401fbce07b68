#pragma once

#include <QFrame>
#include <QImage>
#include <optional>

#include "ui/compare/comparison_runs.h"

class QLabel;
class QPushButton;

namespace sigscope::ui {

class CardMap;

/// One column of the comparison: its title, its map, and in small type what it took or why it is
/// not there.
class CompareCard : public QFrame {
    Q_OBJECT

public:
    explicit CompareCard(QWidget* parent = nullptr);

    /// The map's side in px.
    void setSide(int side);

    void show(const ComparedColumn& column);
    /// Null where there is none.
    void setMap(QImage map);
    [[nodiscard]] const QImage& map() const;
    void setCrosshair(std::optional<QPoint> pixel);
    void setSelected(bool selected);
    [[nodiscard]] bool isSelected() const { return m_selected; }

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString status() const;

Q_SIGNALS:
    void chosen();
    /// To be shown in the Path tab.
    void opened();
    /// To be computed, or once more.
    void computeAsked();
    /// The pixel of the map under the pointer.
    void hovered(std::optional<QPoint> pixel);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLabel* m_title;
    CardMap* m_map;
    QLabel* m_status;
    QPushButton* m_compute;
    bool m_selected = false;
};

}  // namespace sigscope::ui
