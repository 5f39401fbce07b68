#pragma once

#include <QDialog>

namespace sigscope::ui {

/// The keys and gestures of the window, on one sheet.
class KeysSheet : public QDialog {
    Q_OBJECT

public:
    explicit KeysSheet(QWidget* parent = nullptr);
};

}  // namespace sigscope::ui
