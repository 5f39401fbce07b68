#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"
#include "ui/figure/surface_computation.h"
#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// What a figure is to be made of.
struct FigureChoice {
    PaperFigureOptions options{};
    std::vector<std::string> methods{"sig"};
    std::vector<std::string> models{};  ///< Of a grid, beside the subject's: the catalogue's names.
    int resolution = SurfaceRequest().resolution;  ///< Of a surface.
    std::string objective{};  ///< Of a surface, a name of the catalogue; empty for that explained.

    [[nodiscard]] bool isSurface() const { return options.kind == PaperFigureKind::Surface; }
};

/// The explanations, or the surface, that a figure of the shown picture takes, or a grid of several
/// pictures. What was computed
/// before is there at once; the rest is computed, on the engine's queue, when that is asked for.
class FigureSources : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives this.
    explicit FigureSources(Engine& engine, QObject* parent = nullptr);

    /// Pictures that a grid has a row of each, while the subject's is among them; fewer than two
    /// are none. It takes effect with choose().
    void pick(std::vector<std::filesystem::path> pictures) { m_picked = std::move(pictures); }

    /// Another picture or other methods; what was being computed for others is cancelled.
    void choose(const ExplainRequest& subject, const FigureChoice& choice);

    /// Whether all is there that the figure takes.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] bool running() const;

    /// What is missing, how far its computing is, or why it failed; empty if all is there.
    [[nodiscard]] QString stateText() const;

    void compute();
    void cancel();

    /// Of what is there: only when ready(). Any thread may call what it returns.
    [[nodiscard]] std::function<PaperFigure()> maker(const PaperFigureOptions& options) const;

Q_SIGNALS:
    void changed();

private:
    /// One of the explanations.
    struct Source {
        ComparisonColumn column;
        std::size_t run = 0;  ///< Its place among the runs, while it is computed.
    };

    [[nodiscard]] SurfaceRequest surfaceRequest() const;
    /// The pictures of the figure's rows; empty: of the subject's alone.
    [[nodiscard]] std::vector<std::filesystem::path> rowsOf(const ExplainRequest& subject,
                                                            const FigureChoice& choice) const;
    /// The rows of that picture: of its model, and of the others.
    void addRows(const ExplainRequest& subject);
    void addSources(const ExplainRequest& row);
    /// Looks for what was computed meanwhile.
    void look();
    void takeRun(std::size_t run);
    [[nodiscard]] bool isThere(const Source& source) const;
    [[nodiscard]] std::size_t missing() const;
    /// Of what is missing, together; without seconds while those of one are not known.
    [[nodiscard]] Forecast forecast() const;
    [[nodiscard]] QString surfaceText() const;
    [[nodiscard]] QString runsText() const;

    Engine& m_engine;
    ExplainRequest m_subject;
    FigureChoice m_choice;
    std::vector<std::filesystem::path> m_picked;
    std::vector<std::filesystem::path> m_rows;  ///< Likewise, those of the sources.
    std::vector<Source> m_sources;              ///< Row by row.
    std::size_t m_rowCount = 0;
    ComparisonRuns* m_runs;
    SurfaceComputation* m_surfaces;
};

}  // namespace sigscope::ui
