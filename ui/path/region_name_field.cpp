#include "ui/path/region_name_field.h"

#include <QKeyEvent>
#include <algorithm>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int longestRegionName = 32;
constexpr int regionNameWidth = 16 * Theme::grid;

}  // namespace

RegionNameField::RegionNameField(const QString& name, const QPoint& corner, QWidget& pane)
    : QLineEdit(name, &pane) {
    setObjectName(QStringLiteral("regionName"));
    setAccessibleName(tr("Name of region %1").arg(name));
    setFont(smallFont());
    setMaxLength(longestRegionName);
    const QSize room = pane.size();
    const QSize size(std::min(regionNameWidth, room.width()), sizeHint().height());
    setGeometry(QRect(QPoint(std::clamp(corner.x(), 0, std::max(0, room.width() - size.width())),
                             std::clamp(corner.y(), 0, std::max(0, room.height() - size.height()))),
                      size));
    connect(this, &QLineEdit::editingFinished, this, &RegionNameField::take);
    show();
    setFocus(Qt::OtherFocusReason);
    selectAll();
}

bool RegionNameField::event(QEvent* event) {
    // Esc is this field's own, whatever else it stops in the window.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void RegionNameField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return leave();
    QLineEdit::keyPressEvent(event);
    event->accept();  // What is typed here is no key of the picture below.
}

void RegionNameField::take() {
    if (m_left) return;
    Q_EMIT named(text().trimmed());
    leave();
}

void RegionNameField::leave() {
    m_left = true;  // Hiding takes the focus, which ends the editing once more.
    if (hasFocus()) parentWidget()->setFocus();
    hide();
    deleteLater();
}

}  // namespace sigscope::ui
