#include "ui/window/baseline_dialogs.h"

#include <algorithm>
#include <utility>

#include "ui/controls/baseline_field.h"
#include "ui/controls/baselines_popup.h"
#include "ui/window/request_editor.h"

namespace sigscope::ui {

BaselineDialogs::BaselineDialogs(BaselineField& field, Edited edited, const Catalogue& catalogue,
                                 const WindowOptions& options)
    : QObject(&field),
      m_field(field),
      m_edited(std::move(edited)),
      m_catalogue(catalogue),
      m_options(options) {
    connect(&field, &BaselineField::baselineChosen, this,
            [this](const BaselineSpec& baseline) { m_edited().setBaseline(baseline); });
    connect(&field, &BaselineField::seedChosen, this,
            [this](std::int64_t seed) { m_edited().setSeed(seed); });
    connect(&field, &BaselineField::countChosen, this,
            [this](int count) { m_edited().setBaselineCount(count); });
    // Queued: the list that asked is closed by then.
    connect(
        &field, &BaselineField::asked, this,
        [this](BaselineKind kind) { ask(kind, Answer::Replaces); }, Qt::QueuedConnection);
    connect(&field, &BaselineField::severalAsked, this, &BaselineDialogs::askSeveral,
            Qt::QueuedConnection);
}

std::optional<BaselineSpec> BaselineDialogs::answerTo(BaselineKind kind) const {
    if (kind == BaselineKind::Colour) {
        const std::string colour =
            m_options.askColour(&m_field, toText(m_edited().request().baselines.front()));
        return parseNameOrColour(colour);
    }
    const bool picture = kind == BaselineKind::Picture;
    const auto place = picture ? m_options.askOpenFile(&m_field) : m_options.askFolder(&m_field);
    if (place.empty()) return std::nullopt;
    return picture ? BaselineSpec(PictureBaseline{place}) : BaselineSpec(FolderBaseline{place});
}

void BaselineDialogs::ask(BaselineKind kind, Answer answer) {
    const std::optional<BaselineSpec> baseline = answerTo(kind);
    if (!baseline) return;
    if (answer == Answer::Replaces) return m_edited().setBaseline(*baseline);
    std::vector<BaselineSpec> all = m_edited().request().baselines;
    if (std::ranges::find(all, *baseline) != all.end()) return;
    all.push_back(*baseline);
    m_edited().setBaselines(all);
}

void BaselineDialogs::askSeveral() {
    auto* popup =
        new BaselinesPopup(m_catalogue.baselines, m_edited().request().baselines, &m_field);
    connect(popup, &BaselinesPopup::baselinesChosen, this,
            [this](const std::vector<BaselineSpec>& all) { m_edited().setBaselines(all); });
    connect(
        popup, &BaselinesPopup::asked, this,
        [this](BaselineKind kind) { ask(kind, Answer::Joins); }, Qt::QueuedConnection);
    popup->showUnder(m_field);
}

}  // namespace sigscope::ui
