#include "ui/render/frame_worker.h"

#include <utility>

#include "engine/api/outcome.h"

namespace sigscope::ui {

FrameWorker::FrameWorker(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

FrameWorker::~FrameWorker() {
    m_thread.request_stop();
    m_thread.join();
}

void FrameWorker::expect(RunId run) {
    const std::lock_guard lock(m_mutex);
    m_expected = run;
    m_request.reset();
    m_ready.reset();
    m_length.reset();
    m_curve.reset();
}

void FrameWorker::setDisplay(const MapDisplay& display) {
    const std::lock_guard lock(m_mutex);
    m_display = display;
}

void FrameWorker::request(RunId run, std::shared_ptr<const PathTrace> trace, double alpha,
                          std::optional<ComponentBand> band) {
    {
        const std::lock_guard lock(m_mutex);
        if (run != m_expected) return;
        m_request = Request{run, std::move(trace), m_display, alpha, band};
    }
    m_wake.notify_one();
}

void FrameWorker::measure(RunId run, std::shared_ptr<const PathTrace> trace) {
    {
        const std::lock_guard lock(m_mutex);
        if (run != m_expected) return;
        m_length = std::make_shared<PathLength>(std::move(trace));
        m_curve.reset();
    }
    m_wake.notify_one();
}

void FrameWorker::work(const std::stop_token& stop) {
    Scaled scaled;
    while (true) {
        std::optional<Request> request;
        std::shared_ptr<PathLength> length;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_request || m_length; })) return;
            request = std::exchange(m_request, std::nullopt);
            length = m_length;
        }
        if (request)
            drawAndPost(*request, scaled, stop);
        else
            measureOn(length);
    }
}

void FrameWorker::drawAndPost(const Request& request, Scaled& scaled, const std::stop_token& stop) {
    const auto frame = attempt([&] { return draw(request, scaled, stop); });
    if (frame)
        post(frame.value());
    else
        postFailure(frame.error());
}

void FrameWorker::measureOn(const std::shared_ptr<PathLength>& length) {
    const auto done = attempt([&] {
        length->advance();
        return length->done();
    });
    if (done && !done.value()) return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_length != length) return;
        m_length.reset();
        m_curve = done ? length->curve() : QList<QPointF>();
    }
    QMetaObject::invokeMethod(this, &FrameWorker::deliverLength, Qt::QueuedConnection);
}

void FrameWorker::deliverLength() {
    std::optional<QList<QPointF>> curve;
    {
        const std::lock_guard lock(m_mutex);
        curve = std::exchange(m_curve, std::nullopt);
    }
    if (curve) Q_EMIT measured(*curve);
}

void FrameWorker::postFailure(const std::string& message) {
    {
        const std::lock_guard lock(m_mutex);
        m_failure = message;
    }
    QMetaObject::invokeMethod(this, &FrameWorker::deliverFailure, Qt::QueuedConnection);
}

void FrameWorker::deliverFailure() {
    std::string message;
    {
        const std::lock_guard lock(m_mutex);
        message = std::exchange(m_failure, {});
    }
    if (!message.empty()) Q_EMIT failed(QString::fromStdString(message));
}

std::shared_ptr<const PathFrame> FrameWorker::draw(const Request& request, Scaled& scaled,
                                                   const std::stop_token& stop) {
    const PathTrace& trace = *request.trace;
    if (scaled.trace != request.trace || scaled.display != request.display)
        scaled = {request.trace, request.display, scalesOf(trace, request.display)};
    if (request.band)
        if (auto band = drawBand(request.run, trace, scaled.scales, request.display, request.alpha,
                                 *request.band, stop))
            return std::make_shared<PathFrame>(std::move(*band));
    return std::make_shared<PathFrame>(
        drawFrame(request.run, trace, scaled.scales, request.display, request.alpha));
}

void FrameWorker::post(std::shared_ptr<const PathFrame> frame) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (frame->run != m_expected) return;
        wasEmpty = !m_ready;
        m_ready = std::move(frame);
    }
    if (wasEmpty) QMetaObject::invokeMethod(this, &FrameWorker::deliver, Qt::QueuedConnection);
}

void FrameWorker::deliver() {
    std::shared_ptr<const PathFrame> frame;
    {
        const std::lock_guard lock(m_mutex);
        frame = std::exchange(m_ready, nullptr);
    }
    if (frame) Q_EMIT frameReady(std::move(frame));
}

}  // namespace sigscope::ui
