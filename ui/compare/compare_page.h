#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "ui/compare/card_editor.h"
#include "ui/compare/card_edits.h"
#include "ui/compare/card_pictures.h"
#include "ui/compare/cards_or_pair.h"
#include "ui/compare/column_forecast.h"
#include "ui/compare/comparison_keys.h"
#include "ui/compare/comparison_runs.h"
#include "ui/compare/path_alignment.h"
#include "ui/render/comparison_view.h"

class QStackedWidget;

namespace sigscope::ui {

class CardGrid;
class CompareCard;
class ComparedMaps;
class CompareFoot;
class CompareStart;
class CompareTools;
class MapCorrelations;

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
    /// What all paths have in common where they are shown.
    [[nodiscard]] Alignment alignment() const;
    /// The pair that is shown in place of the cards; null while these are.
    [[nodiscard]] PairView* pair();
    /// Sets the scrubber: the share of all paths, in [0, 1].
    void setShare(double share);

    /// Edits the selected card; null where none is.
    [[nodiscard]] CardEditor* editor();

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
    void assemble();
    void connectRuns();
    void connectGrid();
    void connectTools();
    void connectFoot();
    void makeKeys();

    void offerSets();
    void makeCards();
    void addCard(const std::string& method);
    void moveCard(std::size_t card, std::size_t to);
    void openCard(std::size_t card);
    void showCardMenu(std::size_t card, const QPoint& global);

    void showColumn(std::size_t column);
    /// All maps, on the scale that they now have.
    void showMaps();
    void showSummary();

    Engine& m_engine;
    ExplainRequest m_request;
    std::shared_ptr<const Scene> m_scene;
    ComparisonRuns* m_runs;
    ComparedMaps* m_maps;
    MapCorrelations* m_correlations;
    QStackedWidget* m_stack;  ///< The empty page, or the comparison.
    CompareStart* m_start;
    CompareTools* m_tools;
    CardGrid* m_grid;
    CardsOrPair* m_middle;
    CompareFoot* m_foot;
    ColumnForecast m_forecast;
    CardEditor m_editor;
    CardEdits m_edits;
    CardPictures m_pictures;
    ComparisonKeys m_keys;
};

}  // namespace sigscope::ui
