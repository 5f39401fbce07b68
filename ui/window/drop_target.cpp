#include "ui/window/drop_target.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace sigscope::ui {

namespace {

/// The local file that is dragged; empty if it is none.
QString localFile(const QDropEvent& event) {
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.isEmpty() ? QString() : urls.first().toLocalFile();
}

}  // namespace

DropTarget::DropTarget(QWidget& widget) : QObject(&widget) {
    widget.setAcceptDrops(true);
    widget.installEventFilter(this);
}

bool DropTarget::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) return false;
    auto& drop = static_cast<QDropEvent&>(*event);
    const QString file = localFile(drop);
    if (file.isEmpty()) return false;
    drop.acceptProposedAction();
    if (event->type() == QEvent::Drop) Q_EMIT fileDropped(file.toStdString());
    return true;
}

}  // namespace sigscope::ui
