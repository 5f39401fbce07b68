#include "ui/controls/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/style/icons.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)) {
    setObjectName(QStringLiteral("messageBar"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::ClickFocus);
    auto* close = new QToolButton(this);
    close->setIcon(icon("close"));
    close->setProperty("flat", true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid / 2, Theme::grid / 2, Theme::grid / 2);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(close);
    hide();
}

void MessageBar::show(Kind kind, const QString& message) {
    const Theme& theme = Theme::current();
    const bool error = kind == Kind::Error;
    m_icon->setPixmap(icon(error ? "warning" : "info").pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(message);
    setStyleSheet(QStringLiteral("#messageBar { background: %1; border: none; border-left: 3px "
                                 "solid %2; border-radius: 2px; }")
                      .arg(theme.field.name(), (error ? theme.error : theme.accent).name()));
    setVisible(true);
}

QString MessageBar::message() const {
    return isHidden() ? QString() : m_text->text();
}

}  // namespace sigscope::ui
