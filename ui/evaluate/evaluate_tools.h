#pragma once

#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/evaluate/evaluation_runs.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace sigscope::ui {

class MapChoice;

/// The tools above the Evaluate view: which maps are measured and how, Run and Cancel.
class EvaluateTools : public QWidget {
    Q_OBJECT

public:
    explicit EvaluateTools(QWidget* parent = nullptr);

    /// The results that can be measured.
    void offer(std::vector<MapsToEvaluate::Map> maps);

    [[nodiscard]] MapsToEvaluate question() const;
    [[nodiscard]] QPushButton& runButton() { return *m_run; }

    /// "3 of 12", as long as something is measured; nothing: nothing is.
    void showProgress(const std::optional<QString>& progress);

Q_SIGNALS:
    /// Another question.
    void changed();
    void runAsked();
    void cancelAsked();

private:
    void makeControls();
    void arrange();

    MapChoice* m_maps = nullptr;
    QComboBox* m_fill = nullptr;
    QComboBox* m_rank = nullptr;
    QSpinBox* m_points = nullptr;
    QSpinBox* m_random = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_cancel = nullptr;
    QLabel* m_summary = nullptr;
};

/// Lets a button that runs `asked` say what that takes: seconds, or nothing before they are known.
void promptRun(QPushButton& button, const MapsToEvaluate& asked, std::optional<double> seconds);

}  // namespace sigscope::ui
