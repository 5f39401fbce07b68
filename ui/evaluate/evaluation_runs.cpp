#include "ui/evaluate/evaluation_runs.h"

#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

/// Whether two controls are of one picture, model and class: their numbers are the same.
bool isSameControl(const ExplainRequest& one, const ExplainRequest& other) {
    return one.image == other.image && one.model == other.model &&
           one.preprocessing == other.preprocessing && one.output == other.output &&
           one.target == other.target && one.precision == other.precision;
}

bool isSameEvaluation(const MapEvaluationRequest& one, const MapEvaluationRequest& other) {
    if (one.map != other.map || !(one.options == other.options)) return false;
    return one.map || (one.seed == other.seed && isSameControl(one.request, other.request));
}

/// The maps and then the controls, which are of the first map's picture and class.
std::vector<EvaluatedMap> evaluatedMapsOf(const MapsToEvaluate& question) {
    std::vector<EvaluatedMap> maps;
    for (const MapsToEvaluate::Map& map : question.maps)
        maps.push_back({map.title, {map.request, map.explanation, 1, question.options}});
    if (question.maps.empty()) return maps;
    for (int seed = 1; seed <= question.randomMaps; ++seed)
        maps.push_back({EvaluationRuns::tr("random %1").arg(seed),
                        {question.maps.front().request, nullptr, seed, question.options}});
    return maps;
}

}  // namespace

EvaluationRuns::EvaluationRuns(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_notifier(std::make_shared<EventNotifier>(*this, [this] { takeMail(); })) {}

EvaluationRuns::~EvaluationRuns() {
    m_notifier->mute();
    cancel();
}

void EvaluationRuns::stop() {
    cancel();
    m_followed.clear();
    m_maps.clear();
}

void EvaluationRuns::start(const MapsToEvaluate& question) {
    stop();
    if (question.maps.empty()) m_done.clear();  // Another picture.
    m_maps = evaluatedMapsOf(question);
    m_followed.resize(m_maps.size());
    for (std::size_t i = 0; i < m_maps.size(); ++i) {
        EvaluatedMap& map = m_maps[i];
        if (const EvaluatedMap* before = known(map.asked)) {
            map.evaluation = before->evaluation;
            map.state = TaskState::Done;
            continue;
        }
        m_followed[i].mail = std::make_shared<GrowthMail<MapEvaluation>>(m_notifier);
        m_followed[i].run = m_engine.submit(map.asked, m_followed[i].mail);
    }
    Q_EMIT changed();
}

void EvaluationRuns::cancel() {
    for (const Followed& followed : m_followed)
        if (followed.run != 0) m_engine.cancel(followed.run);
}

const EvaluatedMap* EvaluationRuns::known(const MapEvaluationRequest& asked) const {
    const auto found = std::ranges::find_if(
        m_done, [&](const EvaluatedMap& done) { return isSameEvaluation(done.asked, asked); });
    return found == m_done.end() ? nullptr : &*found;
}

bool EvaluationRuns::running() const {
    return std::ranges::any_of(m_maps, [](const EvaluatedMap& map) { return !map.isOver(); });
}

std::optional<double> EvaluationRuns::secondsPerPicture(const MapsToEvaluate& question) const {
    if (m_secondsPerPicture) return m_secondsPerPicture;
    constexpr double pictureOfGradient = 0.5;  // Forward, and not backward as well.
    for (const MapsToEvaluate::Map& map : question.maps) {
        const auto stored = m_engine.results().find(map.request);
        if (stored && stored->plan.seconds && stored->plan.evaluations > 0)
            return pictureOfGradient * *stored->plan.seconds / stored->plan.evaluations;
        if (map.explanation && map.explanation->evaluations > 0 && map.explanation->seconds > 0)
            return pictureOfGradient * map.explanation->seconds / map.explanation->evaluations;
    }
    return std::nullopt;
}

std::optional<double> EvaluationRuns::predictedSeconds(const MapsToEvaluate& question) const {
    const auto each = secondsPerPicture(question);
    if (!each) return std::nullopt;
    int pictures = 0;
    for (const EvaluatedMap& map : evaluatedMapsOf(question))
        if (known(map.asked) == nullptr) pictures += pictureCount(map.asked);
    return pictures * *each;
}

void EvaluationRuns::takeMail() {
    bool anything = false;
    for (std::size_t i = 0; i < m_followed.size(); ++i) {
        const std::shared_ptr<GrowthMail<MapEvaluation>> mail = m_followed[i].mail;
        if (!mail) continue;
        auto letter = mail->take();
        if (!letter) continue;
        anything = true;
        EvaluatedMap& map = m_maps[i];
        map.state = letter->state;
        if (letter->result) map.evaluation = std::move(letter->result);
        map.failure = QString::fromStdString(letter->failure);
        if (!map.isOver()) continue;
        m_followed[i] = {};
        if (map.state != TaskState::Done) continue;
        m_done.push_back(map);
        if (map.evaluation->secondsPerPicture > 0)
            m_secondsPerPicture = map.evaluation->secondsPerPicture;
    }
    if (anything) Q_EMIT changed();
}

}  // namespace sigscope::ui
