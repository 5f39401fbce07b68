#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

namespace sigscope::app {

/// The names of a list of the catalogue, with `separator` between them.
template <typename Named>
[[nodiscard]] std::string namesOf(const std::vector<Named>& list, const std::string& separator) {
    return CLI::detail::join(list, [](const Named& item) { return item.name; }, separator);
}

/// Lets `option` be one of `names`, and its help say so: "one|map|rank".
inline CLI::Option* oneOf(const std::vector<std::string>& names, CLI::Option* option) {
    return option->type_name(CLI::detail::join(names, "|"))->check(CLI::IsMember(names));
}

/// A validator that accepts the names of a list and, in an error, says what they are.
template <typename Named>
[[nodiscard]] CLI::Validator nameOf(const std::vector<Named>& list) {
    const auto check = [&list](std::string& text) {
        const bool known = std::ranges::find(list, text, &Named::name) != list.end();
        return known ? std::string() : "'" + text + "' is none of " + namesOf(list, ", ");
    };
    return CLI::Validator(check, "");
}

}  // namespace sigscope::app
