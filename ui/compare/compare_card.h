#pragma once

#include <QFrame>
#include <QImage>
#include <optional>

#include "engine/api/catalogue.h"
#include "ui/compare/comparison_runs.h"

class QLabel;
class QPushButton;

namespace sigscope::ui {

class CardMap;

/// One column of the comparison: its title, its map, and in small type what was asked for, what it
/// took, or why it is not there.
class CompareCard : public QFrame {
    Q_OBJECT

public:
    /// What of a card is dragged.
    enum class Part { Header, Map };
    /// What a card is among those that are compared two by two.
    enum class Role { None, First, Second };

    /// `catalogue` outlives the card.
    explicit CompareCard(const Catalogue& catalogue, QWidget* parent = nullptr);

    /// The map's side in px.
    void setSide(int side);

    void show(const ComparedColumn& column);
    /// Null where there is none.
    void setMap(QImage map);
    [[nodiscard]] const QImage& map() const;
    /// Along the map's lower edge.
    void setNote(const QString& note);
    [[nodiscard]] QString note() const;
    void setCrosshair(std::optional<QPoint> pixel);
    void setRole(Role role);
    [[nodiscard]] bool isSelected() const { return m_role == Role::First; }
    /// Whether what is dragged would be dropped here.
    void setDropTarget(bool target);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString status() const;
    /// What was asked for: "λ 0.2 · from black · probability".
    [[nodiscard]] QString settings() const;

Q_SIGNALS:
    /// Clicked, with what was held.
    void chosen(Qt::KeyboardModifiers modifiers);
    /// To be shown in the Path tab.
    void opened();
    /// To be computed, or once more.
    void computeAsked();
    /// The same within half of the memory.
    void smallerAsked();
    /// The pixel of the map under the pointer.
    void hovered(std::optional<QPoint> pixel);
    void menuAsked(const QPoint& global);
    void dragged(sigscope::ui::CompareCard::Part part, const QPoint& global);
    void dropped(sigscope::ui::CompareCard::Part part, const QPoint& global);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] Part partAt(const QPoint& place) const;
    void showRemedy(const ComparedColumn& column);

    const Catalogue& m_catalogue;
    QLabel* m_title;
    QLabel* m_settings;
    CardMap* m_map;
    QLabel* m_status;
    QPushButton* m_compute;
    Role m_role = Role::None;
    std::optional<QPoint> m_pressed;  ///< While the left button is down.
    bool m_dragging = false;
    bool m_wantsLess = false;  ///< What the button asks for is to take less memory.
};

}  // namespace sigscope::ui
