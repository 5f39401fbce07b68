#include "ui/compare/card_menu.h"

#include <QApplication>
#include <QClipboard>

#include "engine/api/result_code.h"

namespace sigscope::ui {

CardMenu::CardMenu(const ComparedColumn& column, const QImage& map, const Catalogue& catalogue,
                   QWidget* parent)
    : QMenu(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this](const QString& text, bool possible, auto act) {
        QAction* action = addAction(text);
        action->setEnabled(possible);
        connect(action, &QAction::triggered, this, act);
    };
    const auto addCopy = [&add](const QString& text, const QString& copied) {
        add(text, !copied.isEmpty(), [copied] { QApplication::clipboard()->setText(copied); });
    };
    add(tr("Open in the Path view"), column.isWhole(), [this] { Q_EMIT openAsked(); });
    add(tr("Duplicate"), true, [this] { Q_EMIT duplicateAsked(); });
    add(tr("Copy the map"), !map.isNull(), [map] { QApplication::clipboard()->setImage(map); });
    addCopy(tr("Copy as command"),
            QString::fromStdString(commandText(column.column.request, catalogue)));
    addCopy(tr("Copy the recipe"), column.isWhole()
                                       ? QString::fromStdString(column.column.explanation->recipe)
                                       : QString());
    addSeparator();
    add(tr("Remove"), true, [this] { Q_EMIT removeAsked(); });
}

}  // namespace sigscope::ui
