#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

class QFrame;
class QWidget;

namespace sigscope::ui {

/// Makes a widget take files that are dropped on it; it is outlined while they are held over it.
class DropTarget : public QObject {
    Q_OBJECT

public:
    explicit DropTarget(QWidget& widget);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// At least one.
    void filesDropped(const std::vector<std::filesystem::path>& files);

private:
    void setOutlined(bool outlined);

    QWidget& m_widget;
    QFrame* m_outline;
};

}  // namespace sigscope::ui
