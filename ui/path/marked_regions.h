#pragma once

#include <QPoint>
#include <QRect>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/region.h"

namespace sigscope::ui {

/// The regions of a picture that are framed, the oldest first: "A", "B", … until they are called
/// something else. One may be drawn: the last, which follows the mouse.
class MarkedRegions {
public:
    static constexpr std::size_t most = 6;

    [[nodiscard]] const std::vector<MarkedRegion>& all() const { return m_all; }
    [[nodiscard]] bool drawing() const { return m_drawing; }

    /// The region that is drawn is that of `pixels`, which are some; a new one if none is, unless
    /// there are as many as there may be.
    void draw(const QRect& pixels);
    /// Whether one was drawn.
    bool finish();
    /// What was drawn no further was none.
    void giveUp();

    /// Takes the one there away; all of them where there is none.
    void remove(const QPoint& pixel);
    void clear();

    /// The one that has the pixel, else the newest; there is one at least.
    [[nodiscard]] const Region& at(const std::optional<QPoint>& pixel) const;

    /// Nothing if the region is not framed any more. Without a name it gets a letter.
    void rename(const Region& region, const std::string& name);

    /// f where a region of those pixels is filled with the baseline; nothing if there is none.
    void setFilled(const Region& region, double f);
    /// What was told so far is of another f.
    void forgetFilled();

private:
    [[nodiscard]] std::string nextName() const;

    std::vector<MarkedRegion> m_all;
    bool m_drawing = false;
};

}  // namespace sigscope::ui
