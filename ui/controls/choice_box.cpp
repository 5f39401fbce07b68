#include "ui/controls/choice_box.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QStylePainter>
#include <QStyledItemDelegate>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int noteRole = Qt::UserRole + 1;  // The data of an entry are its name.

/// An entry with its note at the right.
class NoteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setFont(smallFont());
        painter->setPen(Theme::current().muted);
        painter->drawText(option.rect.adjusted(0, 0, -Theme::grid, 0),
                          Qt::AlignRight | Qt::AlignVCenter, index.data(noteRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override {
        const QFontMetrics metrics(smallFont());
        const int note = metrics.horizontalAdvance(index.data(noteRole).toString());
        return QStyledItemDelegate::sizeHint(option, index) + QSize(note + 3 * Theme::grid, 0);
    }
};

}  // namespace

ChoiceBox::ChoiceBox(QWidget* parent) : QComboBox(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ChoiceBox::setNote(int index, const QString& note) {
    if (dynamic_cast<NoteDelegate*>(itemDelegate()) == nullptr)
        setItemDelegate(new NoteDelegate(this));
    setItemData(index, note, noteRole);
    setItemData(index, note, Qt::AccessibleDescriptionRole);
}

QString ChoiceBox::note(int index) const {
    return itemData(index, noteRole).toString();
}

void ChoiceBox::showPopup() {
    Q_EMIT listOpening();
    // The list may be wider than the box: notes stand beside the entries, not on them.
    if (dynamic_cast<NoteDelegate*>(itemDelegate()) != nullptr)
        view()->setMinimumWidth(view()->sizeHintForColumn(0) +
                                view()->verticalScrollBar()->sizeHint().width());
    QComboBox::showPopup();
}

void ChoiceBox::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    constexpr int gapBesideIcon = 4;
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + gapBesideIcon;
    option.currentText =
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, field.width() - icon);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace sigscope::ui
