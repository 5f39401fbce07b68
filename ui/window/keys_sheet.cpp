#include "ui/window/keys_sheet.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// Rows after which the menus go on in the other column.
constexpr int longestColumn = 14;

QString plain(QString text) {
    return text.remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
}

QGridLayout* addColumn(QHBoxLayout& columns) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * Theme::grid);
    grid->setVerticalSpacing(Theme::grid / 2);
    grid->setAlignment(Qt::AlignTop);
    columns.addLayout(grid);
    return grid;
}

}  // namespace

KeysSheet::KeysSheet(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(3 * Theme::grid, 2 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid);
    columns->setSpacing(6 * Theme::grid);
    QGridLayout* keys = addColumn(*columns);
    QGridLayout* more = addColumn(*columns);
    for (const QAction* menu : menus.actions()) {
        QGridLayout& grid = keys->rowCount() < longestColumn ? *keys : *more;
        addTitle(grid, plain(menu->text()));
        for (const QAction* action : menu->menu()->actions())
            if (!action->shortcut().isEmpty())
                addRow(grid, action->shortcut().toString(QKeySequence::NativeText),
                       plain(action->text()));
    }
    QGridLayout* mouse = addColumn(*columns);
    addTitle(*mouse, tr("On pictures and charts"));
    const std::pair<QString, QString> gestures[] = {
        {tr("Wheel over a picture"), tr("Zoom at the pointer")},
        {tr("Drag a picture"), tr("Move it")},
        {tr("Click a picture"), tr("Pin the values there")},
        {tr("Shift+drag on a picture"), tr("Frame a region")},
        {tr("Double click a region’s name"), tr("Give it another one")},
        {tr("Alt+arrows on a picture, Enter"), tr("Point at a pixel, pin it")},
        {tr("Alt+Shift+arrows, Enter"), tr("Frame a region by keys")},
        {tr("Wheel over a chart"), tr("Zoom the axis under the pointer")},
        {tr("Double click on a chart"), tr("Reset its axes")},
        {tr("Drag in a chart"), tr("Scrub")},
        {tr("Shift while scrubbing"), tr("Snap to nodes")},
        {tr("Drag over the singular spectrum"), tr("A band alone: picture, map, share")},
        {tr("↑ ↓ there, with Shift, Del"), tr("Move it, its end; none")},
        {tr("Click a colour scale"), tr("Limits and colours of the maps")},
        {tr("Click a class"), tr("Explain it")},
        {tr("Drop a file"), tr("Open it")}};
    for (const auto& [gesture, meaning] : gestures) addRow(*mouse, gesture, meaning);
    addTitle(*keys, tr("In Compare"));
    const std::pair<QString, QString> ofCards[] = {
        {tr("Arrows, Shift+click"), tr("Select a card, and a second one")},
        {tr("W, D, X held"), tr("Wipe, subtract or swap the two")},
        {tr("S, Del, Ctrl+D"), tr("Scale; remove or duplicate the card")},
        {tr("Drag a map onto a map"), tr("Wipe one over the other")},
        {tr("Drag a title"), tr("Move the card")}};
    for (const auto& [gesture, meaning] : ofCards) addRow(*keys, gesture, meaning);
}

void KeysSheet::addTitle(QGridLayout& grid, const QString& title) {
    auto* label = new QLabel(title, this);
    label->setProperty("role", "muted");
    const int row = grid.rowCount();
    grid.setRowMinimumHeight(row, 3 * Theme::grid);
    grid.addWidget(label, row, 0, 1, 2, Qt::AlignBottom);
}

void KeysSheet::addRow(QGridLayout& grid, const QString& key, const QString& meaning) {
    const int row = grid.rowCount();
    grid.addWidget(new QLabel(key, this), row, 0);
    grid.addWidget(new QLabel(meaning, this), row, 1);
}

}  // namespace sigscope::ui
