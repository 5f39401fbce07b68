#pragma once

#include <QFrame>
#include <vector>

#include "ui/window/palette_entries.h"

class QLineEdit;
class QListWidget;

namespace sigscope::ui {

/// A line to type in and what fits it: Enter does the first, Alt+Enter adds what it asks for to the
/// comparison. It goes when anything else is clicked.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    /// `entries` outlives the palette; it opens over `window`.
    CommandPalette(const PaletteEntries& entries, QWidget& window);

    /// Empties the line and shows it.
    void open();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// What the entry asks for is to be a card of the comparison.
    void comparisonAsked(const sigscope::ui::PaletteEntry& entry);

private:
    void fill(const QString& query);
    void moveBy(int rows);
    void take(Qt::KeyboardModifiers modifiers);

    const PaletteEntries& m_entries;
    std::vector<PaletteEntry> m_shown;
    QLineEdit* m_line;
    QListWidget* m_list;
};

}  // namespace sigscope::ui
