#pragma once

#include <QObject>
#include <QString>
#include <list>
#include <memory>
#include <optional>

#include "engine/api/engine.h"
#include "engine/api/layer_randomisation.h"
#include "ui/evaluate/growth_mail.h"

namespace sigscope::ui {

/// A map's row of randomised stages, and how far it is.
struct RandomisedRow {
    RandomisationRequest asked{};
    TaskState state = TaskState::Waiting;
    std::shared_ptr<const LayerRandomisation> found{};  ///< What there is so far; null of nothing.
    QString failure{};
};

/// The rows of maps, on the engine's queue. A row that was computed stays, one that was cancelled
/// goes on from where it was.
class RandomisationRuns : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives the runs.
    explicit RandomisationRuns(Engine& engine, QObject* parent = nullptr);
    ~RandomisationRuns() override;

    /// Nothing if its row is whole or under way.
    void start(RandomisationRequest asked);
    void cancel(const RandomisationRequest& asked);
    /// Cancels and forgets all.
    void clear();

    /// The row of that map and kind; null where it was not asked for.
    [[nodiscard]] const RandomisedRow* find(const RandomisationRequest& asked) const;

    /// Of the stages that are missing, each taken to take as long as the map did; nothing where
    /// that is not known.
    [[nodiscard]] std::optional<double> predictedSeconds(const RandomisationRequest& asked) const;

Q_SIGNALS:
    void changed();

private:
    struct Followed {
        RandomisedRow row{};
        RunId run = 0;
        std::shared_ptr<GrowthMail<LayerRandomisation>> mail{};  ///< Null once it is over.
    };

    /// Stages of that network as far as one is known, else as many as there may be.
    [[nodiscard]] std::size_t stageCount(const RandomisationRequest& asked) const;
    void takeMail();

    Engine& m_engine;
    std::shared_ptr<EventNotifier> m_notifier;
    std::list<Followed> m_followed;
};

}  // namespace sigscope::ui
