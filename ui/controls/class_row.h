#pragma once

#include <QStyledItemDelegate>

namespace sigscope::ui {

/// Draws a class of the ClassList: label, probability, and its bar underneath.
class ClassRow : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int indexRole = Qt::UserRole;
    static constexpr int probabilityRole = Qt::UserRole + 1;  ///< In [0, 1].
    static constexpr int targetRole = Qt::UserRole + 2;
    static constexpr int height = 30;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

}  // namespace sigscope::ui
