#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <utility>

#include "ui/film/film_clock.h"

namespace sigscope::ui {

/// The pictures of a film, each drawn when it is asked for.
class Film {
public:
    virtual ~Film() = default;

    [[nodiscard]] const FilmClock& clock() const { return m_clock; }

    /// In pixels; both even, as H.264 wants it.
    [[nodiscard]] virtual QSize size() const = 0;

    /// The frame at `alpha`, RGB32, of size(). One thread at a time, whichever it is.
    [[nodiscard]] virtual QImage draw(double alpha) const = 0;

    /// What it was made of, as JSON: of the first where there are several.
    [[nodiscard]] virtual QByteArray recipe() const = 0;

protected:
    explicit Film(FilmClock clock) : m_clock(std::move(clock)) {}

private:
    FilmClock m_clock;
};

}  // namespace sigscope::ui
