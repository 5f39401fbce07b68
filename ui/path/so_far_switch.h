#pragma once

#include <QWidget>
#include <vector>

#include "ui/render/map_display.h"

class QButtonGroup;

namespace sigscope::ui {

/// Chooses which map the last pane shows; there only with several baselines.
class SoFarSwitch : public QWidget {
    Q_OBJECT

public:
    explicit SoFarSwitch(QWidget* parent = nullptr);

    /// What can be chosen, and what is; hidden where there is no choice. Emits nothing.
    void offer(const std::vector<SoFar>& choices, SoFar shown);

Q_SIGNALS:
    void chosen(sigscope::ui::SoFar map);

private:
    QButtonGroup* m_buttons;
};

}  // namespace sigscope::ui
