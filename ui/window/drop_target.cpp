#include "ui/window/drop_target.h"

#include <QDropEvent>
#include <QFrame>
#include <QMimeData>
#include <QUrl>

namespace sigscope::ui {

namespace {

std::vector<std::filesystem::path> localFiles(const QDropEvent& event) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : event.mimeData()->urls())
        if (url.isLocalFile()) files.emplace_back(url.toLocalFile().toStdString());
    return files;
}

}  // namespace

DropTarget::DropTarget(QWidget& widget)
    : QObject(&widget), m_widget(widget), m_outline(new QFrame(&widget)) {
    m_outline->setObjectName(QStringLiteral("dropOutline"));
    m_outline->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_outline->hide();
    widget.setAcceptDrops(true);
    widget.installEventFilter(this);
}

void DropTarget::setOutlined(bool outlined) {
    m_outline->setGeometry(m_widget.rect());
    m_outline->setVisible(outlined);
    m_outline->raise();
}

bool DropTarget::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::DragLeave) setOutlined(false);
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) return false;
    auto& drop = static_cast<QDropEvent&>(*event);
    const auto files = localFiles(drop);
    if (files.empty()) return false;
    drop.acceptProposedAction();
    setOutlined(event->type() == QEvent::DragEnter);
    if (event->type() == QEvent::Drop) Q_EMIT filesDropped(files);
    return true;
}

}  // namespace sigscope::ui
