#include "ui/window/diagnostic_banner.h"

#include <algorithm>
#include <utility>

#include "ui/controls/message_bar.h"
#include "ui/style/value_text.h"
#include "ui/window/session.h"

namespace sigscope::ui {

DiagnosticBanner::DiagnosticBanner(Session& session, MessageBar& bar, QObject* parent)
    : QObject(parent), m_session(session), m_bar(bar) {
    connect(&session, &Session::submitted, this, &DiagnosticBanner::begin);
    connect(&session, &Session::closed, this, &DiagnosticBanner::begin);
    connect(&session, &Session::restored, this, &DiagnosticBanner::begin);
    connect(&session, &Session::started, this,
            [this](const Plan&, std::shared_ptr<const Scene> scene) {
                show(std::move(scene), nullptr);
            });
    connect(&session, &Session::ended, this, [this](const RunEnd& end) {
        if (end.explanation) show(end.explanation->scene, end.explanation.get());
    });
    connect(&session, &Session::pathRestored, this,
            [this](const std::shared_ptr<const Explanation>& result) {
                show(result->scene, result.get());
            });
    connect(&bar, &MessageBar::closed, this, &DiagnosticBanner::showNext);
}

void DiagnosticBanner::begin() {
    m_diagnostics.clear();
    m_closed.clear();
}

void DiagnosticBanner::show(std::shared_ptr<const Scene> scene, const Explanation* explanation) {
    m_diagnostics = diagnosticsOf(m_session.catalogue(), m_session.request(), *scene, explanation,
                                  m_session.saved());
    if (explanation && !m_session.recipe().empty())
        if (auto diagnostic = otherCircumstances(m_session.recipe(), *explanation))
            m_diagnostics.push_back(std::move(*diagnostic));
    std::erase_if(m_diagnostics, [this](const Diagnostic& diagnostic) {
        return std::ranges::find(m_closed, diagnostic.message) != m_closed.end();
    });
    showFirst();
}

void DiagnosticBanner::showNext(const QString& closed) {
    // Another message may have stood before the diagnostic; then the diagnostic comes back.
    if (!m_diagnostics.empty() && m_diagnostics.front().message == closed) {
        m_closed.push_back(closed);
        m_diagnostics.erase(m_diagnostics.begin());
    }
    showFirst();
}

void DiagnosticBanner::showFirst() {
    if (m_diagnostics.empty()) return;
    const Diagnostic diagnostic = m_diagnostics.front();
    QString title = diagnostic.remedy;
    if (diagnostic.takes == Diagnostic::Takes::Run)
        if (const Forecast run = m_session.forecast(m_session.request().method); run.seconds)
            title += QLatin1Char(' ') + forecastText(run);
    MessageBar::Remedy remedy{title, [this, apply = diagnostic.apply] { apply(m_session); }};
    m_bar.show(MessageBar::Kind::Warning, diagnostic.message, std::move(remedy));
}

}  // namespace sigscope::ui
