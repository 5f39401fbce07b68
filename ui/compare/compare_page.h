#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/comparison_view.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSlider;
class QStackedWidget;

namespace sigscope::ui {

class ColourBar;
class CompareCard;
class ComparisonFrames;
class CorrelationTable;

/// The Compare view: explanations of one picture beside each other, on one scale, under one
/// crosshair and one scrubber; filled in by the engine's queue.
class ComparePage : public QWidget {
    Q_OBJECT

public:
    /// `engine` outlives the page.
    explicit ComparePage(Engine& engine, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// What is shown elsewhere, which comparisons start from. Another picture or model ends the
    /// comparison of the one before.
    void setSubject(const ExplainRequest& request, std::shared_ptr<const Scene> scene);

    void compare(std::vector<ComparisonColumn> columns);

    /// Adds a card, called `title` or, where another one is called so, numbered.
    void add(const std::string& title, ExplainRequest request);

    [[nodiscard]] ComparisonRuns& runs() { return *m_runs; }
    [[nodiscard]] const std::vector<CompareCard*>& cards() const { return m_cards; }
    /// The columns whose maps are whole.
    [[nodiscard]] std::vector<ComparisonColumn> computed() const;
    [[nodiscard]] const ComparisonView& view() const { return m_view; }
    /// Sets the scrubber; α in [0, 1].
    void setAlpha(double alpha);

Q_SIGNALS:
    /// To be shown in the Path view.
    void openAsked(const sigscope::ComparisonColumn& column);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeEmptyState();
    [[nodiscard]] QWidget* makeToolBar();
    [[nodiscard]] QWidget* makeFoot();
    void makeCards();
    void addMenu(CompareCard& card, std::size_t column);
    void open(std::size_t column);
    void arrangeCards();
    void showColumn(std::size_t column);
    void showMaps();
    void showFrame(const std::vector<Array>& maps);
    void showSummary();
    void showCrosshair(std::optional<QPoint> pixel);
    void select(std::size_t column);
    void requestFrame();
    [[nodiscard]] std::vector<Array> attributions() const;
    /// The columns in the order that is asked for.
    [[nodiscard]] std::vector<std::size_t> order() const;

    Engine& m_engine;
    ExplainRequest m_request;
    std::shared_ptr<const Scene> m_scene;
    ComparisonView m_view;
    ComparisonMaps m_maps;       ///< Of the whole paths.
    std::vector<Array> m_shown;  ///< At the scrubber's α.
    std::vector<CompareCard*> m_cards;
    double m_alpha = 1;
    ComparisonRuns* m_runs;
    ComparisonFrames* m_frames;
    QStackedWidget* m_stack;
    QScrollArea* m_scroll = nullptr;
    QGridLayout* m_grid = nullptr;
    QComboBox* m_order = nullptr;
    QComboBox* m_scale = nullptr;
    ColourBar* m_bar = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_reading = nullptr;
    CorrelationTable* m_correlation = nullptr;
    QSlider* m_scrubber = nullptr;
    QLabel* m_alphaText = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
};

}  // namespace sigscope::ui
