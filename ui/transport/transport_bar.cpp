#include "ui/transport/transport_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/path_cursor.h"

namespace sigscope::ui {

TransportBar::TransportBar(PathCursor& cursor, QWidget* parent)
    : QWidget(parent), m_cursor(cursor) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid / 2);
    auto* first = addButton("first", tr("To the path's start (Home)"));
    auto* previous = addButton("previous", tr("Previous node (←)"));
    m_play = addButton("play", tr("Play (Space)"));
    auto* next = addButton("next", tr("Next node (→)"));
    auto* last = addButton("last", tr("To the path's end (End)"));
    auto* loop = addButton("loop", tr("Play again and again"));
    loop->setCheckable(true);
    layout->addSpacing(Theme::grid);
    layout->addStretch();
    m_alpha = new QLabel(this);
    m_alpha->setObjectName(QStringLiteral("alpha"));
    m_alpha->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_alpha->setFocusPolicy(Qt::ClickFocus);
    layout->addWidget(m_alpha);
    layout->addSpacing(2 * Theme::grid);
    addSpeed();

    connect(first, &QToolButton::clicked, &cursor, &PathCursor::toFirst);
    connect(previous, &QToolButton::clicked, &cursor, &PathCursor::toPreviousNode);
    connect(m_play, &QToolButton::clicked, &cursor, &PathCursor::togglePlaying);
    connect(next, &QToolButton::clicked, &cursor, &PathCursor::toNextNode);
    connect(last, &QToolButton::clicked, &cursor, &PathCursor::toLast);
    connect(loop, &QToolButton::toggled, &cursor, &PathCursor::setLooping);
    connect(&cursor, &PathCursor::playingChanged, this, &TransportBar::showPlaying);
    connect(&cursor, &PathCursor::alphaChanged, this, &TransportBar::showAlpha);
    showAlpha(cursor.alpha());
}

QToolButton* TransportBar::addButton(const char* name, const QString& help) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(name));
    button->setToolTip(help);
    button->setAccessibleName(help);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void TransportBar::addSpeed() {
    auto* speed = new QComboBox(this);
    speed->setFocusPolicy(Qt::TabFocus);
    speed->setAccessibleName(tr("Speed"));
    speed->setToolTip(tr("Speed of playing, in frames per second"));
    for (const int framesPerSecond : {6, 12, 24, 30})
        speed->addItem(tr("%1 fps").arg(framesPerSecond), framesPerSecond);
    speed->setCurrentIndex(1);
    connect(speed, &QComboBox::currentIndexChanged, this,
            [this, speed] { m_cursor.setFramesPerSecond(speed->currentData().toInt()); });
    layout()->addWidget(speed);
}

void TransportBar::showPlaying(bool playing) {
    m_play->setIcon(icon(playing ? "pause" : "play"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_play->setAccessibleName(m_play->toolTip());
}

void TransportBar::showAlpha(double alpha) {
    m_alpha->setText(tr("α %1").arg(fixedText(alpha, 3)));
}

}  // namespace sigscope::ui
