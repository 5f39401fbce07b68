#include "ui/film/film_job.h"

#include <QCoreApplication>
#include <utility>

#include "engine/api/outcome.h"
#include "ui/film/film_file.h"

namespace sigscope::ui {

std::shared_ptr<const Film> sharedFilm(std::unique_ptr<Film> film) {
    return {film.release(), [](const Film* last) {
                QMetaObject::invokeMethod(QCoreApplication::instance(), [last] { delete last; });
            }};
}

void FilmJob::write(const FilmMaker& make, const std::filesystem::path& file) {
    m_running = true;
    m_writer.start([this, make, file](const std::stop_token&) -> OrderedWorker::Tell {
        const auto worked = attempt(make);
        if (!worked)
            return [this, file, error = worked.error()] {
                end(file, QString::fromStdString(file.string() + ": " + error));
            };
        return [this, file, finish = worked.value()] { encode(finish(), file); };
    });
}

void FilmJob::encode(const std::shared_ptr<const Film>& film, const std::filesystem::path& file) {
    m_writer.start([this, film, file](const std::stop_token& stop) -> OrderedWorker::Tell {
        const auto tell = [this](int done, int total) {
            QMetaObject::invokeMethod(
                this,
                [this, done, total] {
                    if (m_running) Q_EMIT progressed(done, total);
                },
                Qt::QueuedConnection);
        };
        const Outcome<Done> written = writeFilm(file, *film, tell, stop);
        const QString error = written ? QString() : QString::fromStdString(written.error());
        return [this, file, error] { end(file, error); };
    });
}

void FilmJob::end(const std::filesystem::path& file, const QString& error) {
    m_running = false;
    Q_EMIT finished(QString::fromStdString(file.string()), error);
}

void FilmJob::cancel() {
    if (!std::exchange(m_running, false)) return;
    m_writer.forget();
    Q_EMIT cancelled();
}

void FilmJob::predict(const FilmMaker& make, FilmFormat format) {
    m_predictor.forget();
    m_predictor.start([this, make, format](const std::stop_token&) -> OrderedWorker::Tell {
        const auto worked = attempt(make);
        if (!worked) return [this] { Q_EMIT predicted(std::nullopt); };
        return [this, format, finish = worked.value()] {
            m_predictor.start([this, format, film = finish()](
                                  const std::stop_token& stop) -> OrderedWorker::Tell {
                const auto bytes = predictedFilmBytes(format, *film, stop);
                return [this, bytes] { Q_EMIT predicted(bytes); };
            });
        };
    });
}

}  // namespace sigscope::ui
