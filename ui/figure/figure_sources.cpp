#include "ui/figure/figure_sources.h"

#include <algorithm>
#include <utility>

#include "ui/compare/column_forecast.h"
#include "ui/compare/compared_columns.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr std::size_t notRun = static_cast<std::size_t>(-1);

}  // namespace

FigureSources::FigureSources(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_runs(new ComparisonRuns(engine, this)),
      m_surfaces(new SurfaceComputation(engine, this)) {
    connect(m_runs, &ComparisonRuns::changed, this, &FigureSources::takeRun);
    connect(m_surfaces, &SurfaceComputation::changed, this, &FigureSources::changed);
}

void FigureSources::choose(const ExplainRequest& subject, const FigureChoice& choice) {
    const bool isOther =
        !(subject == m_subject) || choice.methods != m_choice.methods ||
        choice.models != m_choice.models || choice.isSurface() != m_choice.isSurface() ||
        choice.resolution != m_choice.resolution || choice.objective != m_choice.objective ||
        rowsOf(subject, choice) != m_rows;
    m_subject = subject;
    m_choice = choice;
    if (isOther) {
        cancel();
        m_sources.clear();
        m_rowCount = 0;
        m_rows = rowsOf(subject, choice);
        if (m_rows.empty() && !m_subject.image.empty() && !choice.isSurface()) addRows(subject);
        for (const std::filesystem::path& picture : m_rows)
            addRows(requestOfPicture(subject, picture));
    }
    look();
}

std::vector<std::filesystem::path> FigureSources::rowsOf(const ExplainRequest& subject,
                                                         const FigureChoice& choice) const {
    constexpr std::size_t fewest = 2;
    const bool isGrid = choice.options.kind == PaperFigureKind::Grid;
    if (!isGrid || m_picked.size() < fewest ||
        std::ranges::find(m_picked, subject.image) == m_picked.end())
        return {};
    return m_picked;
}

void FigureSources::addRows(const ExplainRequest& subject) {
    addSources(subject);
    const auto known = m_engine.results().find(subject);
    const Scene* scene = known ? known->explanation->scene.get() : nullptr;
    for (const std::string& model : m_choice.models)
        if (model != subject.model) addSources(requestOfModel(subject, model, scene));
}

void FigureSources::addSources(const ExplainRequest& row) {
    ++m_rowCount;
    for (ComparisonColumn& column : columnsByMethod(row, m_engine.catalogue(), m_choice.methods)) {
        if (!m_rows.empty()) column.title += ", " + row.image.filename().string();
        if (!m_choice.models.empty()) column.title += ", " + row.model;
        m_sources.push_back({std::move(column), notRun});
    }
}

SurfaceRequest FigureSources::surfaceRequest() const {
    SurfaceRequest request{m_subject, m_choice.resolution};
    const auto columns = columnsByMethod(m_subject, m_engine.catalogue(), m_choice.methods);
    if (!columns.empty()) request.explain = columns.front().request;
    if (!m_choice.objective.empty()) request.explain.objective = m_choice.objective;
    request.explain.tracing = Tracing::None;
    return request;
}

bool FigureSources::isThere(const Source& source) const {
    const auto& explanation = source.column.explanation;
    if (!explanation || explanation->partial) return false;
    return m_choice.options.kind == PaperFigureKind::Grid || explanation->trace;
}

void FigureSources::look() {
    for (Source& source : m_sources) {
        if (isThere(source)) continue;
        if (const auto known = m_engine.results().find(source.column.request))
            source.column.explanation = known->explanation;
    }
}

std::size_t FigureSources::missing() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        m_sources, [this](const Source& source) { return !isThere(source); }));
}

Forecast FigureSources::forecast() const {
    Forecast all{.seconds = 0};
    for (const Source& source : m_sources) {
        if (isThere(source)) continue;
        all = together(all, m_engine.forecast(source.column.request));
        if (!all.seconds) return {};
    }
    return all;
}

bool FigureSources::ready() const {
    if (m_subject.image.empty()) return false;
    if (m_choice.isSurface()) return m_surfaces->find(surfaceRequest()) != nullptr;
    return !m_sources.empty() && missing() == 0;
}

bool FigureSources::running() const {
    return m_surfaces->running() || m_runs->running();
}

void FigureSources::compute() {
    if (m_subject.image.empty()) return;
    if (m_choice.isSurface()) return m_surfaces->start(surfaceRequest());
    look();
    bool isAsked = false;  // What was found to take long is asked for once more.
    for (std::size_t run = 0; run < m_runs->columns().size(); ++run) {
        if (m_runs->columns()[run].state != ComparedColumn::State::TooLong) continue;
        m_runs->compute(run);
        isAsked = true;
    }
    if (isAsked) return Q_EMIT changed();
    std::vector<ComparisonColumn> columns;
    for (Source& source : m_sources) {
        source.run = notRun;
        if (isThere(source)) continue;
        source.run = columns.size();
        source.column.failure.clear();
        columns.push_back({source.column.title, source.column.request});
        // What is remembered without its path has to be computed once more.
        if (source.column.explanation) columns.back().request.reuse = Reuse::Refused;
    }
    m_runs->start(std::move(columns));
    Q_EMIT changed();
}

void FigureSources::cancel() {
    for (Source& source : m_sources) source.run = notRun;
    m_runs->start({});
    m_surfaces->cancel();
}

void FigureSources::takeRun(std::size_t run) {
    const ComparedColumn& compared = m_runs->columns()[run];
    const auto source = std::ranges::find(m_sources, run, &Source::run);
    if (source != m_sources.end()) {
        source->column.failure = compared.column.failure;
        if (compared.state == ComparedColumn::State::Done)
            source->column.explanation = compared.column.explanation;
    }
    Q_EMIT changed();
}

std::function<PaperFigure()> FigureSources::maker(const PaperFigureOptions& options) const {
    if (m_choice.isSurface())
        return [surface = m_surfaces->find(surfaceRequest()), options] {
            return surfaceFigure(surface, options);
        };
    std::vector<PaperFigureEntry> entries;
    for (const Source& source : m_sources)
        entries.push_back(
            {methodLabel(source.column.request.method), source.column.explanation, {}});
    const std::size_t perRow = entries.size() / std::max<std::size_t>(1, m_rowCount);
    return [entries, options, perRow] { return paperFigure(entries, options, perRow); };
}

QString FigureSources::stateText() const {
    if (m_subject.image.empty()) return tr("Open a picture to make a figure of it");
    if (ready()) return {};
    return m_choice.isSurface() ? surfaceText() : runsText();
}

QString FigureSources::surfaceText() const {
    if (m_surfaces->running()) {
        const auto& progress = m_surfaces->progress();
        if (!progress) return tr("The model is loaded …");
        const QString count = tr("%1 of %2 evaluations").arg(progress->done).arg(progress->total);
        return progress->eta ? tr("%1, %2 left").arg(count, durationText(*progress->eta)) : count;
    }
    if (!m_surfaces->failure().empty()) return QString::fromStdString(m_surfaces->failure());
    const QString needs = tr("Needs %1 evaluations").arg(surfaceEvaluations(m_choice.resolution));
    const auto seconds = m_surfaces->predicted(m_choice.resolution);
    return seconds ? needs + QStringLiteral(" ") + predictionText(*seconds) : needs;
}

QString FigureSources::runsText() const {
    if (m_sources.empty()) return tr("Choose a method");
    for (const Source& source : m_sources)
        if (!source.column.failure.empty())
            return tr("%1: %2").arg(QString::fromStdString(source.column.title),
                                    QString::fromStdString(source.column.failure));
    const auto ready = static_cast<qsizetype>(m_sources.size() - missing());
    QString count = tr("%1 of %2 explanations are there").arg(ready).arg(m_sources.size());
    for (const ComparedColumn& column : m_runs->columns()) {
        const QString title = QString::fromStdString(column.column.title);
        if (column.state == ComparedColumn::State::TooLong && column.seconds)
            return tr("%1; %2 takes %3").arg(count, title, predictionText(*column.seconds));
        if (column.state == ComparedColumn::State::Running && column.progress &&
            column.progress->eta)
            return tr("%1; %2: %3 left").arg(count, title, durationText(*column.progress->eta));
    }
    if (m_runs->running()) return count;
    const Forecast rest = forecast();
    return rest.seconds ? tr("%1; the rest takes %2").arg(count, forecastText(rest)) : count;
}

}  // namespace sigscope::ui
