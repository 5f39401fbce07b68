#pragma once

#include <QObject>
#include <filesystem>

class QWidget;

namespace sigscope::ui {

/// Makes a widget take files that are dropped on it.
class DropTarget : public QObject {
    Q_OBJECT

public:
    explicit DropTarget(QWidget& widget);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void fileDropped(const std::filesystem::path& file);
};

}  // namespace sigscope::ui
