#include "ui/evaluate/strip_evaluation.h"

#include <algorithm>
#include <utility>

#include "engine/api/request_field.h"
#include "ui/compare/compared_columns.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

/// What is asked of each picture.
ExplainRequest requestOfAny(const MapsToEvaluate::Map& map) {
    ExplainRequest request = requestOfPicture(map.request, {});
    request.reuse = Reuse::Allowed;  // Who asked for a picture once more did not mean all of them.
    return request;
}

}  // namespace

StripEvaluation::StripEvaluation(Engine& engine, QObject* parent)
    : QObject(parent),
      m_catalogue(engine.catalogue()),
      m_explanations(new ComparisonRuns(engine, this)),
      m_measurements(new EvaluationRuns(engine, this)) {
    m_advance.setSingleShot(true);
    m_advance.setInterval(0);
    connect(&m_advance, &QTimer::timeout, this, &StripEvaluation::advance);
    connect(m_explanations, &ComparisonRuns::changed, &m_advance, qOverload<>(&QTimer::start));
    connect(m_measurements, &EvaluationRuns::changed, &m_advance, qOverload<>(&QTimer::start));
}

bool StripEvaluation::isSameQuestion(const MapsToEvaluate& asked) const {
    const auto fields = requestFields(m_catalogue);
    return m_asked.randomMaps == asked.randomMaps && m_asked.options == asked.options &&
           std::ranges::equal(m_asked.maps, asked.maps, [&](const auto& one, const auto& other) {
               return one.title == other.title &&
                      sameRequest(fields, requestOfAny(one), requestOfAny(other));
           });
}

bool StripEvaluation::isDone(const fs::path& picture) const {
    return std::ranges::find(m_done, picture, &PictureScores::picture) != m_done.end();
}

std::size_t StripEvaluation::picturesLeft(const MapsToEvaluate& asked,
                                          const std::vector<fs::path>& pictures) const {
    if (!isSameQuestion(asked)) return pictures.size();
    return static_cast<std::size_t>(std::ranges::count_if(
        pictures, [this](const fs::path& picture) { return !isDone(picture); }));
}

std::optional<double> StripEvaluation::predictedSeconds(
    const MapsToEvaluate& asked, const std::vector<fs::path>& pictures) const {
    const auto measuring = m_measurements->predictedSeconds(asked);
    if (!measuring) return std::nullopt;
    double each = *measuring;
    for (const MapsToEvaluate::Map& map : asked.maps) {
        if (!map.explanation || map.explanation->seconds <= 0) return std::nullopt;
        each += map.explanation->seconds;
    }
    return static_cast<double>(picturesLeft(asked, pictures)) * each;
}

void StripEvaluation::start(const MapsToEvaluate& asked, const std::vector<fs::path>& pictures) {
    cancel();
    if (!isSameQuestion(asked)) m_done.clear();
    std::erase_if(m_done, [&](const PictureScores& done) {
        return std::ranges::find(pictures, done.picture) == pictures.end();
    });
    m_asked = asked;
    for (MapsToEvaluate::Map& map : m_asked.maps) map.explanation.reset();
    m_pictures = pictures;
    explainNext();
    Q_EMIT changed();
}

void StripEvaluation::cancel() {
    if (!running()) return;
    m_stage = Stage::Idle;
    m_explanations->start({});
    m_measurements->start({});
    Q_EMIT changed();
}

void StripEvaluation::explainNext() {
    const auto next = std::ranges::find_if_not(
        m_pictures, [this](const fs::path& picture) { return isDone(picture); });
    if (next == m_pictures.end() || m_asked.maps.empty()) {
        m_stage = Stage::Idle;
        m_explanations->start({});
        return;
    }
    m_picture = *next;
    m_stage = Stage::Explaining;
    std::vector<ComparisonColumn> columns;
    for (const MapsToEvaluate::Map& map : m_asked.maps) {
        columns.push_back({map.title.toStdString(), requestOfAny(map)});
        columns.back().request.image = m_picture;
    }
    m_explanations->start(std::move(columns));
}

void StripEvaluation::advance() {
    if (m_stage == Stage::Measuring && !m_measurements->running()) return keep();
    if (m_stage != Stage::Explaining) return;
    // Whoever asked for all pictures was told what they take.
    for (std::size_t i = 0; i < m_explanations->columns().size(); ++i)
        if (m_explanations->columns()[i].state == ComparedColumn::State::TooLong)
            m_explanations->compute(i);
    if (!m_explanations->running()) measure();
}

void StripEvaluation::measure() {
    MapsToEvaluate question{{}, m_asked.randomMaps, m_asked.options};
    for (const ComparedColumn& column : m_explanations->columns())
        if (column.isWhole())
            question.maps.push_back({QString::fromStdString(column.column.title),
                                     column.column.request, column.column.explanation});
    if (question.maps.empty()) return keep();
    m_stage = Stage::Measuring;
    m_measurements->start(question);
}

void StripEvaluation::keep() {
    m_done.push_back(pictureScores(m_picture, m_explanations->columns(), m_measurements->maps()));
    m_measurements->start({});  // Forgets maps and orders of pixels, which are large.
    explainNext();
    Q_EMIT changed();
}

}  // namespace sigscope::ui
