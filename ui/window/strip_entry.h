#pragma once

#include <QImage>
#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

#include "ui/window/strip_pictures.h"

namespace sigscope::ui {

/// DiffID of a map of a picture: docs/theory/metrics.md#diffid.
struct MapDiffId {
    QString map;  ///< As the Evaluate view calls it.
    double value = 0;

    bool operator==(const MapDiffId&) const = default;
};

/// What the filmstrip knows of a picture.
struct StripEntry {
    StripPicture picture;
    std::size_t place = 0;              ///< As it was opened.
    std::optional<QImage> thumbnail{};  ///< Null where nobody reads the file.
    std::optional<RankedClass> top{};   ///< What the model takes it for; unknown until computed.
    std::vector<MapDiffId> measured{};  ///< The map of the Path view first, if it is among them.
    bool tried = false;                 ///< In this round of computing.

    /// Whether the model takes it for another class than its folder says.
    [[nodiscard]] bool isWrong() const;
};

enum class StripOrder {
    Opened,
    Name,
    Probability,  ///< Of what the model takes them for; the surest first.
    DiffId,       ///< Of the first map that was measured; the largest first.
};

/// What an order says nothing of comes last; what is equal in it stays as it was opened.
void sortEntries(std::vector<StripEntry>& entries, StripOrder order);

/// The file, what the model takes the picture for, and DiffID of each map, a line for each.
[[nodiscard]] QString stripToolTip(const StripEntry& entry);

}  // namespace sigscope::ui
