#include "engine/api/method_traits.h"

namespace sigscope {

namespace {

const char* unitText(MapUnit unit) {
    switch (unit) {
        case MapUnit::F:
            return "in the unit of f";
        case MapUnit::FPerInput:
            return "in the unit of f per unit of the model's input";
        case MapUnit::Picture:
            return "in the unit of the picture's values, from 0 to 1";
        case MapUnit::None:
            break;
    }
    return "without a unit";
}

}  // namespace

std::string traitsText(const MethodTraits& traits) {
    return std::string(traits.hasPath() ? "Goes along a path" : "Has no path") + "; " +
           (traits.isComplete() ? "ΣA tends to the change of f"
                                : "ΣA is not meant to be a change of f") +
           "; " + (traits.sign == SignUse::Both ? "signed" : "never negative") + ", " +
           unitText(traits.unit) + ".";
}

}  // namespace sigscope
