#include "ui/compare/path_alignment.h"

#include "ui/render/path_length.h"

namespace sigscope::ui {

namespace {

PathPace paceOf(const std::shared_ptr<const PathTrace>& trace, Alignment alignment) {
    if (alignment == Alignment::Alpha || trace->nodes().size() < 2) return {};
    // By one of the two that a pace is made of, alone.
    if (alignment == Alignment::Change) return PathPace::byChange(changesOf(*trace), {});
    return PathPace::byChange({}, lengthsOf(trace));
}

}  // namespace

PathAlignment::PathAlignment(const std::shared_ptr<const PathTrace>& trace, Alignment alignment)
    : m_pace(paceOf(trace, alignment)) {}

double PathAlignment::alphaAt(double share) const {
    return share >= 1 ? 1 : m_pace.alphaAt(share);
}

}  // namespace sigscope::ui
