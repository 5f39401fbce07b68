#pragma once

#include <QObject>
#include <QString>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/map_evaluation.h"
#include "ui/evaluate/growth_mail.h"

namespace sigscope::ui {

/// A map with what was measured of it, and how far that is.
struct EvaluatedMap {
    using State = TaskState;

    QString title{};
    MapEvaluationRequest asked{};
    State state = State::Waiting;
    std::shared_ptr<const MapEvaluation> evaluation{};  ///< What there is so far; null of nothing.
    QString failure{};

    [[nodiscard]] bool isControl() const { return asked.map == nullptr; }
    [[nodiscard]] bool isOver() const { return ui::isOver(state); }
};

/// Maps of one picture, model and class, to be measured.
struct MapsToEvaluate {
    /// A result with what it is of.
    struct Map {
        QString title{};
        ExplainRequest request{};
        std::shared_ptr<const Explanation> explanation{};
    };

    std::vector<Map> maps{};
    int randomMaps = 5;  ///< Controls.
    RemovalOptions options{};
};

/// The evaluations of maps, on the engine's queue; what was measured before is there at once.
class EvaluationRuns : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives the runs.
    explicit EvaluationRuns(Engine& engine, QObject* parent = nullptr);
    ~EvaluationRuns() override;

    /// Measures these from now on, the maps first, the controls behind them; what was running of
    /// others is cancelled.
    void start(const MapsToEvaluate& question);
    void cancel();

    /// Of what would be computed; nothing before anything is known of the model's speed.
    [[nodiscard]] std::optional<double> predictedSeconds(const MapsToEvaluate& question) const;

    [[nodiscard]] const std::vector<EvaluatedMap>& maps() const { return m_maps; }
    [[nodiscard]] bool running() const;

Q_SIGNALS:
    void changed();

private:
    struct Followed {
        RunId run = 0;  ///< 0 once it is over.
        std::shared_ptr<GrowthMail<MapEvaluation>> mail{};
    };

    [[nodiscard]] const EvaluatedMap* known(const MapEvaluationRequest& asked) const;
    /// Of a picture that the network is shown.
    [[nodiscard]] std::optional<double> secondsPerPicture(const MapsToEvaluate& question) const;
    void stop();
    void takeMail();

    Engine& m_engine;
    std::shared_ptr<EventNotifier> m_notifier;
    std::vector<EvaluatedMap> m_maps;
    std::vector<Followed> m_followed;           ///< One for each map.
    std::vector<EvaluatedMap> m_done;           ///< Of this picture, whatever is asked for now.
    std::optional<double> m_secondsPerPicture;  ///< Measured last.
};

}  // namespace sigscope::ui
