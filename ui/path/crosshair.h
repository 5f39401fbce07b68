#pragma once

#include <QPoint>
#include <QString>
#include <optional>

#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// Where the mouse is in the panes: on a pixel of the picture or on a frequency of its spectrum, of
/// which one at most is there.
struct Pointed {
    std::optional<QPoint> pixel{};
    std::optional<QPoint> frequency{};

    bool operator==(const Pointed&) const = default;
};

/// The one crosshair of all panes. It follows the mouse until it is pinned.
class Crosshair {
public:
    [[nodiscard]] const Pointed& at() const { return m_at; }

    void hover(const Pointed& at);
    /// Goes there by a key, pinned or not.
    void step(const Pointed& at) { m_at = at; }
    /// Stays there until it is pinned there once more, or beside the picture.
    void pin(const Pointed& at);
    /// The mouse is in no pane.
    void leave() { hover({}); }
    void reset() { *this = {}; }

    /// The values there; empty if there is none.
    [[nodiscard]] QString textOf(const PathFrame& frame) const;

private:
    Pointed m_at;
    bool m_pinned = false;
};

}  // namespace sigscope::ui
