#include "ui/window/command_palette.h"

#include <QApplication>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr std::size_t mostRows = 60;  ///< What comes behind them nobody reads.
constexpr QSize paletteSize{68 * Theme::grid, 52 * Theme::grid};
constexpr int rowHeight = 4 * Theme::grid;
constexpr int kindRole = Qt::UserRole;
constexpr int shortcutRole = Qt::UserRole + 1;

/// The title at the left; at the right the shortcut, or else what kind of thing it is.
class PaletteRow final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {0, rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme& theme = Theme::current();
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(option.rect, theme.hover);
        const QRect row = option.rect.adjusted(Theme::grid, 0, -Theme::grid, 0);
        const QString shortcut = index.data(shortcutRole).toString();
        const QString right = shortcut.isEmpty() ? index.data(kindRole).toString() : shortcut;
        painter->setFont(smallFont());
        const int width = QFontMetrics(smallFont()).horizontalAdvance(right);
        painter->setPen(theme.muted);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, right);
        const QString title = QFontMetrics(bodyFont())
                                  .elidedText(index.data().toString(), Qt::ElideMiddle,
                                              row.width() - width - 2 * Theme::grid);
        painter->setFont(bodyFont());
        painter->setPen(theme.text);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft, title);
    }
};

}  // namespace

CommandPalette::CommandPalette(const PaletteEntries& entries, QWidget& window)
    : QFrame(&window, Qt::Popup),
      m_entries(entries),
      m_line(new QLineEdit(this)),
      m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    m_line->setPlaceholderText(tr("Action, method, class, model, file, or “overlap 0.2”"));
    m_line->setAccessibleName(tr("What to do"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new PaletteRow(m_list));
    m_list->setUniformItemSizes(true);
    m_line->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_line);
    layout->addWidget(m_list, 1);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this,
            [this] { take(QApplication::keyboardModifiers()); });
}

void CommandPalette::open() {
    const QWidget& window = *parentWidget();
    resize(paletteSize.boundedTo(window.size() - QSize(4 * Theme::grid, 10 * Theme::grid)));
    move(window.mapToGlobal(QPoint((window.width() - width()) / 2, 5 * Theme::grid)));
    m_line->clear();
    fill({});
    show();
    m_line->setFocus();
}

void CommandPalette::fill(const QString& query) {
    m_shown = m_entries.matching(query);
    m_shown.resize(std::min(m_shown.size(), mostRows));
    m_list->clear();
    for (const PaletteEntry& entry : m_shown) {
        auto* item = new QListWidgetItem(entry.title, m_list);
        item->setData(kindRole, entry.kind);
        item->setData(shortcutRole, entry.shortcut);
    }
    m_list->setCurrentRow(m_shown.empty() ? -1 : 0);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
    const auto& press = *static_cast<QKeyEvent*>(event);
    constexpr int page = 8;
    switch (press.key()) {
        case Qt::Key_Down:
            moveBy(1);
            return true;
        case Qt::Key_Up:
            moveBy(-1);
            return true;
        case Qt::Key_PageDown:
            moveBy(page);
            return true;
        case Qt::Key_PageUp:
            moveBy(-page);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            take(press.modifiers());
            return true;
        case Qt::Key_Escape:
            hide();
            return true;
        default:
            return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::moveBy(int rows) {
    const int last = m_list->count() - 1;
    if (last >= 0) m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, last));
}

void CommandPalette::take(Qt::KeyboardModifiers modifiers) {
    const int row = m_list->currentRow();
    if (row < 0) return;
    const PaletteEntry entry = m_shown[static_cast<std::size_t>(row)];
    hide();  // What it does may open a dialog.
    if (modifiers.testFlag(Qt::AltModifier) && entry.change)
        Q_EMIT comparisonAsked(entry);
    else
        entry.act();
}

}  // namespace sigscope::ui
