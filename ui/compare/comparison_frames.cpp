#include "ui/compare/comparison_frames.h"

#include <utility>

#include "engine/api/outcome.h"
#include "ui/render/comparison_maps.h"

namespace sigscope::ui {

namespace {

std::vector<Array> mapsAt(const ComparisonMoment& moment) {
    std::vector<Array> accumulated;
    for (const auto& trace : moment.traces)
        accumulated.push_back(trace ? trace->frame(moment.alpha).accumulated : Array());
    return reducedFor(accumulated, moment.view);
}

}  // namespace

ComparisonFrames::ComparisonFrames(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

ComparisonFrames::~ComparisonFrames() {
    m_thread.request_stop();
    m_thread.join();
}

void ComparisonFrames::request(ComparisonMoment moment) {
    {
        const std::lock_guard lock(m_mutex);
        m_moment = std::move(moment);
    }
    m_wake.notify_one();
}

void ComparisonFrames::forget() {
    const std::lock_guard lock(m_mutex);
    ++m_forgotten;
    m_moment.reset();
    m_answer.reset();
}

void ComparisonFrames::work(const std::stop_token& stop) {
    while (true) {
        ComparisonMoment moment;
        int forgotten = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_moment.has_value(); })) return;
            moment = *std::exchange(m_moment, std::nullopt);
            forgotten = m_forgotten;
        }
        auto maps = attempt([&] { return mapsAt(moment); });
        {
            const std::lock_guard lock(m_mutex);
            if (!maps || forgotten != m_forgotten) continue;
            m_answer = Answer{std::move(maps).value(), moment.alpha};
        }
        QMetaObject::invokeMethod(this, &ComparisonFrames::deliver, Qt::QueuedConnection);
    }
}

void ComparisonFrames::deliver() {
    std::optional<Answer> answer;
    {
        const std::lock_guard lock(m_mutex);
        answer = std::exchange(m_answer, std::nullopt);
    }
    if (answer) Q_EMIT ready(answer->maps, answer->alpha);
}

}  // namespace sigscope::ui
