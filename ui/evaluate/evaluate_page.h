#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/evaluate/evaluation_results.h"
#include "ui/evaluate/evaluation_runs.h"
#include "ui/evaluate/strip_evaluation.h"

class QPushButton;
class QStackedWidget;

namespace sigscope::ui {

class EvaluateFoot;
class EvaluateTools;
class RandomisationRow;
class StripResults;

/// The Evaluate view: does a map point at what the model uses? Pixels are removed and put back, the
/// most important first, and the model is asked each time; random maps are the control.
/// The same can be measured over the pictures of the filmstrip.
class EvaluatePage : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the page.
    explicit EvaluatePage(Engine& engine, QWidget* parent = nullptr);

    /// The results that can be measured. Those of another picture end what there was.
    void offer(std::vector<MapsToEvaluate::Map> maps);

    /// The pictures of the filmstrip, which can all be measured; none while there is no strip.
    /// Others end what was being measured of these.
    void setPictures(std::vector<std::filesystem::path> pictures);

    [[nodiscard]] EvaluationRuns& runs() { return *m_runs; }
    [[nodiscard]] StripEvaluation& overStrip() { return *m_overStrip; }
    [[nodiscard]] StripResults& stripResults() { return *m_stripResults; }
    [[nodiscard]] EvaluationResults& results() { return *m_results; }
    [[nodiscard]] RandomisationRow& randomisation() { return *m_randomisation; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What the results are of.
    enum class Subject { Picture, Strip };

    [[nodiscard]] QWidget* makeContent(Engine& engine);
    [[nodiscard]] QWidget* makeEmptyState();
    void connectParts();
    void connectStrip();
    void addCopying();
    void run();
    void runOverStrip();
    void showRuns();
    /// The buttons, and what a run would take.
    void showPrediction();
    void showProgress();
    /// Whether there are results of one picture, rather than the empty state or the filmstrip's.
    [[nodiscard]] bool showsResults() const;
    void focusCurves();
    /// The one that was chosen, else the first that would be measured; nothing of none.
    [[nodiscard]] std::optional<MapsToEvaluate::Map> mapToRandomise() const;

    EvaluationRuns* m_runs;
    QTimer m_refresh;  ///< While runs go on, they show ten times a second at most.
    std::filesystem::path m_picture;
    StripEvaluation* m_overStrip;
    std::vector<std::filesystem::path> m_pictures;  ///< Of the filmstrip.
    Subject m_subject = Subject::Picture;

    EvaluateTools* m_tools;
    QStackedWidget* m_stack;
    EvaluationResults* m_results = nullptr;
    StripResults* m_stripResults = nullptr;
    EvaluateFoot* m_foot = nullptr;
    RandomisationRow* m_randomisation = nullptr;
    QPushButton* m_runEmpty = nullptr;
};

}  // namespace sigscope::ui
