#pragma once

#include <QToolButton>
#include <vector>

#include "ui/evaluate/evaluation_runs.h"

class QMenu;

namespace sigscope::ui {

/// The maps that there are, to choose those that are measured: "6 maps". Only maps of one picture,
/// model and class can be measured together; those that differ from the first say so.
class MapChoice : public QToolButton {
    Q_OBJECT

public:
    explicit MapChoice(QWidget* parent = nullptr);

    /// What was left out before stays so.
    void offer(std::vector<MapsToEvaluate::Map> maps);

    [[nodiscard]] std::vector<MapsToEvaluate::Map> chosen() const;

Q_SIGNALS:
    void changed();

private:
    void showCount();

    QMenu* m_menu;
    std::vector<MapsToEvaluate::Map> m_maps;
    std::vector<std::shared_ptr<const Explanation>> m_leftOut;
};

}  // namespace sigscope::ui
