// A method is not done before it is proved, explained and documented.

#include <fstream>
#include <iterator>
#include <set>

#include "engine/methods/method_registry.h"
#include "tests/support/golden.h"
#include "tests/support/golden_pending.h"
#include "tests/support/golden_settings.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

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
    return names;
}

/// The methods that a test's tag [method.NAME] says it proves.
std::set<std::string> methodsWithProperties() {
    std::set<std::string> names;
    for (const Catch::TestCase& test : Catch::getRegistryHub().getTestCaseRegistry().getAllTests())
        for (const std::string& tag : test.tags)
            if (tag.starts_with("method.")) names.insert(tag.substr(7));
    return names;
}

std::string referencePage() {
    std::ifstream file(SIGSCOPE_METHOD_PAGE);
    return {std::istreambuf_iterator<char>(file), {}};
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

TEST_CASE("registry: each method is explained, and has its place in the docs", "[quick]") {
    const std::string page = referencePage();
    std::set<std::string> names;
    for (const MethodSpec& method : methods::builtInMethods().specs()) {
        INFO(method.name);
        CHECK(names.insert(method.name).second);
        CHECK_FALSE(method.title.empty());
        CHECK(method.summary.size() > 40);
        CHECK(page.find("## `" + method.name + "`") != std::string::npos);
        for (const ParameterSpec& parameter : method.parameters)
            CHECK(page.find("`--" + parameter.name + "`") != std::string::npos);
    }
}

TEST_CASE("registry: the published settings of each method are values it takes", "[quick]") {
    const methods::MethodRegistry registry = methods::builtInMethods();
    for (const MethodSpec& method : registry.specs()) {
        INFO(method.name);
        CHECK_NOTHROW(registry.find(method.name).demand(method.parity, {4, 1}, 1 << 20));
    }
}
