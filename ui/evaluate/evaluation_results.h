#pragma once

#include <QPen>
#include <QTimer>
#include <QWidget>
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/evaluate/evaluation_runs.h"
#include "ui/evaluate/removal_chart.h"
#include "ui/evaluate/removal_picture.h"
#include "ui/evaluate/removed_view.h"

namespace sigscope::ui {

class EvaluationTable;

/// What was measured: the curves of both games, the picture at the share of changed pixels that is
/// looked at, and the table of scores.
class EvaluationResults : public QWidget {
    Q_OBJECT

public:
    /// Shows `runs`, which outlive it; methods have the pens that `catalogue` gives them.
    EvaluationResults(const EvaluationRuns& runs, const Catalogue& catalogue,
                      QWidget* parent = nullptr);

    /// What there is of the runs now.
    void refresh();
    /// Looks at the first of other runs.
    void begin();

    [[nodiscard]] EvaluationTable& table() { return *m_table; }
    [[nodiscard]] RemovalChart& chart(RemovalGame game) {
        return game == RemovalGame::Insertion ? *m_insertion : *m_deletion;
    }
    [[nodiscard]] RemovedView& removed() { return *m_removed; }
    /// The share of changed pixels that is looked at, in [0, 1].
    [[nodiscard]] double share() const { return m_share; }
    /// Whose curve was looked at last.
    [[nodiscard]] RemovalGame game() const { return m_game; }
    /// The map that was chosen, of the runs; nothing of a control or of none.
    [[nodiscard]] std::optional<std::size_t> chosenMap() const;

    /// Moves the share by so many points of the curves.
    void step(int points);
    void togglePlay();
    void stopPlaying() { m_playing.stop(); }

Q_SIGNALS:
    /// Another map was chosen.
    void chosen();

private:
    void makeParts();
    void arrange();
    void connectChart(RemovalChart* chart, RemovalGame game);
    void showCurves();
    /// The moment of the share, the game and the map that are looked at.
    void showMoment();
    [[nodiscard]] std::optional<RemovedMoment> moment() const;
    void setShare(double share);
    void look(std::optional<std::size_t> map);
    void choose(std::size_t map);
    void toggleControls();
    [[nodiscard]] std::vector<QPen> pens() const;
    /// The map under the pointer, else the one that was chosen; nothing of none.
    [[nodiscard]] std::optional<std::size_t> shownMap() const;
    /// `map` if it is one of the runs and no control.
    [[nodiscard]] std::optional<std::size_t> ifMap(std::size_t map) const;

    const EvaluationRuns& m_runs;
    const Catalogue& m_catalogue;
    QTimer m_playing;
    RemovalGame m_game = RemovalGame::Deletion;
    Controls m_controls = Controls::Band;
    double m_share = 0;
    std::size_t m_chosen = 0;
    std::optional<std::size_t> m_hovered;

    RemovalChart* m_insertion = nullptr;
    RemovalChart* m_deletion = nullptr;
    RemovedView* m_removed = nullptr;
    EvaluationTable* m_table = nullptr;
};

}  // namespace sigscope::ui
