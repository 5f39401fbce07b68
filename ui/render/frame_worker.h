#pragma once

#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "ui/render/path_frame.h"
#include "ui/render/path_length.h"

namespace sigscope::ui {

/// Evaluates frames on a thread of its own, so that scrubbing never waits. Only the latest request
/// counts: one not yet begun is replaced. What belongs to a run that is no longer expected is
/// dropped. Its functions are called on the thread that the object lives on.
class FrameWorker : public QObject {
    Q_OBJECT

public:
    explicit FrameWorker(QObject* parent = nullptr);
    ~FrameWorker() override;

    /// From now on only frames of `run` are delivered; requests and frames of others are dropped.
    void expect(RunId run);

    /// How the frames asked for from now on are drawn.
    void setDisplay(const MapDisplay& display);

    /// Asks for the frame at `alpha`; dropped unless `run` is expected. That of a band of
    /// components alone, or, where the trace has none of it, of the path.
    void request(RunId run, std::shared_ptr<const PathTrace> trace, double alpha,
                 std::optional<ComponentBand> band = {});

    /// Measures the path while no frame is asked for; dropped unless `run` is expected.
    void measure(RunId run, std::shared_ptr<const PathTrace> trace);

Q_SIGNALS:
    void frameReady(std::shared_ptr<const sigscope::ui::PathFrame> frame);
    /// A frame could not be made; the next request is a new one.
    void failed(const QString& message);
    /// As PathLength::curve(), of the trace that was to be measured; empty where that failed.
    void measured(const QList<QPointF>& length);

private:
    struct Request {
        RunId run = 0;
        std::shared_ptr<const PathTrace> trace;
        MapDisplay display;
        double alpha = 0;
        std::optional<ComponentBand> band;
    };

    /// What the thread keeps from one frame to the next.
    struct Scaled {
        std::shared_ptr<const PathTrace> trace;  ///< The trace that `scales` are of.
        MapDisplay display;
        PathScales scales;
    };

    void work(const std::stop_token& stop);
    void drawAndPost(const Request& request, Scaled& scaled, const std::stop_token& stop);
    /// Measures one sample more.
    void measureOn(const std::shared_ptr<PathLength>& length);
    void deliverLength();
    [[nodiscard]] static std::shared_ptr<const PathFrame> draw(const Request& request,
                                                               Scaled& scaled,
                                                               const std::stop_token& stop);
    void post(std::shared_ptr<const PathFrame> frame);
    void postFailure(const std::string& message);
    void deliver();
    void deliverFailure();

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    RunId m_expected = 0;
    MapDisplay m_display;
    std::optional<Request> m_request;
    std::shared_ptr<const PathFrame> m_ready;
    std::shared_ptr<PathLength> m_length;   ///< To be measured; touched by the thread alone.
    std::optional<QList<QPointF>> m_curve;  ///< Measured, until it is told.
    std::string m_failure;  ///< Of the newest frame that could not be made, until it is told.
    std::jthread m_thread;  ///< Last: stops and joins before what it uses goes.
};

}  // namespace sigscope::ui
