#include "ui/transport/transport_buttons.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/transport/path_cursor.h"

namespace sigscope::ui {

TransportButtons::TransportButtons(PathCursor& cursor, QWidget* parent, const QString& prefix)
    : QWidget(parent), m_cursor(cursor) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid / 2);
    auto* first = addButton("first", prefix);
    auto* previous = addButton("previous", prefix);
    m_play = addButton("play", prefix);
    auto* next = addButton("next", prefix);
    auto* last = addButton("last", prefix);
    m_steps = {first, previous, next, last};
    auto* loop = addButton("loop", prefix);
    loop->setToolTip(tr("Play again and again"));
    loop->setAccessibleName(loop->toolTip());
    loop->setCheckable(true);
    offerSpeeds();
    setHelps(ofPath());

    connect(first, &QToolButton::clicked, &cursor, &PathCursor::toFirst);
    connect(previous, &QToolButton::clicked, &cursor, &PathCursor::toPreviousNode);
    connect(m_play, &QToolButton::clicked, &cursor, &PathCursor::togglePlaying);
    connect(next, &QToolButton::clicked, &cursor, &PathCursor::toNextNode);
    connect(last, &QToolButton::clicked, &cursor, &PathCursor::toLast);
    connect(loop, &QToolButton::toggled, &cursor, &PathCursor::setLooping);
    connect(&cursor, &PathCursor::playingChanged, this, &TransportButtons::showPlaying);
    showPlaying(cursor.playing());
}

QToolButton* TransportButtons::addButton(const char* name, const QString& prefix) {
    auto* button = new QToolButton(this);
    button->setObjectName(prefix + QLatin1String(name));
    button->setIcon(icon(name));
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

TransportButtons::Helps TransportButtons::ofPath() {
    return {tr("To the path's start (Home)"), tr("Previous node (←)"), tr("Next node (→)"),
            tr("To the path's end (End)")};
}

void TransportButtons::setHelps(const Helps& helps) {
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_steps[i]->setToolTip(helps[i]);
        m_steps[i]->setAccessibleName(helps[i]);
    }
}

void TransportButtons::offerSpeeds() {
    auto* speeds = new QActionGroup(this);
    for (const int framesPerSecond : {6, 12, 24, 30}) {
        QAction* speed = speeds->addAction(tr("%1 frames per second").arg(framesPerSecond));
        speed->setCheckable(true);
        speed->setChecked(framesPerSecond == PathCursor::usualFramesPerSecond);
        connect(speed, &QAction::triggered, this,
                [this, framesPerSecond] { m_cursor.setFramesPerSecond(framesPerSecond); });
        m_play->addAction(speed);
    }
    m_play->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TransportButtons::showPlaying(bool playing) {
    m_play->setIcon(icon(playing ? "pause" : "play"));
    m_play->setAccessibleName(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_play->setToolTip(tr("%1; the right button sets the speed").arg(m_play->accessibleName()));
}

}  // namespace sigscope::ui
