#include "engine/api/region.h"

namespace sigscope {

bool isWithin(const Region& region, int width, int height) {
    return region.left >= 0 && region.top >= 0 && region.width > 0 && region.height > 0 &&
           region.left + region.width <= width && region.top + region.height <= height;
}

bool areOfSamePixels(const Region& first, const Region& second) {
    return first.left == second.left && first.top == second.top && first.width == second.width &&
           first.height == second.height;
}

double sumOver(const Array& attribution, const Region& region) {
    double sum = 0;
    for (int channel = 0; channel < attribution.channels; ++channel)
        for (int y = region.top; y < region.top + region.height; ++y)
            for (int x = region.left; x < region.left + region.width; ++x)
                sum += attribution.at(channel, y, x);
    return sum;
}

}  // namespace sigscope
