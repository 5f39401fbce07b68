#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/evaluate/evaluation_runs.h"
#include "ui/evaluate/removal_chart.h"
#include "ui/evaluate/removal_picture.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace sigscope::ui {

class EvaluationTable;
class MapChoice;
class RandomisationRow;
class RemovedView;

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
    [[nodiscard]] EvaluationTable& table() { return *m_table; }
    [[nodiscard]] RemovalChart& chart(RemovalGame game) {
        return game == RemovalGame::Insertion ? *m_insertion : *m_deletion;
    }
    [[nodiscard]] RemovedView& removed() { return *m_removed; }
    [[nodiscard]] RandomisationRow& randomisation() { return *m_randomisation; }
    /// The share of changed pixels that is looked at, in [0, 1].
    [[nodiscard]] double share() const { return m_share; }
    /// Whose curve was looked at last.
    [[nodiscard]] RemovalGame game() const { return m_game; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] QWidget* makeToolBar();
    [[nodiscard]] QWidget* makeContent();
    [[nodiscard]] QWidget* makeEmptyState();
    [[nodiscard]] QWidget* makeResults();
    void connectChart(RemovalChart* chart, RemovalGame game);
    [[nodiscard]] MapsToEvaluate question() const;
    void run();
    void showRuns();
    void showCurves();
    /// The moment of the share, the game and the map that are looked at.
    void showMoment();
    /// The buttons, and what a run would take.
    void showPrediction();
    void setShare(double share);
    void step(int points);
    void togglePlay();
    void look(std::optional<std::size_t> map);
    void choose(std::size_t map);
    void toggleControls();
    [[nodiscard]] std::vector<QPen> pens() const;
    /// The map under the pointer, else the one that was chosen; nothing of none.
    [[nodiscard]] std::optional<std::size_t> shownMap() const;
    /// The one that was chosen, else the first that would be measured; nothing of none.
    [[nodiscard]] std::optional<MapsToEvaluate::Map> mapToRandomise() const;

    Engine& m_engine;
    EvaluationRuns* m_runs;
    QTimer m_refresh;  ///< While runs go on, they show ten times a second at most.
    QTimer m_playing;
    RemovalGame m_game = RemovalGame::Deletion;
    Controls m_controls = Controls::Band;
    double m_share = 0;
    std::size_t m_chosen = 0;
    std::optional<std::size_t> m_hovered;
    std::filesystem::path m_picture;

    MapChoice* m_maps = nullptr;
    QComboBox* m_fill = nullptr;
    QComboBox* m_rank = nullptr;
    QSpinBox* m_points = nullptr;
    QSpinBox* m_random = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_runEmpty = nullptr;
    QPushButton* m_cancel = nullptr;
    QLabel* m_summary = nullptr;
    QStackedWidget* m_stack = nullptr;
    RemovalChart* m_insertion = nullptr;
    RemovalChart* m_deletion = nullptr;
    RemovedView* m_removed = nullptr;
    EvaluationTable* m_table = nullptr;
    RandomisationRow* m_randomisation = nullptr;
};

}  // namespace sigscope::ui
