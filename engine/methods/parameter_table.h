#pragma once

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/error.h"
#include "engine/problem/named.h"

namespace sigscope::methods {

/// The texts and range of a number; see ParameterSpec.
struct NumberText {
    std::string name;
    std::string symbol;
    double minimum = 0;
    double maximum = 0;
    std::string unit;
    std::string help;
    std::string equation;
    std::string atMinimum{};
};

/// Describes the fields of a parameter struct once: the specs of the outside, and how values fill
/// the struct. A field's default is what a default-constructed struct holds.
template <typename Parameters>
class ParameterTable {
public:
    /// A field given as a function from Parameters& to the field, so that nested structs work.
    template <typename Access>
    ParameterTable& real(const NumberText& text, Access access) {
        return number(ParameterSpec::Kind::Real, text, access);
    }
    template <typename Access>
    ParameterTable& integer(const NumberText& text, Access access) {
        return number(ParameterSpec::Kind::Integer, text, access);
    }

    /// A field of an enumeration whose values `table` names.
    template <typename Value, typename Access>
    ParameterTable& choice(const std::string& name, const std::string& help,
                           const std::vector<Named<Value>>& table, Access access) {
        ParameterSpec spec;
        spec.name = name;
        spec.kind = ParameterSpec::Kind::Choice;
        spec.help = help;
        spec.choices = choicesOf(table);
        Parameters defaults;
        for (const Named<Value>& entry : table)
            if (entry.value == access(defaults)) spec.defaultValue = entry.choice.name;
        m_fields.push_back({std::move(spec), [=](Parameters& target, const ParameterValue& value) {
                                access(target) =
                                    valueNamed(table, std::get<std::string>(value), name);
                            }});
        return *this;
    }

    /// A std::string field.
    template <typename Access>
    ParameterTable& file(const std::string& name, const std::string& help, Access access) {
        return text(ParameterSpec::Kind::File, name, help, access);
    }
    template <typename Access>
    ParameterTable& folder(const std::string& name, const std::string& help, Access access) {
        return text(ParameterSpec::Kind::Folder, name, help, access);
    }

    /// Says that the parameters called `names`, which are in the table, change something only
    /// beside `companion`.
    ParameterTable& heededBeside(const Companion& companion,
                                 std::initializer_list<std::string> names) {
        for (Field& field : m_fields)
            if (std::ranges::find(names, field.spec.name) != names.end())
                field.spec.companions.push_back(companion);
        return *this;
    }

    [[nodiscard]] std::vector<ParameterSpec> specs() const {
        std::vector<ParameterSpec> specs;
        for (const Field& field : m_fields) specs.push_back(field.spec);
        return specs;
    }

    /// The struct with `values` filled in. Throws Error for a value that its spec does not allow
    /// and for a name that is not in the table.
    [[nodiscard]] Parameters read(const ParameterValues& values) const {
        refuseUnknown(values);
        Parameters parameters;
        for (const Field& field : m_fields) {
            const auto found = values.find(field.spec.name);
            if (found == values.end()) continue;
            try {
                // By way of the text: one check for flags, forms and recipes.
                field.assign(parameters, parseParameter(field.spec, toText(found->second)));
            } catch (const std::invalid_argument& problem) {
                throw Error(problem.what());
            }
        }
        return parameters;
    }

private:
    struct Field {
        ParameterSpec spec;
        std::function<void(Parameters&, const ParameterValue&)> assign;
    };

    void refuseUnknown(const ParameterValues& values) const {
        for (const auto& [name, value] : values) {
            std::string names;
            bool known = false;
            for (const Field& field : m_fields) {
                known = known || field.spec.name == name;
                names += (names.empty() ? "" : ", ") + field.spec.name;
            }
            if (!known)
                throw Error(name + ": the method has no such parameter; it has " +
                            (names.empty() ? "none" : names));
        }
    }

    template <typename Access>
    ParameterTable& text(ParameterSpec::Kind kind, const std::string& name, const std::string& help,
                         Access access) {
        ParameterSpec spec;
        spec.name = name;
        spec.kind = kind;
        spec.help = help;
        Parameters defaults;
        spec.defaultValue = access(defaults);
        m_fields.push_back({std::move(spec), [=](Parameters& target, const ParameterValue& value) {
                                access(target) = std::get<std::string>(value);
                            }});
        return *this;
    }

    template <typename Access>
    ParameterTable& number(ParameterSpec::Kind kind, const NumberText& text, Access access) {
        Parameters defaults;
        const auto standard = access(defaults);
        const bool whole = kind == ParameterSpec::Kind::Integer;
        ParameterSpec spec{text.name, text.symbol, kind,          text.minimum, text.maximum,   {},
                           text.unit, text.help,   text.equation, {},           text.atMinimum, {}};
        if (whole)
            spec.defaultValue = static_cast<std::int64_t>(standard);
        else
            spec.defaultValue = static_cast<double>(standard);
        m_fields.push_back({std::move(spec), [=](Parameters& target, const ParameterValue& value) {
                                auto& field = access(target);
                                using Number = std::remove_reference_t<decltype(field)>;
                                if (whole)
                                    field = static_cast<Number>(std::get<std::int64_t>(value));
                                else
                                    field = static_cast<Number>(std::get<double>(value));
                            }});
        return *this;
    }

    std::vector<Field> m_fields;
};

}  // namespace sigscope::methods
