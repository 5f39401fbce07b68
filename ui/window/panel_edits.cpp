#include "ui/window/panel_edits.h"

#include <memory>
#include <utility>

#include "ui/compare/card_editor.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/request_panel.h"
#include "ui/window/baseline_dialogs.h"
#include "ui/window/session.h"
#include "ui/window/view_tabs.h"

namespace sigscope::ui {

PanelEdits::PanelEdits(RequestPanel& panel, Session& session, ComparePage& compare,
                       const ViewTabs& views, const WindowOptions& options)
    : QObject(&panel), m_panel(panel), m_session(session), m_compare(compare), m_views(views) {
    connectPanel(options);
    connectSession();
    connect(&compare, &ComparePage::editedChanged, this, &PanelEdits::showEdited);
    connect(&views, &ViewTabs::changed, this, &PanelEdits::showEdited);
}

void PanelEdits::connectPanel(const WindowOptions& options) {
    connect(&m_panel, &RequestPanel::classChosen, this,
            [this](int index) { edited().setTarget(index); });
    connect(&m_panel, &RequestPanel::objectiveChosen, this,
            [this](const std::string& name) { edited().setObjective(name); });
    connect(&m_panel, &RequestPanel::againstChosen, this,
            [this](const std::string& against) { edited().setAgainst(against); });
    new BaselineDialogs(
        m_panel.baseline(), [this]() -> RequestEditor& { return edited(); }, m_session.catalogue(),
        options);
    connect(&m_panel, &RequestPanel::methodChosen, this,
            [this](const std::string& name) { edited().setMethod(name); });
    m_panel.setForecast([this](const std::string& name) { return m_session.forecast(name); });
    connect(&m_panel, &RequestPanel::parameterChanged, this,
            [this](const std::string& name, const ParameterValue& value) {
                edited().setParameter(name, value);
            });
    connect(&m_panel, &RequestPanel::runAsked, this, &PanelEdits::run);
    connect(&m_panel, &RequestPanel::cancelAsked, &m_session, &Session::cancel);
}

void PanelEdits::connectSession() {
    connect(&m_session, &Session::submitted, this, [this](bool sameScene) {
        showRequest();
        m_panel.showSubmitted(sameScene);
    });
    connect(&m_session, &Session::reading, this, [this] {
        constexpr bool sameScene = true;  // Until it is read.
        m_panel.showSubmitted(sameScene);
    });
    connect(&m_session, &Session::refused, this, [this] {
        showRequest();
        if (m_session.end()) m_panel.showEnd();
    });
    connect(&m_session, &Session::restored, this, [this] {
        showRequest();
        const QString file = QString::fromStdString(m_session.request().image.filename().string());
        m_panel.showReady(tr("%1, not computed yet").arg(file));
    });
    connect(&m_session, &Session::started, this,
            [this](const Plan&, std::shared_ptr<const Scene> scene) {
                m_panel.showScene(std::move(scene));
            });
    connect(&m_session, &Session::asking, &m_panel, &RequestPanel::showAsking);
    connect(&m_session, &Session::resumed, &m_panel, &RequestPanel::showResumed);
    connect(&m_session, &Session::progressed, &m_panel, &RequestPanel::showProgress);
    connect(&m_session, &Session::ended, &m_panel, &RequestPanel::showEnd);
}

CardEditor* PanelEdits::card() {
    return m_views.shows(m_compare) ? m_compare.editor() : nullptr;
}

RequestEditor& PanelEdits::edited() {
    RequestEditor* card = this->card();
    return card != nullptr ? *card : m_session;
}

void PanelEdits::showRequest() {
    m_panel.showRequest(edited().request());
}

void PanelEdits::showEdited() {
    showRequest();
    if (m_session.running()) return;
    const CardEditor* card = this->card();
    std::shared_ptr<const Scene> scene = card != nullptr ? card->scene() : nullptr;
    if (const auto result = m_session.result(); result && !scene) scene = result->scene;
    if (scene) m_panel.showScene(std::move(scene));
}

void PanelEdits::run() {
    if (CardEditor* card = this->card(); card != nullptr)
        card->compute();
    else
        m_session.restart();
}

}  // namespace sigscope::ui
