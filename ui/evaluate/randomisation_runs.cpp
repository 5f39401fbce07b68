#include "ui/evaluate/randomisation_runs.h"

#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

bool isSameRow(const RandomisationRequest& one, const RandomisationRequest& other) {
    return one.map == other.map && one.randomisation == other.randomisation;
}

/// Null where there is none.
template <typename Rows>
auto* sameRowOf(Rows& rows, const RandomisationRequest& asked) {
    const auto found = std::ranges::find_if(
        rows, [&](const auto& each) { return isSameRow(each.row.asked, asked); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

RandomisationRuns::RandomisationRuns(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_notifier(std::make_shared<EventNotifier>(*this, [this] { takeMail(); })) {}

RandomisationRuns::~RandomisationRuns() {
    m_notifier->mute();
    clear();
}

void RandomisationRuns::start(RandomisationRequest asked) {
    Followed* known = sameRowOf(m_followed, asked);
    if (known && (known->row.state == TaskState::Done || known->mail)) return;
    if (!known) known = &m_followed.emplace_back();
    asked.known = known->row.found;
    known->row = {asked, TaskState::Waiting, asked.known, {}};
    known->mail = std::make_shared<GrowthMail<LayerRandomisation>>(m_notifier);
    known->run = m_engine.randomiseLayers(std::move(asked), known->mail);
    Q_EMIT changed();
}

void RandomisationRuns::cancel(const RandomisationRequest& asked) {
    const Followed* known = sameRowOf(m_followed, asked);
    if (known && known->mail) m_engine.cancel(known->run);
}

void RandomisationRuns::clear() {
    for (const Followed& each : m_followed)
        if (each.mail) m_engine.cancel(each.run);
    m_followed.clear();
}

const RandomisedRow* RandomisationRuns::find(const RandomisationRequest& asked) const {
    const Followed* known = sameRowOf(m_followed, asked);
    return known ? &known->row : nullptr;
}

std::size_t RandomisationRuns::stageCount(const RandomisationRequest& asked) const {
    const auto found = std::ranges::find_if(m_followed, [&](const Followed& each) {
        return each.row.found && each.row.asked.request.model == asked.request.model;
    });
    return found == m_followed.end() ? static_cast<std::size_t>(asked.mostStages)
                                     : found->row.found->stages.size();
}

std::optional<double> RandomisationRuns::predictedSeconds(const RandomisationRequest& asked) const {
    const std::optional<double> each =
        asked.map->seconds > 0 ? asked.map->seconds : m_engine.forecast(asked.request).seconds;
    if (!each) return std::nullopt;
    const RandomisedRow* row = find(asked);
    const std::size_t done = row && row->found ? row->found->maps.size() : 0;
    return *each * static_cast<double>(stageCount(asked) - done);
}

void RandomisationRuns::takeMail() {
    bool anything = false;
    for (Followed& each : m_followed) {
        if (!each.mail) continue;
        auto letter = each.mail->take();
        if (!letter) continue;
        anything = true;
        each.row.state = letter->state;
        if (letter->result) each.row.found = std::move(letter->result);
        each.row.failure = QString::fromStdString(letter->failure);
        if (isOver(each.row.state)) each.mail.reset();
    }
    if (anything) Q_EMIT changed();
}

}  // namespace sigscope::ui
