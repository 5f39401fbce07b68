#pragma once

#include <nlohmann/json.hpp>

namespace sigscope::models {

/// The member of that name; null if there is none.
[[nodiscard]] inline const nlohmann::json& memberOf(const nlohmann::json& object,
                                                    const char* name) {
    static const nlohmann::json none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

/// Whether a member is true; `standard` where it is not said.
[[nodiscard]] inline bool isSet(const nlohmann::json& object, const char* name, bool standard) {
    const nlohmann::json& member = memberOf(object, name);
    return member.is_boolean() ? member.get<bool>() : standard;
}

}  // namespace sigscope::models
