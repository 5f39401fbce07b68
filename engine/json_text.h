#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace sigscope {

/// JSON as a text: on one line, or with `indent` spaces for each level. Names of files and labels
/// need not be UTF-8: what is none is replaced, and nothing throws.
template <typename Json>
[[nodiscard]] std::string jsonText(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sigscope
