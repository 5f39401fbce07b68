#pragma once

#include <QWidget>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "ui/compare/card_editor.h"
#include "ui/compare/comparison_frames.h"
#include "ui/compare/comparison_runs.h"
#include "ui/compare/comparison_sets.h"
#include "ui/compare/pair_view.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/comparison_view.h"
#include "ui/render/ordered_worker.h"

class QStackedWidget;

namespace sigscope::ui {

class CardGrid;
class CompareCard;
class CompareFoot;
class CompareStart;
class CompareTools;

/// The Compare view: explanations of a picture, or of several, beside each other, on one scale,
/// under one crosshair and one scrubber; filled in by the engine's queue.
class ComparePage : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the page.
    explicit ComparePage(Engine& engine, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// What is shown elsewhere, which comparisons start from. Another picture ends the comparison
    /// of the one before; one of several pictures stays.
    void setSubject(const ExplainRequest& request, std::shared_ptr<const Scene> scene);

    void compare(std::vector<ComparisonColumn> columns);

    /// Adds a card, called `title` or, where another one is called so, numbered.
    void add(const std::string& title, ExplainRequest request);

    /// The columns whose maps are whole.
    [[nodiscard]] std::vector<ComparisonColumn> computed() const;

    [[nodiscard]] ComparisonRuns& runs() { return *m_runs; }
    [[nodiscard]] const std::vector<CompareCard*>& cards() const;
    [[nodiscard]] CardGrid& grid() { return *m_grid; }
    [[nodiscard]] ComparisonView view() const;
    /// The pair that is shown in place of the cards; null while these are.
    [[nodiscard]] PairView* pair();
    /// Sets the scrubber: the share of all paths, in [0, 1].
    void setShare(double share);

    /// Edits the selected card; null where none is.
    [[nodiscard]] RequestEditor* editor();
    /// What the selected card's map was made of; null until it is there.
    [[nodiscard]] std::shared_ptr<const Scene> editedScene() const;
    /// Computes the selected card, where it waits to be asked for.
    void computeSelected();

    /// What is there, for a file: maps that are still computed count as missing.
    [[nodiscard]] std::vector<ComparisonColumn> results() const;

Q_SIGNALS:
    /// To be shown in the Path view.
    void openAsked(const sigscope::ComparisonColumn& column);
    /// Another card is edited, or its request is another one.
    void editedChanged();
    void saveAsked();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectGrid();
    void connectTools();
    void offerSets();
    /// Of columns that are not remembered, by what their methods took before.
    [[nodiscard]] std::optional<double> predicted(
        const std::vector<ComparisonColumn>& columns) const;
    void learn(const ComparedColumn& column);

    void makeCards();
    [[nodiscard]] std::vector<std::string> titles() const;
    void addCard(const std::string& method);
    void duplicateSelected();
    void removeSelected();
    void moveCard(std::size_t card, std::size_t to);
    void showCardMenu(std::size_t card, const QPoint& global);
    /// The columns in the order that is asked for.
    [[nodiscard]] std::vector<std::size_t> order() const;

    void showColumn(std::size_t column);
    void showMaps();
    void showFrame(const ComparisonFrame& frame);
    void showCard(std::size_t card);
    void showSummary();
    void correlate();
    void showCrosshair(std::optional<QPoint> pixel);
    void requestFrame();
    [[nodiscard]] std::vector<Array> attributions() const;
    [[nodiscard]] QString noteOf(std::size_t card) const;

    /// The pair in that mode; the cards where it is shown so already.
    void togglePair(PairView::Mode mode);
    void showPair(PairView::Mode mode);
    void leavePair();
    void paintPair();
    enum class Flicker { Off, Second };
    void setFlicker(Flicker flicker);

    Engine& m_engine;
    ExplainRequest m_request;
    std::shared_ptr<const Scene> m_scene;
    /// Seconds that a method took on a model.
    std::map<std::pair<std::string, std::string>, double> m_secondsOf;
    ComparisonMaps m_maps;    ///< Of the whole paths.
    ComparisonFrame m_shown;  ///< At the scrubber's place.
    /// What `m_maps` were made of.
    std::vector<std::shared_ptr<const Explanation>> m_mapped;
    /// What the table of correlations is of, and where these columns are.
    std::vector<std::shared_ptr<const Explanation>> m_correlated;
    std::vector<std::size_t> m_correlatedColumns;
    Flicker m_flicker = Flicker::Off;
    ComparisonRuns* m_runs;
    ComparisonFrames* m_frames;
    QStackedWidget* m_stack;             ///< The empty page, or the comparison.
    QStackedWidget* m_middle = nullptr;  ///< The cards, or a pair.
    CompareStart* m_start;
    CompareTools* m_tools;
    CardGrid* m_grid;
    PairView* m_pair;
    CompareFoot* m_foot;
    CardEditor m_editor;
    OrderedWorker m_correlating;  ///< Last: what it tells is for the others.
};

}  // namespace sigscope::ui
