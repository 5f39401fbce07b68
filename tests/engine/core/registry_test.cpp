// A method is not done before it is proved, explained and documented.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "engine/error.h"
#include "engine/methods/method_registry.h"
#include "tests/support/golden.h"
#include "tests/support/golden_settings.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

/// "guided-backprop" of "res.guided_backprop.all/attribution": the folders of the methods' tests
/// compare all of their entries.
std::string methodOfTiny2(const std::string& entry) {
    const std::string structured = "res.";
    const std::size_t begin = entry.starts_with(structured) ? structured.size() : 0;
    std::string method = entry.substr(begin, entry.find('.', begin) - begin);
    std::ranges::replace(method, '_', '-');
    return method;
}

/// The methods with an entry in the goldens that is compared.
std::set<std::string> methodsWithGoldens() {
    std::set<std::string> names;
    for (const auto& file : golden::files(golden::Kind::Tiny))
        for (const auto& [name, array] : golden::load(file)) {
            const std::string suffix = "/attribution";
            if (!name.ends_with(suffix)) continue;
            const auto settings = golden::tinySettings(name.substr(0, name.size() - suffix.size()));
            if (settings) names.insert(settings->method);
        }
    for (const auto& file : golden::files(golden::Kind::Tiny2))
        for (const auto& [name, array] : golden::load(file))
            if (name.ends_with("/attribution") || name.ends_with("/map"))
                names.insert(methodOfTiny2(name));
    return names;
}

/// Adds the methods that tags [method.NAME] in a source say its tests prove.
void addTagged(const std::filesystem::path& source, std::set<std::string>& names) {
    std::ifstream file(source);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::string opening = "[method.";
    for (std::size_t at = text.find(opening); at != std::string::npos;
         at = text.find(opening, at)) {
        at += opening.size();
        names.insert(text.substr(at, text.find(']', at) - at));
    }
}

/// The methods that any test of the engine proves, in whichever program it is.
std::set<std::string> methodsWithProperties() {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SIGSCOPE_ENGINE_TESTS))
        if (entry.path().extension() == ".cpp") addTagged(entry.path(), names);
    return names;
}

std::string referencePage() {
    std::ifstream file(SIGSCOPE_METHOD_PAGE);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What the page says of a method; empty if it has no place there.
std::string sectionOf(const std::string& method, const std::string& page) {
    const std::size_t begin = page.find("\n## `" + method + "`");
    if (begin == std::string::npos) return {};
    return page.substr(begin, page.find("\n## `", begin + 1) - begin);
}

using Complaints = std::vector<std::string>;

/// Whether each of the values that a parameter can take is explained, here and on the page.
void judgeChoices(const ParameterSpec& parameter, const std::string& section,
                  Complaints& complaints) {
    for (const Choice& choice : parameter.choices) {
        const std::string name = parameter.name + " " + choice.name;
        if (choice.title.empty()) complaints.push_back(name + " has no title");
        if (choice.help.size() < 10) complaints.push_back(name + " has no help");
        if (section.find("*" + choice.name + "*: " + choice.help.substr(0, 10)) ==
            std::string::npos)
            complaints.push_back(name + " has no place in the docs");
    }
}

/// What is left to be explained of a method.
Complaints judge(const MethodSpec& method, const std::string& page) {
    Complaints complaints;
    const std::string section = sectionOf(method.name, page);
    if (method.title.empty()) complaints.emplace_back("no title");
    if (method.summary.size() < 40) complaints.emplace_back("no summary");
    if (section.empty()) complaints.emplace_back("no place in the docs");
    if (section.find(method.summary.substr(0, 20)) == std::string::npos)
        complaints.emplace_back("the docs do not say what it does");
    if (section.find("\n" + traitsText(method.traits) + "\n") == std::string::npos)
        complaints.emplace_back("the docs do not say what its map is");
    for (const ParameterSpec& parameter : method.parameters) {
        if (parameter.help.size() < 10) complaints.push_back(parameter.name + " has no help");
        if (section.find("`--" + parameter.name + "`") == std::string::npos)
            complaints.push_back(parameter.name + " has no place in the docs");
        judgeChoices(parameter, section, complaints);
    }
    return complaints;
}

}  // namespace

TEST_CASE("registry: each method has a golden or a property test", "[quick]") {
    const std::set<std::string> goldens = methodsWithGoldens();
    const std::set<std::string> properties = methodsWithProperties();
    for (const MethodSpec& method : methods::builtInMethods().specs()) {
        INFO(method.name);
        CHECK((goldens.contains(method.name) || properties.contains(method.name)));
    }
}

// That each choice also matters and keeps the sum is for variants_test.cpp.
TEST_CASE("registry: each method, parameter and choice is explained, and has its place in the docs",
          "[quick]") {
    const std::string page = referencePage();
    std::set<std::string> names;
    for (const MethodSpec& method : methods::builtInMethods().specs()) {
        INFO(method.name);
        CHECK(names.insert(method.name).second);
        CHECK_THAT(judge(method, page), Catch::Equals(Complaints()));
    }
}

TEST_CASE("registry: what is not explained or documented is noticed", "[quick]") {
    const std::string page = referencePage();
    const MethodSpec good = methods::builtInMethods().find("sig").spec;
    const auto complaintsAfter = [&](const std::function<void(MethodSpec&)>& spoil) {
        MethodSpec spoilt = good;
        spoil(spoilt);
        return judge(spoilt, page);
    };
    const auto choices = [](MethodSpec& method) -> std::vector<Choice>& {
        return std::ranges::find(method.parameters, "gate", &ParameterSpec::name)->choices;
    };
    CHECK(complaintsAfter([](auto&) {}).empty());
    CHECK_FALSE(complaintsAfter([](auto& m) { m.name = "dummy"; }).empty());
    CHECK_FALSE(complaintsAfter([](auto& m) { m.summary = "Good."; }).empty());
    CHECK_FALSE(complaintsAfter([](auto& m) { m.parameters[0].help.clear(); }).empty());
    // A parameter of another method has its place elsewhere.
    CHECK_FALSE(complaintsAfter([](auto& m) { m.parameters[0].name = "sigma-max"; }).empty());
    CHECK_FALSE(complaintsAfter([&](auto& m) { choices(m)[1].help.clear(); }).empty());
    CHECK_FALSE(complaintsAfter([&](auto& m) { choices(m)[1].name = "cubic"; }).empty());
}

TEST_CASE("registry: the published settings of each method are values it takes", "[quick]") {
    const methods::MethodRegistry registry = methods::builtInMethods();
    for (const MethodSpec& method : registry.specs()) {
        INFO(method.name);
        CHECK_NOTHROW(registry.find(method.name).requireSense(method.parity));
        CHECK_NOTHROW(registry.find(method.name).requireSense(method.withoutBaseline));
    }
}

TEST_CASE("registry: a parameter that needs company names one of its method's and its values",
          "[quick]") {
    int needy = 0;
    for (const MethodSpec& method : methods::builtInMethods().specs())
        for (const ParameterSpec& spec : method.parameters)
            for (const Companion& companion : spec.companions) {
                INFO(method.name << " " << spec.name << " beside " << companion.parameter);
                const auto other =
                    std::ranges::find(method.parameters, companion.parameter, &ParameterSpec::name);
                REQUIRE(other != method.parameters.end());
                CHECK(other->name != spec.name);
                REQUIRE_FALSE(companion.values.empty());
                for (const std::string& value : companion.values) {
                    INFO(value);
                    CHECK(toText(parseParameter(*other, value)) == value);
                }
                ++needy;
            }
    CHECK(needy > 20);
}

TEST_CASE("registry: values without sense are refused, alone and together", "[quick]") {
    const methods::Method ig = methods::builtInMethods().find("ig");
    CHECK_NOTHROW(ig.requireSense({}));
    CHECK_THROWS_AS(ig.requireSense({{"steps", std::int64_t{-1}}}), Error);
    CHECK_THROWS_AS(ig.requireSense({{"steps", std::int64_t{1}}}), Error);  // No path.
    CHECK_THROWS_AS(ig.requireSense({{"stride", std::int64_t{2}}}), Error);
}
