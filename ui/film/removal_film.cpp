#include "ui/film/removal_film.h"

#include <QCoreApplication>
#include <utility>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

/// "tabby: the most important pixels are removed".
QString removalTitle(const RemovalSubject& subject) {
    const QString label =
        QString::fromStdString(subject.maps.front().map->scene->target.label).section(',', 0, 0);
    return subject.game == RemovalGame::Deletion
               ? QCoreApplication::translate("RemovalFilm",
                                             "%1: the most important pixels go first")
                     .arg(label)
               : QCoreApplication::translate("RemovalFilm",
                                             "%1: the most important pixels come first")
                     .arg(label);
}

}  // namespace

RemovalFilm::RemovalFilm(RemovalSubject subject, const FilmOptions& options)
    : Film(FilmClock(PathPace(), options)),
      m_subject(std::move(subject)),
      m_title(options.caption.isEmpty() ? removalTitle(m_subject) : options.caption),
      m_recipe(QByteArray::fromStdString(m_subject.maps.front().map->recipe)),
      m_measures(evenPixels(options.width)) {
    const Image& seen = m_subject.maps.front().map->scene->seen;
    m_grid = filmGrid(m_measures, evenPixels(options.width),
                      {m_subject.maps.size(), options.perRow, QSize(seen.width, seen.height), 0});
}

QImage RemovalFilm::draw(double alpha) const {
    QImage picture(m_grid.size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    paintFilmHeading(painter, m_measures, m_grid.size.width(), m_title, percentText(alpha));
    for (std::size_t k = 0; k < m_subject.maps.size(); ++k) {
        const RemovedMap& map = m_subject.maps[k];
        const RemovalPoint* point =
            removalPointAt(removalPointsOf(*map.evaluation, m_subject.game), alpha);
        paintFilmTitle(painter, m_measures, m_grid.boxes[k], map.title,
                       point == nullptr ? QString() : percentText(point->probability));
        paintFilmPicture(painter, m_grid.boxes[k],
                         removalPicture(map.map->scene->seen, *map.evaluation->removal,
                                        m_subject.game, point == nullptr ? alpha : point->share));
    }
    return picture;
}

}  // namespace sigscope::ui
