#pragma once

#include <QDialog>

class QGridLayout;
class QMenuBar;

namespace sigscope::ui {

/// The keys and gestures of the window, on one sheet. The keys are those of the menus.
class KeysSheet : public QDialog {
    Q_OBJECT

public:
    explicit KeysSheet(const QMenuBar& menus, QWidget* parent = nullptr);

private:
    void addRow(QGridLayout& grid, const QString& key, const QString& meaning);
    void addTitle(QGridLayout& grid, const QString& title);
};

}  // namespace sigscope::ui
