#include "ui/controls/class_list.h"

#include <algorithm>

#include "ui/controls/class_row.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

ClassList::ClassList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new ClassRow(this));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Classes; choose the one to explain"));
    setCursor(Qt::PointingHandCursor);
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT classChosen(item->data(ClassRow::indexRole).toInt());
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void ClassList::setClasses(const std::vector<RankedClass>& top, const RankedClass& target) {
    const int row = currentRow();
    clear();
    for (const RankedClass& ranked : top) addClass(ranked);
    if (std::ranges::find(top, target.index, &RankedClass::index) == top.end()) addClass(target);
    markTarget(target.index);
    setCurrentRow(std::min(row, count() - 1));
}

void ClassList::addClass(const RankedClass& ranked) {
    auto* item = new QListWidgetItem(QString::fromStdString(ranked.label), this);
    item->setData(ClassRow::indexRole, ranked.index);
    item->setData(ClassRow::probabilityRole, ranked.probability);
    item->setToolTip(tr("%1\nClass %2, probability %3, logit %4\nClick to explain this class")
                         .arg(QString::fromStdString(ranked.label))
                         .arg(ranked.index)
                         .arg(probabilityText(ranked.probability), fixedText(ranked.logit, 2)));
}

void ClassList::markTarget(int index) {
    for (int row = 0; row < count(); ++row)
        item(row)->setData(ClassRow::targetRole,
                           item(row)->data(ClassRow::indexRole).toInt() == index);
}

int ClassList::target() const {
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(ClassRow::targetRole).toBool())
            return item(row)->data(ClassRow::indexRole).toInt();
    return -1;
}

}  // namespace sigscope::ui
