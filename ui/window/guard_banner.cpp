#include "ui/window/guard_banner.h"

#include <algorithm>
#include <utility>

#include "ui/controls/message_bar.h"
#include "ui/window/session.h"

namespace sigscope::ui {

GuardBanner::GuardBanner(Session& session, MessageBar& bar, QObject* parent)
    : QObject(parent), m_session(session), m_bar(bar) {
    connect(&session, &Session::submitted, this, &GuardBanner::begin);
    connect(&session, &Session::closed, this, &GuardBanner::begin);
    connect(&session, &Session::restored, this, &GuardBanner::begin);
    connect(&session, &Session::started, this,
            [this](const Plan&, std::shared_ptr<const Scene> scene) {
                show(std::move(scene), nullptr);
            });
    connect(&session, &Session::ended, this, [this](const RunEnd& end) {
        if (end.explanation) show(end.explanation->scene, end.explanation.get());
    });
    connect(&bar, &MessageBar::closed, this, &GuardBanner::showNext);
}

void GuardBanner::begin() {
    m_guards.clear();
    m_closed.clear();
}

void GuardBanner::show(std::shared_ptr<const Scene> scene, const Explanation* explanation) {
    m_guards = guardsOf(m_session.catalogue(), m_session.request(), *scene, explanation);
    if (explanation && !m_session.recipe().empty())
        if (auto guard = otherCircumstances(m_session.recipe(), *explanation))
            m_guards.push_back(std::move(*guard));
    std::erase_if(m_guards, [this](const Guard& guard) {
        return std::ranges::find(m_closed, guard.message) != m_closed.end();
    });
    showFirst();
}

void GuardBanner::showNext(const QString& closed) {
    // Another message may have stood before the guard; then the guard comes back.
    if (!m_guards.empty() && m_guards.front().message == closed) {
        m_closed.push_back(closed);
        m_guards.erase(m_guards.begin());
    }
    showFirst();
}

void GuardBanner::showFirst() {
    if (m_guards.empty()) return;
    const Guard guard = m_guards.front();
    MessageBar::Remedy remedy{guard.remedy, [this, apply = guard.apply] { apply(m_session); }};
    m_bar.show(MessageBar::Kind::Warning, guard.message, std::move(remedy));
}

}  // namespace sigscope::ui
