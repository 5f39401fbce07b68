#include "ui/evaluate/map_choice.h"

#include <QAction>
#include <QMenu>
#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

/// Whether maps of the two can be measured against each other.
bool isSameQuestion(const MapsToEvaluate::Map& one, const MapsToEvaluate::Map& other) {
    return one.request.image == other.request.image && one.request.model == other.request.model &&
           one.explanation->scene->target.index == other.explanation->scene->target.index;
}

}  // namespace

MapChoice::MapChoice(QWidget* parent) : QToolButton(parent), m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("maps"));
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Maps"));
    setToolTip(tr("The results that are measured: that of the Path view and those of Compare"));
    m_menu->setToolTipsVisible(true);
    showCount();
}

void MapChoice::offer(std::vector<MapsToEvaluate::Map> maps) {
    const auto isSame = [](const MapsToEvaluate::Map& one, const MapsToEvaluate::Map& other) {
        return one.explanation == other.explanation && one.title == other.title;
    };
    // An open menu stays as it is where nothing has changed.
    if (std::ranges::equal(m_maps, maps, isSame)) return;
    m_maps = std::move(maps);
    std::erase_if(m_leftOut, [this](const auto& left) {
        return std::ranges::none_of(m_maps,
                                    [&](const auto& map) { return map.explanation == left; });
    });
    m_menu->clear();
    for (const MapsToEvaluate::Map& map : m_maps) {
        QAction* action = m_menu->addAction(map.title);
        action->setCheckable(true);
        const bool fits = isSameQuestion(m_maps.front(), map);
        action->setEnabled(fits);
        if (!fits)
            action->setToolTip(tr("Of another class or model than %1").arg(m_maps.front().title));
        action->setChecked(fits && !std::ranges::count(m_leftOut, map.explanation));
        connect(action, &QAction::toggled, this, [this, key = map.explanation](bool chosen) {
            std::erase(m_leftOut, key);
            if (!chosen) m_leftOut.push_back(key);
            showCount();
            Q_EMIT changed();
        });
    }
    showCount();
    Q_EMIT changed();
}

std::vector<MapsToEvaluate::Map> MapChoice::chosen() const {
    std::vector<MapsToEvaluate::Map> chosen;
    for (const MapsToEvaluate::Map& map : m_maps)
        if (isSameQuestion(m_maps.front(), map) && !std::ranges::count(m_leftOut, map.explanation))
            chosen.push_back(map);
    return chosen;
}

void MapChoice::showCount() {
    const std::size_t count = chosen().size();
    setText((count == 1 ? tr("1 map") : tr("%1 maps").arg(count)) + QStringLiteral(" ▾"));
    setEnabled(!m_maps.empty());
}

}  // namespace sigscope::ui
