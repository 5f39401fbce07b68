#pragma once

#include <QObject>
#include <QTimer>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"
#include "ui/evaluate/evaluation_runs.h"
#include "ui/evaluate/strip_scores.h"

namespace sigscope::ui {

/// Measures the same maps over several pictures, one picture after the other: each is explained,
/// and its maps and controls are measured, behind what else is computed.
class StripEvaluation : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives this.
    explicit StripEvaluation(Engine& engine, QObject* parent = nullptr);

    /// Asks of each picture what `asked` asks of one: its maps' requests, of the class that the
    /// model takes a picture for. Pictures that were measured by the same question stay so.
    void start(const MapsToEvaluate& asked, const std::vector<std::filesystem::path>& pictures);
    /// What was measured stays; the picture that was not yet will be measured anew.
    void cancel();

    /// Of the pictures that start() would measure; nothing before all that it takes is known.
    [[nodiscard]] std::optional<double> predictedSeconds(
        const MapsToEvaluate& asked, const std::vector<std::filesystem::path>& pictures) const;
    /// How many pictures start() would measure.
    [[nodiscard]] std::size_t picturesLeft(
        const MapsToEvaluate& asked, const std::vector<std::filesystem::path>& pictures) const;

    /// The maps that were asked for last; without explanations.
    [[nodiscard]] const MapsToEvaluate& asked() const { return m_asked; }
    /// What was measured, in that order.
    [[nodiscard]] const std::vector<PictureScores>& done() const { return m_done; }
    /// The pictures that were asked for last.
    [[nodiscard]] std::size_t total() const { return m_pictures.size(); }
    [[nodiscard]] bool running() const { return m_stage != Stage::Idle; }

    /// The maps of the picture in the works, and what is measured of them.
    [[nodiscard]] const ComparisonRuns& explanations() const { return *m_explanations; }
    [[nodiscard]] const EvaluationRuns& measurements() const { return *m_measurements; }

Q_SIGNALS:
    /// It began or ended, or a picture was measured.
    void changed();

private:
    enum class Stage { Idle, Explaining, Measuring };

    [[nodiscard]] bool isDone(const std::filesystem::path& picture) const;
    [[nodiscard]] bool isSameQuestion(const MapsToEvaluate& asked) const;
    /// Looks how far the picture in the works is.
    void advance();
    void explainNext();
    void measure();
    void keep();

    const Catalogue& m_catalogue;
    ComparisonRuns* m_explanations;
    EvaluationRuns* m_measurements;
    QTimer m_advance;  ///< Not from within the runs: behind what else listens to them.
    Stage m_stage = Stage::Idle;
    MapsToEvaluate m_asked;
    std::vector<std::filesystem::path> m_pictures;
    std::filesystem::path m_picture;  ///< In the works.
    std::vector<PictureScores> m_done;
};

}  // namespace sigscope::ui
