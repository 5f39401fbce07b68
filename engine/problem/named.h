#pragma once

#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/error.h"

namespace sigscope {

/// A value with the texts under which it is offered: one table serves listing and look-up.
template <typename Value>
struct Named {
    Choice choice;
    Value value;
};

template <typename Value>
[[nodiscard]] std::vector<Choice> choicesOf(const std::vector<Named<Value>>& table) {
    std::vector<Choice> choices;
    for (const Named<Value>& entry : table) choices.push_back(entry.choice);
    return choices;
}

/// The value called `name`; throws Error that says what `what` can be.
template <typename Value>
[[nodiscard]] const Value& valueNamed(const std::vector<Named<Value>>& table,
                                      const std::string& name, const std::string& what) {
    std::string names;
    for (const Named<Value>& entry : table) {
        if (entry.choice.name == name) return entry.value;
        names += (names.empty() ? "" : ", ") + entry.choice.name;
    }
    throw Error(what + ": '" + name + "' is none of " + names);
}

}  // namespace sigscope
