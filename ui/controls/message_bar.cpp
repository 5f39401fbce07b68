#include "ui/controls/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <utility>

#include "ui/style/icons.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int stripHeight = 4 * Theme::grid;  ///< Two lines of small type.
constexpr int briefly = 8000;                 ///< ms

/// As style.qss names it.
const char* nameOf(MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::Warning:
            return "warning";
        case MessageBar::Kind::Error:
            return "error";
        case MessageBar::Kind::Information:
            break;
    }
    return "information";
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(new QLabel(this)),
      m_action(new QPushButton(this)),
      m_brief(new QTimer(this)) {
    setObjectName(QStringLiteral("messageBar"));
    setFixedHeight(stripHeight);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    m_text->setFont(smallFont());
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::ClickFocus);
    m_action->setObjectName(QStringLiteral("remedy"));
    m_action->setFocusPolicy(Qt::TabFocus);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const Remedy remedy = m_remedy;  // Acting may show another message.
        m_brief->stop();
        hide();
        remedy.act();
    });
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeMessage"));
    close->setIcon(icon("close"));
    close->setProperty("flat", true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    m_brief->setSingleShot(true);
    m_brief->setInterval(briefly);
    connect(m_brief, &QTimer::timeout, this, [this] {
        if (underMouse())
            m_brief->start();
        else
            dismiss();
    });

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::grid, 0, Theme::grid / 2, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(close);
    hide();
}

void MessageBar::show(Kind kind, const QString& message, Remedy remedy, Stay stay) {
    m_kind = kind;
    m_remedy = std::move(remedy);
    m_text->setText(message);
    m_text->setToolTip(message);
    if (stay == Stay::Briefly)
        m_brief->start();
    else
        m_brief->stop();
    m_action->setText(m_remedy.title);
    m_action->setVisible(!m_remedy.title.isEmpty());
    setProperty("kind", nameOf(kind));
    style()->unpolish(this);
    style()->polish(this);
    showIcon();
    setVisible(true);
}

void MessageBar::showIcon() {
    const bool harmless = m_kind == Kind::Information;
    m_icon->setPixmap(
        icon(harmless ? "info" : "warning").pixmap(QSize(16, 16), devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) showIcon();
    QFrame::changeEvent(event);
}

QString MessageBar::message() const {
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::dismiss() {
    m_brief->stop();
    hide();
    Q_EMIT closed(m_text->text());
}

void MessageBar::forgetError() {
    if (m_kind == Kind::Error) hide();
}

void MessageBar::forget() {
    if (!m_brief->isActive()) hide();
}

}  // namespace sigscope::ui
