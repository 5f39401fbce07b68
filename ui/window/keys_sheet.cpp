#include "ui/window/keys_sheet.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/style/theme.h"

namespace sigscope::ui {

KeysSheet::KeysSheet(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<QString, QString> keys[] = {
        {tr("Ctrl+O, Ctrl+S, Ctrl+W, Ctrl+Q"), tr("Open, save the map, close the picture, quit")},
        {tr("Ctrl+M"), tr("Open a model's weights")},
        {tr("F5, Esc"), tr("Run, cancel")},
        {tr("Ctrl+Z"), tr("Undo the last change of the request")},
        {tr("Space"), tr("Play, pause")},
        {tr("←, →"), tr("Previous node, next node")},
        {tr("Home, End"), tr("The path's start, its end")},
        {tr("F, Ctrl+0"), tr("Fit the pictures, actual size")},
        {tr("Wheel, drag over a picture"), tr("Zoom at the pointer, move")},
        {tr("Wheel, double click on the chart"), tr("Zoom the axis under the pointer, reset")},
        {tr("Shift while scrubbing"), tr("Snap to nodes")},
        {tr("?"), tr("This sheet")}};
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid);
    grid->setHorizontalSpacing(3 * Theme::grid);
    grid->setVerticalSpacing(Theme::grid);
    int row = 0;
    for (const auto& [key, meaning] : keys) {
        grid->addWidget(new QLabel(key, this), row, 0);
        auto* label = new QLabel(meaning, this);
        label->setProperty("role", "muted");
        grid->addWidget(label, row++, 1);
    }
}

}  // namespace sigscope::ui
