#pragma once

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/file_error.h"

namespace sigscope::store {

/// An object of the recipe; `where` is its key.
class RecipeSection {
public:
    RecipeSection(const nlohmann::json& json, std::string source, std::string where)
        : m_json(json), m_source(std::move(source)), m_where(std::move(where)) {
        if (!json.is_object()) fail("", "is no object");
    }

    [[noreturn]] void fail(const std::string& key, const std::string& reason) const {
        const std::string dot = m_where.empty() || key.empty() ? "" : ".";
        const std::string field = m_where + dot + key;
        // Quotes what an untrusted file says, hence as one printable line.
        refuseFile(m_source, "recipe: " + field + (field.empty() ? "" : " ") + reason);
    }

    [[nodiscard]] bool contains(const std::string& key) const { return m_json.contains(key); }

    [[nodiscard]] const nlohmann::json& at(const std::string& key) const {
        if (!m_json.contains(key)) fail(key, "is missing");
        return m_json[key];
    }

    [[nodiscard]] RecipeSection section(const std::string& key) const {
        return {at(key), m_source, m_where.empty() ? key : m_where + "." + key};
    }

    /// An element of the list `key`.
    [[nodiscard]] RecipeSection entry(const nlohmann::json& element, const std::string& key) const {
        return {element, m_source, m_where.empty() ? key : m_where + "." + key};
    }

    [[nodiscard]] std::string text(const std::string& key) const {
        const nlohmann::json& value = at(key);
        if (!value.is_string()) fail(key, "is no string");
        return value.get<std::string>();
    }

    [[nodiscard]] std::int64_t whole(const std::string& key, std::int64_t least,
                                     std::int64_t most) const {
        const nlohmann::json& value = at(key);
        const bool fits = value.is_number_integer() &&
                          !(value.is_number_unsigned() &&
                            value.get<std::uint64_t>() > static_cast<std::uint64_t>(most));
        if (!fits || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
            fail(key, "is no whole number from " + std::to_string(least) + " to " +
                          std::to_string(most));
        return value.get<std::int64_t>();
    }

    template <typename Named>
    [[nodiscard]] std::string nameOf(const std::string& key, const std::vector<Named>& list) const {
        const std::string name = text(key);
        if (std::ranges::find(list, name, &Named::name) == list.end())
            fail(key, "'" + name + "' is unknown to this version");
        return name;
    }

    [[nodiscard]] const nlohmann::json& json() const { return m_json; }

private:
    const nlohmann::json& m_json;
    std::string m_source;
    std::string m_where;
};

}  // namespace sigscope::store
