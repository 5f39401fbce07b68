#include "ui/path/marked_regions.h"

#include <algorithm>
#include <utility>

namespace sigscope::ui {

namespace {

bool hasPixel(const MarkedRegion& marked, const QPoint& pixel) {
    const Region& region = marked.region;
    return QRect(region.left, region.top, region.width, region.height).contains(pixel);
}

}  // namespace

void MarkedRegions::draw(const QRect& pixels) {
    if (!m_drawing && m_all.size() == most) return;
    if (!m_drawing) m_all.push_back({{.name = nextName()}});
    m_drawing = true;
    Region& region = m_all.back().region;
    region = {region.name, pixels.left(), pixels.top(), pixels.width(), pixels.height()};
}

bool MarkedRegions::finish() {
    return std::exchange(m_drawing, false);
}

void MarkedRegions::giveUp() {
    if (finish()) m_all.pop_back();
}

void MarkedRegions::remove(const QPoint& pixel) {
    const auto hit = std::ranges::find_if(
        m_all, [&pixel](const MarkedRegion& marked) { return hasPixel(marked, pixel); });
    if (hit == m_all.end())
        m_all.clear();
    else
        m_all.erase(hit);
}

void MarkedRegions::clear() {
    m_all.clear();
    m_drawing = false;
}

const Region& MarkedRegions::at(const std::optional<QPoint>& pixel) const {
    const auto pointed = std::ranges::find_if(
        m_all, [&pixel](const MarkedRegion& marked) { return pixel && hasPixel(marked, *pixel); });
    return pointed != m_all.end() ? pointed->region : m_all.back().region;
}

void MarkedRegions::rename(const Region& region, const std::string& name) {
    const auto named = std::ranges::find(m_all, region, &MarkedRegion::region);
    if (named == m_all.end()) return;
    named->region.name.clear();  // Its own letter is free.
    named->region.name = name.empty() ? nextName() : name;
}

void MarkedRegions::setFilled(const Region& region, double f) {
    for (MarkedRegion& marked : m_all)
        if (areOfSamePixels(marked.region, region)) marked.filled = f;
}

void MarkedRegions::forgetFilled() {
    for (MarkedRegion& marked : m_all) marked.filled.reset();
}

std::string MarkedRegions::nextName() const {
    std::string name = "A";
    while (std::ranges::any_of(
        m_all, [&name](const MarkedRegion& other) { return other.region.name == name; }))
        ++name.front();
    return name;
}

}  // namespace sigscope::ui
