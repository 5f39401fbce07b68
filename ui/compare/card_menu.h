#pragma once

#include <QImage>
#include <QMenu>

#include "engine/api/catalogue.h"
#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

/// What can be done with a card, copied or asked for. It goes when it is closed.
class CardMenu : public QMenu {
    Q_OBJECT

public:
    /// `map` is the card's, as it is coloured; null where there is none.
    CardMenu(const ComparedColumn& column, const QImage& map, const Catalogue& catalogue,
             QWidget* parent);

Q_SIGNALS:
    void openAsked();
    void duplicateAsked();
    void removeAsked();
};

}  // namespace sigscope::ui
