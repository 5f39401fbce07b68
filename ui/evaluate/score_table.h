#pragma once

#include <QPen>
#include <QPixmap>
#include <functional>

#include "engine/api/table.h"

class QMenu;
class QTableWidget;
class QTableWidgetItem;

namespace sigscope::ui {

/// Lets a table look as all tables of scores do: small rows without a grid, the first column as
/// wide as there is room, and at least `rows` of them seen. It has its columns already.
void dressScoreTable(QTableWidget& table, const QString& name, int rows);

/// Lets the first column be no narrower than its texts: what then has no room is scrolled to. To be
/// asked again when texts or the table's width are other ones.
void fitNames(QTableWidget& table);

/// The item of a cell, made where there is none. Texts of the first column stand left, numbers
/// right.
[[nodiscard]] QTableWidgetItem& scoreCell(QTableWidget& table, int row, int column);

/// A piece of a map's curve, as a legend has it.
[[nodiscard]] QPixmap lineSample(const QPen& pen, double ratio);

/// Of random maps: grey, and as broad as a band.
[[nodiscard]] QPen controlPen();

/// The formats that tables are copied in.
void addCopyActions(QMenu& menu, const std::function<void(TableFormat)>& copy);

/// To the clipboard.
void copyTable(const Table& table, TableFormat format);

}  // namespace sigscope::ui
