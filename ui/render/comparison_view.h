#pragma once

#include <optional>

#include "engine/api/attribution_map.h"
#include "ui/render/map_display.h"

namespace sigscope::ui {

/// What the colours of maps beside each other mean.
enum class ComparisonScale {
    One,   ///< The same of all: up to the quantile of all magnitudes together.
    Map,   ///< Shares of each map's own limit, which stands under it.
    Rank,  ///< Places among each map's magnitudes (engine/api/rank_correlation.h).
};

/// How a comparison is shown.
struct ComparisonView {
    ComparisonScale scale = ComparisonScale::One;
    Reduction reduction = Reduction::Signed;  ///< The sign tells evidence for from against.
    /// Of the one scale, chosen by hand, > 0; else the usual quantile of all magnitudes.
    std::optional<double> limit = {};
    /// Instead of colours the photograph, dimmed but for this share of each map's pixels, in (0,
    /// 1]: those of the largest |A|.
    std::optional<double> topShare = {};
    /// The colours lie over the grey photograph, the denser the larger |A|, and as dense as this at
    /// the scale's limit, in (0, 1]. Not together with the share.
    std::optional<double> opacity = {};
    /// Of signed maps. That of the window follows the theme; figures and films are white.
    Ground ground = Ground::White;

    /// Whether a map is drawn with what its model saw.
    [[nodiscard]] bool showsPhotograph() const { return topShare || opacity; }
};

}  // namespace sigscope::ui
