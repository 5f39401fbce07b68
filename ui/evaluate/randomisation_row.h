#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/evaluate/evaluation_runs.h"
#include "ui/evaluate/randomisation_runs.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace sigscope::ui {

class ColourBar;
class StageMap;

/// Does a map depend on what the network learnt? The map, and beside it what its method says where
/// the network's layers are random, stage by stage, each with its correlation to the original. All
/// are coloured by the rank of |A|, which is what the correlation is of.
class RandomisationRow : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the row.
    explicit RandomisationRow(Engine& engine, QWidget* parent = nullptr);

    /// The map that is asked about; nothing where there is none. What was computed of it shows.
    void setMap(std::optional<MapsToEvaluate::Map> map);
    /// Cancels and forgets all, of another picture.
    void clear();

    [[nodiscard]] RandomisationRuns& runs() { return *m_runs; }
    /// The original and the stages that show.
    [[nodiscard]] std::vector<StageMap*> shownMaps() const;

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QHBoxLayout* makeHeader();
    [[nodiscard]] QHBoxLayout* makeFoot();
    /// Of that map and the kind that is chosen.
    [[nodiscard]] RandomisationRequest questionOf(const MapsToEvaluate::Map& map) const;
    /// What is known of that; null of nothing.
    [[nodiscard]] const RandomisedRow* row() const;
    void refresh();
    void showButtons();
    void showMaps();
    void showNote();
    /// `place` 0 is the original, the others are the stages of `found`.
    void showTile(std::size_t place, const MapsToEvaluate::Map& original,
                  const LayerRandomisation& found);
    void copy() const;

    RandomisationRuns* m_runs;
    std::optional<MapsToEvaluate::Map> m_map;
    QComboBox* m_kind = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_cancel = nullptr;
    QScrollArea* m_scroll = nullptr;
    QHBoxLayout* m_tiles = nullptr;
    std::vector<StageMap*> m_stages;  ///< The first is the original; those beyond the row hide.
    RandomisationRequest m_drawnOf{};
    std::size_t m_drawn = 0;  ///< How many of them show that row's pictures, which stay.
    QLabel* m_note = nullptr;
    QWidget* m_scale = nullptr;
};

}  // namespace sigscope::ui
