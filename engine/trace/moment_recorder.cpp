#include "engine/trace/moment_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::trace {

std::size_t MomentRecorder::mostOf(const MapMoment& moment) const {
    constexpr std::int64_t mostOfGrowing = 64;
    const MomentKind kind = moment.place.kind;
    const bool grows = kind != MomentKind::Layers && kind != MomentKind::Regions;
    const std::int64_t fitting = std::max<std::int64_t>(m_budget / moment.map.bytes(), 2);
    return static_cast<std::size_t>(grows ? std::min(fitting, mostOfGrowing) : fitting);
}

void MomentRecorder::add(const integration::Moment& moment) {
    MapMoment made{moment.place, toArray(moment.map), moment.error};
    if (m_count++ % m_stride != 0) {
        m_last = std::move(made);
        return;
    }
    m_last.reset();
    // The last one is kept besides.
    if (m_kept.size() + 1 >= mostOf(made)) {
        std::vector<MapMoment> every2nd;
        for (std::size_t i = 0; i < m_kept.size(); i += 2) every2nd.push_back(std::move(m_kept[i]));
        m_kept = std::move(every2nd);
        m_stride *= 2;
    }
    m_kept.push_back(std::move(made));
}

std::shared_ptr<const MapMoments> MomentRecorder::moments(const Array& result) const {
    auto row = std::make_shared<MapMoments>();
    row->all = m_kept;
    if (m_last) row->all.push_back(*m_last);
    if (row->all.size() < 2) return nullptr;
    const auto same = std::ranges::find(row->all, result, &MapMoment::map);
    const auto found = static_cast<std::size_t>(same - row->all.begin());
    row->result = std::min(found, row->all.size() - 1);
    return row;
}

}  // namespace sigscope::trace
