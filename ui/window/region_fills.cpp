#include "ui/window/region_fills.h"

#include <algorithm>
#include <utility>

#include "ui/path/path_panes.h"
#include "ui/window/event_notifier.h"
#include "ui/window/session.h"

namespace sigscope::ui {

RegionFills::RegionFills(Engine& engine, const Session& session, PathPanes& panes, QObject* parent)
    : QObject(parent), m_engine(engine), m_session(session), m_panes(panes) {
    m_notifier = std::make_shared<EventNotifier>(*this, [this] { take(); });
    connect(&panes, &PathPanes::regionsMarked, this, &RegionFills::ask);
    connect(&session, &Session::started, this, &RegionFills::begin);
    connect(&session, &Session::closed, this, &RegionFills::cancel);
}

RegionFills::~RegionFills() {
    m_notifier->mute();
    cancel();
}

void RegionFills::cancel() {
    ++m_question;
    m_asked.clear();
    for (const RunId task : std::exchange(m_tasks, {})) m_engine.cancel(task);
}

void RegionFills::begin() {
    cancel();
    m_panes.forgetFilled();
    ask();
}

void RegionFills::ask() {
    for (const MarkedRegion& marked : m_panes.regions()) {
        if (marked.filled) continue;
        const bool asked = std::ranges::any_of(m_asked, [&marked](const Region& region) {
            return areOfSamePixels(region, marked.region);
        });
        if (asked) continue;
        m_asked.push_back(marked.region);
        m_tasks.push_back(m_engine.fillRegion(
            m_session.shownRequest(), marked.region,
            [answers = m_answers, notifier = m_notifier, question = m_question,
             region = marked.region](const Outcome<double>& f) {
                {
                    const std::lock_guard lock(answers->mutex);
                    answers->waiting.push_back(
                        {question, region, f ? std::optional(f.value()) : std::nullopt});
                }
                notifier->ring();
            }));
    }
}

void RegionFills::take() {
    std::vector<Answer> answers;
    {
        const std::lock_guard lock(m_answers->mutex);
        answers = std::exchange(m_answers->waiting, {});
    }
    for (const Answer& answer : answers) {
        if (answer.question != m_question) continue;
        std::erase_if(m_asked, [&answer](const Region& region) {
            return areOfSamePixels(region, answer.region);
        });
        if (answer.filled) m_panes.setFilled(answer.region, *answer.filled);
    }
}

}  // namespace sigscope::ui
