#include "ui/transport/transport_bar.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <utility>

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/moment_text.h"
#include "ui/transport/path_cursor.h"

namespace sigscope::ui {

TransportBar::TransportBar(PathCursor& cursor, QWidget* parent)
    : QWidget(parent), m_cursor(cursor) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid / 2);
    auto* first = addButton("first", {});
    auto* previous = addButton("previous", {});
    m_play = addButton("play", {});
    auto* next = addButton("next", {});
    auto* last = addButton("last", {});
    m_steps = {first, previous, next, last};
    showHelp();
    auto* loop = addButton("loop", tr("Play again and again"));
    loop->setCheckable(true);
    layout->addSpacing(Theme::grid);
    layout->addStretch();
    m_alpha = new QLabel(this);
    m_alpha->setObjectName(QStringLiteral("alpha"));
    m_alpha->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_alpha->setFocusPolicy(Qt::ClickFocus);
    layout->addWidget(m_alpha);
    layout->addSpacing(Theme::grid);
    addPace();
    offerSpeeds();

    connect(first, &QToolButton::clicked, &cursor, &PathCursor::toFirst);
    connect(previous, &QToolButton::clicked, &cursor, &PathCursor::toPreviousNode);
    connect(m_play, &QToolButton::clicked, &cursor, &PathCursor::togglePlaying);
    connect(next, &QToolButton::clicked, &cursor, &PathCursor::toNextNode);
    connect(last, &QToolButton::clicked, &cursor, &PathCursor::toLast);
    connect(loop, &QToolButton::toggled, &cursor, &PathCursor::setLooping);
    connect(&cursor, &PathCursor::playingChanged, this, &TransportBar::showPlaying);
    connect(&cursor, &PathCursor::alphaChanged, this, &TransportBar::showAlpha);
    showPlaying(cursor.playing());
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

void TransportBar::addPace() {
    m_paceLabel = new QLabel(tr("pace"), this);
    m_paceLabel->setProperty("role", "muted");
    layout()->addWidget(m_paceLabel);
    m_pace = new QComboBox(this);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setFocusPolicy(Qt::TabFocus);
    m_pace->setAccessibleName(tr("Pace"));
    m_pace->setToolTip(
        tr("How playing spreads its time: by change, half of it as |Δf| and half as "
           "the path's length, so that it is slow where something happens; or "
           "evenly over α"));
    m_pace->addItem(tr("by change"), QVariant::fromValue(static_cast<int>(Pace::Change)));
    m_pace->addItem(tr("by α"), QVariant::fromValue(static_cast<int>(Pace::Alpha)));
    connect(m_pace, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT paceChosen(pace()); });
    layout()->addWidget(m_pace);
}

void TransportBar::showHelp() {
    const std::array help =
        m_moments ? std::array{tr("To the first (Home)"), tr("Previous (←)"), tr("Next (→)"),
                               tr("To the last (End)")}
                  : std::array{tr("To the path's start (Home)"), tr("Previous node (←)"),
                               tr("Next node (→)"), tr("To the path's end (End)")};
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_steps[i]->setToolTip(help[i]);
        m_steps[i]->setAccessibleName(help[i]);
    }
}

void TransportBar::setMoments(std::shared_ptr<const MapMoments> moments) {
    m_moments = std::move(moments);
    m_paceLabel->setVisible(!m_moments);
    m_pace->setVisible(!m_moments);
    showHelp();
    showAlpha(m_cursor.alpha());
}

Pace TransportBar::pace() const {
    return static_cast<Pace>(m_pace->currentData().toInt());
}

void TransportBar::offerSpeeds() {
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

void TransportBar::showPlaying(bool playing) {
    m_play->setIcon(icon(playing ? "pause" : "play"));
    m_play->setAccessibleName(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_play->setToolTip(tr("%1; the right button sets the speed").arg(m_play->accessibleName()));
}

void TransportBar::showAlpha(double alpha) {
    m_alpha->setText(m_moments ? momentText(m_moments->all[momentAt(*m_moments, alpha)])
                               : tr("α %1").arg(fixedText(alpha, 3)));
}

}  // namespace sigscope::ui
