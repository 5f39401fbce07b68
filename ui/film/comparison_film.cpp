#include "ui/film/comparison_film.h"

#include <algorithm>
#include <utility>

#include "ui/render/comparison_title.h"
#include "ui/render/figure_panel.h"
#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

std::vector<ComparisonColumn> computedOf(const std::vector<ComparisonColumn>& columns) {
    std::vector<ComparisonColumn> computed;
    for (const ComparisonColumn& column : columns)
        if (column.explanation) computed.push_back(column);
    return computed;
}

std::vector<std::shared_ptr<const PathTrace>> tracesOf(
    const std::vector<ComparisonColumn>& columns) {
    std::vector<std::shared_ptr<const PathTrace>> traces;
    for (const ComparisonColumn& column : columns)
        if (column.explanation && column.explanation->trace)
            traces.push_back(column.explanation->trace);
    return traces;
}

std::vector<Array> wholeMaps(const std::vector<ComparisonColumn>& columns) {
    std::vector<Array> maps;
    for (const ComparisonColumn& column : columns) maps.push_back(column.explanation->attribution);
    return maps;
}

}  // namespace

bool canFilm(const std::vector<ComparisonColumn>& columns) {
    return !tracesOf(columns).empty();
}

ComparisonFilm::AlignedPaths ComparisonFilm::alignedPaths(
    const std::vector<ComparisonColumn>& computed, Alignment alignment) {
    AlignedPaths paths;
    for (const ComparisonColumn& column : computed) {
        const auto& trace = column.explanation->trace;
        paths.push_back(trace ? std::optional(PathAlignment(trace, alignment)) : std::nullopt);
    }
    return paths;
}

/// The mean of what each path would take alone.
PathPace ComparisonFilm::paceOf(const std::vector<ComparisonColumn>& computed,
                                const AlignedPaths& paths, Pace pace) {
    if (pace == Pace::Alpha) return {};
    std::vector<PathPace> paces;
    for (std::size_t k = 0; k < computed.size(); ++k)
        if (const auto& path = paths[k])
            paces.push_back(paceOfShares(computed[k].explanation->trace, *path));
    return PathPace::mean(paces);
}

ComparisonFilm::ComparisonFilm(const std::vector<ComparisonColumn>& columns,
                               const ComparisonView& view, const FilmOptions& options,
                               Alignment alignment)
    : ComparisonFilm(computedOf(columns), alignedPaths(computedOf(columns), alignment), view,
                     options, alignment) {}

ComparisonFilm::ComparisonFilm(std::vector<ComparisonColumn> computed, AlignedPaths paths,
                               const ComparisonView& view, const FilmOptions& options,
                               Alignment alignment)
    : Film(FilmClock(paceOf(computed, paths, options.pace), options)),
      m_columns(std::move(computed)),
      m_paths(std::move(paths)),
      m_alignment(alignment),
      m_view(view),
      m_maps(comparisonMaps(wholeMaps(m_columns), view)),
      m_title(options.caption.isEmpty() ? comparisonTitle(m_columns) : options.caption),
      m_recipe(QByteArray::fromStdString(m_columns.front().explanation->recipe)),
      m_measures(evenPixels(options.width)) {
    for (const ComparisonColumn& column : m_columns)
        m_photographs.push_back(pictureOf(column.explanation->scene->seen));
    const Array& map = m_maps.maps.front();
    FilmGrid grid = filmGrid(m_measures, evenPixels(options.width),
                             {m_columns.size(), options.perRow, QSize(map.width, map.height),
                              filmBarTop + filmBarThickness + filmBarLabels});
    m_boxes = std::move(grid.boxes);
    m_size = grid.size;
}

QString ComparisonFilm::noteOf(std::size_t column, double share) const {
    const std::optional<PathAlignment>& path = m_paths[column];
    if (!path) return QStringLiteral("no path");
    if (m_alignment == Alignment::Alpha) return {};
    return shareText(Alignment::Alpha, path->alphaAt(share));
}

QImage ComparisonFilm::draw(double alpha) const {
    std::vector<Array> accumulated = wholeMaps(m_columns);
    for (std::size_t k = 0; k < m_columns.size(); ++k)
        if (const auto& path = m_paths[k]; path && alpha < 1)
            accumulated[k] = m_columns[k].explanation->trace->mapAt(path->alphaAt(alpha));
    const std::vector<Array> maps = alpha < 1 ? reducedFor(accumulated, m_view) : m_maps.maps;
    QImage picture(m_size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    paintFilmHeading(painter, m_measures, m_size.width(), m_title, shareText(m_alignment, alpha));
    for (std::size_t k = 0; k < maps.size(); ++k) {
        paintFilmTitle(painter, m_measures, m_boxes[k], QString::fromStdString(m_columns[k].title),
                       noteOf(k, alpha));
        paintFilmPicture(painter, m_boxes[k],
                         comparisonPicture(maps[k], m_maps.limits[k], m_view, m_photographs[k]));
        if (!m_view.topShare)
            paintFilmBar(painter, m_measures, m_boxes[k],
                         scaleTo(m_maps.limits[k], m_view.reduction));
    }
    return picture;
}

}  // namespace sigscope::ui
