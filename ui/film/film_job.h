#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "ui/film/film.h"
#include "ui/film/film_format.h"
#include "ui/render/ordered_worker.h"

namespace sigscope::ui {

/// Works a film out, on any thread; what it returns makes it, on the window's: charts are made
/// there.
using FilmMaker = std::function<std::function<std::shared_ptr<const Film>()>()>;

/// A film that is destroyed on the window's thread, wherever it is last used.
[[nodiscard]] std::shared_ptr<const Film> sharedFilm(std::unique_ptr<Film> film);

/// Writes films, and predicts their size, on threads of its own.
class FilmJob : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// As what the file's ending says, whole or not at all.
    void write(const FilmMaker& make, const std::filesystem::path& file);

    /// Stops writing: the file is as it was.
    void cancel();
    [[nodiscard]] bool running() const { return m_running; }

    /// Only the newest prediction counts.
    void predict(const FilmMaker& make, FilmFormat format);

Q_SIGNALS:
    void progressed(int done, int total);
    /// `error` is empty if the film was written.
    void finished(const QString& file, const QString& error);
    void cancelled();
    /// In bytes; nothing where it cannot be told.
    void predicted(std::optional<qint64> bytes);

private:
    void encode(const std::shared_ptr<const Film>& film, const std::filesystem::path& file);
    void end(const std::filesystem::path& file, const QString& error);

    bool m_running = false;
    OrderedWorker m_predictor;
    OrderedWorker m_writer;
};

}  // namespace sigscope::ui
