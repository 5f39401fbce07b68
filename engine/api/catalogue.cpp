#include "engine/api/catalogue.h"

#include <algorithm>

namespace sigscope {

const MethodSpec* Catalogue::method(const std::string& name) const {
    const auto found = std::ranges::find(methods, name, &MethodSpec::name);
    return found == methods.end() ? nullptr : &*found;
}

}  // namespace sigscope
