#include "ui/path/so_far_switch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>
#include <algorithm>

#include "ui/style/theme.h"

namespace sigscope::ui {

SoFarSwitch::SoFarSwitch(QWidget* parent) : QWidget(parent), m_buttons(new QButtonGroup(this)) {
    struct Option {
        SoFar map;
        QString title;
        QString help;
        const char* name;
    };
    const Option options[] = {
        {SoFar::Path, tr("path"), tr("The map of the path that is scrubbed, up to α"), "soFarPath"},
        {SoFar::Mean, tr("mean"), tr("The mean map over the baselines: the result"), "soFarMean"},
        {SoFar::Spread, tr("spread"),
         tr("The standard deviation (n − 1) of each element over the baselines"), "soFarSpread"}};
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid / 2);
    for (const Option& option : options) {
        auto* button = new QToolButton(this);
        button->setText(option.title);
        button->setToolTip(option.help);
        button->setObjectName(QLatin1String(option.name));
        button->setCheckable(true);
        button->setProperty("flat", true);
        button->setProperty("corner", true);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::TabFocus);
        m_buttons->addButton(button, static_cast<int>(option.map));
        row->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT chosen(static_cast<SoFar>(id)); });
    setVisible(false);
}

void SoFarSwitch::offer(const std::vector<SoFar>& choices, SoFar shown) {
    setVisible(!choices.empty());
    for (QAbstractButton* button : m_buttons->buttons()) {
        const auto map = static_cast<SoFar>(m_buttons->id(button));
        button->setEnabled(std::ranges::find(choices, map) != choices.end());
        button->setChecked(map == shown);
    }
}

}  // namespace sigscope::ui
