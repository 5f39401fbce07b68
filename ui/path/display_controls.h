#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/render/path_frame.h"

class QToolButton;

namespace sigscope::ui {

class PathPane;
class SoFarSwitch;

/// Whether the map that is shown is one of those that build up to the whole.
enum class MapGrowth {
    BuildsUp,
    Whole,  ///< There is one alone.
};

/// What in the panes changes how maps are drawn: the switches beside their titles, and their colour
/// scales. Without a frame they do nothing.
class DisplayControls : public QObject {
    Q_OBJECT

public:
    /// Puts them into these panes.
    DisplayControls(PathPane& spectrum, PathPane& step, PathPane& map, QObject* parent);

    void show(const PathFrame& frame);
    /// No frame is shown any more.
    void forget();
    /// Over several baselines: which maps there are, and which is shown.
    void offerMaps(const std::vector<SoFar>& choices, SoFar shown);
    /// A map alone has no ghost of the whole under it.
    void setGrowth(MapGrowth growth);

Q_SIGNALS:
    /// The user wants the maps drawn so.
    void displayChosen(const sigscope::ui::MapDisplay& display);

private:
    /// Changes one thing of the display to what was chosen.
    template <typename Change>
    void choose(Change change);
    /// A button beside the title of a pane that turns something of its display on and off; `glyph`
    /// as PathPane::addCorner().
    QToolButton* addSwitch(PathPane& pane, const char* name, const QString& title,
                           const QString& glyph, const QString& help,
                           void (*turn)(MapDisplay& display, bool on));
    void openScale(PathPane& pane, std::optional<double> MapDisplay::*limit);

    void showGhostSwitch();

    std::optional<MapDisplay> m_display;  ///< Of the frame that is shown.
    MapGrowth m_growth = MapGrowth::BuildsUp;
    std::vector<SoFar> m_choices;  ///< Over several baselines; none of one.
    SoFarSwitch* m_switch;
    QToolButton* m_ownScale = nullptr;
    QToolButton* m_ghost = nullptr;
};

}  // namespace sigscope::ui
