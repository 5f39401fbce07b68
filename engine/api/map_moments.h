#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/array.h"

namespace sigscope {

/// What the maps that a method without a path can show one after another differ by.
enum class MomentKind {
    Masks,      ///< How many masked pictures the map is made of.
    Pictures,   ///< How many pictures with parts left out.
    Gradients,  ///< How many gradients.
    Layers,     ///< Which layer of the network it lies at.
    Regions,    ///< How many regions are shown, by descending rank; the others are 0.
};

/// Where a map stands in such a row.
struct MomentPlace {
    MomentKind kind = MomentKind::Masks;
    int number = 0;      ///< From 1: how many, or which layer.
    int total = 0;       ///< What `number` would be at the end of a whole run.
    std::string name{};  ///< Of a layer: "layer4".
};

struct MapMoment {
    MomentPlace place;
    Array map;                      ///< As Explanation::attribution.
    std::optional<double> error{};  ///< Of the map so far; as Explanation::mapError.
};

/// A row of them, all of one kind: growing, from layer to layer, or region by region.
struct MapMoments {
    std::vector<MapMoment> all;  ///< At least two.
    std::size_t result = 0;      ///< The one whose map is the result.

    [[nodiscard]] MomentKind kind() const { return all.front().place.kind; }
    [[nodiscard]] std::int64_t bytes() const {
        std::int64_t bytes = 0;
        for (const MapMoment& moment : all) bytes += moment.map.bytes();
        return bytes;
    }
};

}  // namespace sigscope
