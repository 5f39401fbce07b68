#include "app/parameter_flags.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace sigscope::app {

namespace {

constexpr const char* group = "Parameters of the method";

const ParameterSpec* findParameter(const MethodSpec& method, const std::string& name) {
    const auto found = std::ranges::find(method.parameters, name, &ParameterSpec::name);
    return found == method.parameters.end() ? nullptr : &*found;
}

std::vector<std::string> methodsWith(const Catalogue& catalogue, const std::string& parameter) {
    std::vector<std::string> names;
    for (const MethodSpec& method : catalogue.methods)
        if (findParameter(method, parameter)) names.push_back(method.name);
    return names;
}

/// Methods that mean the same by a flag.
struct Sharers {
    std::string range;
    std::string standard;
    std::vector<std::string> methods;
};

std::vector<Sharers> sharersOf(const Catalogue& catalogue, const std::string& parameter) {
    std::vector<Sharers> all;
    for (const MethodSpec& method : catalogue.methods) {
        const ParameterSpec* spec = findParameter(method, parameter);
        if (spec == nullptr) continue;
        const Sharers here{rangeText(*spec), toText(spec->defaultValue), {}};
        auto same = std::ranges::find_if(all, [&here](const Sharers& sharers) {
            return sharers.range == here.range && sharers.standard == here.standard;
        });
        if (same == all.end()) same = all.insert(all.end(), here);
        same->methods.push_back(method.name);
    }
    return all;
}

/// "--sticks: changes nothing with --drawing increments, only with --drawing sticks".
std::string unheededText(const MethodSpec& method, const std::string& name,
                         const Companion& companion, const ParameterValues& values) {
    const std::string other = "--" + companion.parameter;
    const std::string only = CLI::detail::join(companion.values, " or ");
    return "--" + name + ": changes nothing with " + other + " " +
           valueText(companion.parameter, method.parameters, values) + ", only " +
           (only.empty() ? "without" : "with " + other + " " + only);
}

/// The range that stands beside the flag is the first method's.
std::string helpText(const Catalogue& catalogue, const ParameterSpec& spec) {
    std::string text = spec.help;
    for (const Sharers& sharers : sharersOf(catalogue, spec.name)) {
        if (!sharers.standard.empty()) text += " Default " + sharers.standard + ".";
        text += " Of " + CLI::detail::join(sharers.methods, ", ");
        text += sharers.range == rangeText(spec) ? "." : ": " + sharers.range + ".";
    }
    return text;
}

}  // namespace

std::string rangeText(const ParameterSpec& spec) {
    if (spec.kind == ParameterSpec::Kind::File) return "FILE";
    if (spec.kind == ParameterSpec::Kind::Folder) return "FOLDER|FILES";
    if (spec.kind == ParameterSpec::Kind::Choice)
        return CLI::detail::join(
            spec.choices, [](const Choice& choice) { return choice.name; }, "|");
    const bool size = spec.kind == ParameterSpec::Kind::Size;
    const bool whole = size || spec.kind == ParameterSpec::Kind::Integer;
    const auto bound = [whole](double value) {
        return whole ? toText(static_cast<std::int64_t>(value)) : toText(value);
    };
    std::string range = bound(spec.minimum) + ".." + bound(spec.maximum);
    if (spec.kind == ParameterSpec::Kind::PerChannel) range = "A,B,C of " + range;
    if (size) range = "N|HEIGHTxWIDTH of " + range;
    return spec.unit.empty() ? range : range + " " + spec.unit;
}

ParameterFlags::ParameterFlags(CLI::App& command, const Catalogue& catalogue)
    : m_catalogue(catalogue) {
    command
        .add_flag("--parity", m_parity,
                  "Computes as the published program does: all of its settings of the method, but "
                  "for those that are given")
        ->group(group);
    for (const MethodSpec& method : catalogue.methods) {
        for (const ParameterSpec& spec : method.parameters) {
            if (m_options.contains(spec.name)) continue;
            CLI::Option* option =
                command.add_option("--" + spec.name, m_texts[spec.name], helpText(catalogue, spec));
            option->type_name(rangeText(spec))->group(group);
            m_options[spec.name] = option;
        }
    }
}

ParameterValues ParameterFlags::valuesFor(const MethodSpec& method,
                                          const ParameterValues& before) const {
    requireHeeded({&method}, before);
    return ownValues(method);
}

std::vector<ParameterValues> ParameterFlags::valuesForEach(
    const std::vector<const MethodSpec*>& methods) const {
    requireHeeded(methods, {});
    std::vector<ParameterValues> values;
    for (const MethodSpec* method : methods) values.push_back(ownValues(*method));
    return values;
}

void ParameterFlags::requireHeeded(const std::vector<const MethodSpec*>& methods,
                                   const ParameterValues& before) const {
    for (const auto& [name, option] : m_options) {
        if (option->count() == 0) continue;
        bool isHeeded = false;
        std::string why;
        for (const MethodSpec* method : methods) {
            const ParameterSpec* spec = findParameter(*method, name);
            if (spec == nullptr) continue;
            const ParameterValues values = allValues(*method, before);
            const Companion* companion = hindranceOf(*spec, method->parameters, values);
            isHeeded = isHeeded || companion == nullptr;
            if (companion != nullptr && why.empty())
                why = unheededText(*method, name, *companion, values);
        }
        if (isHeeded) continue;
        const std::string names =
            CLI::detail::join(methods, [](const MethodSpec* method) { return method->name; }, ", ");
        throw std::invalid_argument(why.empty() ? foreignParameter(name, names) : why);
    }
}

ParameterValues ParameterFlags::allValues(const MethodSpec& method,
                                          const ParameterValues& before) const {
    ParameterValues values = ownValues(method);
    values.insert(before.begin(), before.end());
    return values;
}

ParameterValues ParameterFlags::ownValues(const MethodSpec& method) const {
    ParameterValues values = m_parity ? method.parity : ParameterValues();
    for (const auto& [name, option] : m_options) {
        const ParameterSpec* spec = findParameter(method, name);
        if (option->count() == 0 || !spec) continue;
        try {
            values[name] = parseParameter(*spec, m_texts.at(name));
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument(std::string("--") + error.what());
        }
    }
    return values;
}

std::string ParameterFlags::foreignParameter(const std::string& name,
                                             const std::string& methods) const {
    const std::vector<std::string> owners = methodsWith(m_catalogue, name);
    if (methods.empty()) return "--" + name + ": there is no method that it could be of";
    return "--" + name + ": " + methods +
           (methods.find(',') == std::string::npos ? " has no " : " have no ") + name + "; " +
           CLI::detail::join(owners, ", ") + (owners.size() == 1 ? " has" : " have");
}

}  // namespace sigscope::app
