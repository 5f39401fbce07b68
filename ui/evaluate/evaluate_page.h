#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/evaluate/evaluation_results.h"
#include "ui/evaluate/evaluation_runs.h"

class QPushButton;
class QStackedWidget;

namespace sigscope::ui {

class EvaluateTools;
class RandomisationRow;

/// The Evaluate view: does a map point at what the model uses? Pixels are removed and put back, the
/// most important first, and the model is asked each time; random maps are the control.
class EvaluatePage : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the page.
    explicit EvaluatePage(Engine& engine, QWidget* parent = nullptr);

    /// The results that can be measured. Those of another picture end what there was.
    void offer(std::vector<MapsToEvaluate::Map> maps);

    [[nodiscard]] EvaluationRuns& runs() { return *m_runs; }
    [[nodiscard]] EvaluationResults& results() { return *m_results; }
    [[nodiscard]] RandomisationRow& randomisation() { return *m_randomisation; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] QWidget* makeContent(Engine& engine);
    [[nodiscard]] QWidget* makeEmptyState();
    void connectParts();
    void run();
    void showRuns();
    /// The buttons, and what a run would take.
    void showPrediction();
    /// Whether there are results, rather than the empty state.
    [[nodiscard]] bool showsResults() const;
    void focusCurves();
    /// The one that was chosen, else the first that would be measured; nothing of none.
    [[nodiscard]] std::optional<MapsToEvaluate::Map> mapToRandomise() const;

    EvaluationRuns* m_runs;
    QTimer m_refresh;  ///< While runs go on, they show ten times a second at most.
    std::filesystem::path m_picture;

    EvaluateTools* m_tools;
    QStackedWidget* m_stack;
    EvaluationResults* m_results = nullptr;
    RandomisationRow* m_randomisation = nullptr;
    QPushButton* m_runEmpty = nullptr;
};

}  // namespace sigscope::ui
