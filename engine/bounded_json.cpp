#include "engine/bounded_json.h"

#include <string>

#include "engine/error.h"

namespace sigscope {

nlohmann::json boundedJson(std::string_view text, const JsonBounds& bounds) {
    using Json = nlohmann::json;
    if (text.size() > bounds.bytes)
        throw Error("is longer than " + std::to_string(bounds.bytes) + " bytes");
    std::size_t values = 0;
    const auto check = [&](int depth, Json::parse_event_t event, const Json&) {
        const bool begins =
            event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (begins && depth >= deepestJson)
            throw Error("is nested more than " + std::to_string(deepestJson) + " levels deep");
        if ((begins || event == Json::parse_event_t::value) && ++values > bounds.values)
            throw Error("holds more than " + std::to_string(bounds.values) + " values");
        return true;
    };
    Json json = Json::parse(text, check, /*allow_exceptions=*/false);
    if (json.is_discarded()) throw Error("is not JSON");
    return json;
}

}  // namespace sigscope
