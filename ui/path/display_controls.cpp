#include "ui/path/display_controls.h"

#include <QToolButton>

#include "ui/path/path_pane.h"
#include "ui/path/scale_popup.h"
#include "ui/path/so_far_switch.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

DisplayControls::DisplayControls(PathPane& spectrum, PathPane& step, PathPane& map, QObject* parent)
    : QObject(parent), m_switch(new SoFarSwitch(&map)) {
    map.setCorner(m_switch);
    m_ownScale = addSwitch(
        step, "ownScale", tr("own scale"), QStringLiteral("⇕"),
        tr("A scale of this moment's own, for what little is added here: frames cannot be "
           "compared by colour"),
        [](MapDisplay& display, bool on) {
            display.stepScale = on ? StepScale::Moment : StepScale::Path;
        });
    m_ghost = addSwitch(
        map, "ghost", tr("ghost"), QStringLiteral("◐"),
        tr("The whole path's map, faintly, under the map so far"),
        [](MapDisplay& display, bool on) { display.ghost = on ? Ghost::Shown : Ghost::Hidden; });
    m_ghost->setChecked(MapDisplay().ghost == Ghost::Shown);
    connect(m_switch, &SoFarSwitch::chosen, this, [this](SoFar shown) {
        choose([shown](MapDisplay& display) { display.soFar = shown; });
    });
    const auto onScale = [this](PathPane& pane, std::optional<double> MapDisplay::*limit) {
        connect(&pane, &PathPane::scaleAsked, this,
                [this, &pane, limit] { openScale(pane, limit); });
    };
    onScale(spectrum, &MapDisplay::spectrumLimit);
    onScale(step, &MapDisplay::stepLimit);
    onScale(map, &MapDisplay::mapLimit);
    forget();
}

void DisplayControls::show(const PathFrame& frame) {
    m_display = frame.display;
    m_ownScale->setChecked(m_display->stepScale == StepScale::Moment);
    m_ownScale->setEnabled(!frame.step.isNull());
    m_ghost->setChecked(m_display->ghost == Ghost::Shown);
    m_ghost->setEnabled(true);
}

void DisplayControls::forget() {
    m_display.reset();
    for (QToolButton* button : {m_ownScale, m_ghost}) button->setEnabled(false);
}

void DisplayControls::offerMaps(const std::vector<SoFar>& choices, SoFar shown) {
    m_switch->offer(choices, shown);
    m_choices = choices;
    showGhostSwitch();
}

void DisplayControls::setGrowth(MapGrowth growth) {
    m_growth = growth;
    showGhostSwitch();
}

void DisplayControls::showGhostSwitch() {
    m_ghost->setVisible(m_growth == MapGrowth::BuildsUp && m_choices.empty());
}

template <typename Change>
void DisplayControls::choose(Change change) {
    if (!m_display) return;
    MapDisplay display = *m_display;
    change(display);
    Q_EMIT displayChosen(display);
}

QToolButton* DisplayControls::addSwitch(PathPane& pane, const char* name, const QString& title,
                                        const QString& glyph, const QString& help,
                                        void (*turn)(MapDisplay& display, bool on)) {
    auto* button = new QToolButton(&pane);
    button->setText(title);
    button->setToolTip(help);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setProperty("flat", true);
    button->setProperty("corner", true);
    button->setFont(smallFont());
    button->setFocusPolicy(Qt::TabFocus);
    pane.addCorner(*button, glyph);
    connect(button, &QToolButton::clicked, this, [this, turn](bool on) {
        choose([turn, on](MapDisplay& display) { turn(display, on); });
    });
    return button;
}

void DisplayControls::openScale(PathPane& pane, std::optional<double> MapDisplay::*limit) {
    if (!m_display) return;
    auto* popup = new ScalePopup(*m_display, limit, pane.bar().high(), pane.parentWidget());
    connect(popup, &ScalePopup::displayChanged, this, &DisplayControls::displayChosen);
    popup->showUnder(pane.bar());
}

}  // namespace sigscope::ui
