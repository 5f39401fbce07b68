#include "engine/store/memory_results.h"

#include <catch2/catch.hpp>

#include "engine/api/baseline_list.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using sigscope::store::keyOf;
using sigscope::store::MemoryResults;
using sigscope::tests::TemporaryFolder;

namespace {

constexpr std::int64_t plenty = 1LL << 30;

/// A trace that takes so much memory.
class HeavyTrace final : public PathTrace {
public:
    explicit HeavyTrace(std::int64_t bytes) : m_bytes(bytes) {}
    const std::vector<PathNode>& nodes() const override { return m_nodes; }
    const std::vector<double>& accumulatedSums() const override { return m_sums; }
    Frame frame(double) const override { return {}; }
    float spectrumMaximum() const override { return 0; }
    std::int64_t bytes() const override { return m_bytes; }

private:
    std::int64_t m_bytes;
    std::vector<PathNode> m_nodes;
    std::vector<double> m_sums;
};

constexpr int side = 32;
constexpr std::int64_t mapBytes = 4LL * 3 * side * side;
constexpr std::int64_t traceBytes = 100'000;

std::shared_ptr<Explanation> explanationOf(const std::string& spec) {
    auto explanation = std::make_shared<Explanation>();
    explanation->spec = {spec};
    explanation->attribution = Array(3, side, side);
    explanation->trace = std::make_shared<HeavyTrace>(traceBytes);
    return explanation;
}

StoredResult resultOf(const std::string& spec) {
    return {explanationOf(spec), {}};
}

ExplainRequest requestOf(const std::string& method) {
    ExplainRequest request;
    request.method = method;
    return request;
}

/// Of a method that takes references.
const Catalogue& catalogue() {
    static const Catalogue all = [] {
        ParameterSpec references;
        references.name = "references";
        references.kind = ParameterSpec::Kind::Folder;
        Catalogue made;
        made.methods = {{"samp", "", "", {references}}};
        return made;
    }();
    return all;
}

/// The id of what is found; empty if nothing is.
std::string found(MemoryResults& results, const ExplainRequest& request) {
    const auto result = results.find(request);
    return result ? result->explanation->spec.sha256 : "";
}

}  // namespace

TEST_CASE("result store: a request finds what was computed for it, plan included", "[quick]") {
    MemoryResults results(catalogue(), plenty);
    CHECK_FALSE(results.find(requestOf("ig")));
    StoredResult first = resultOf("a");
    first.plan.evaluations = 61;
    results.add(keyOf(requestOf("ig"), catalogue()), first);
    results.add(keyOf(requestOf("sig"), catalogue()), resultOf("b"));
    CHECK(found(results, requestOf("ig")) == "a");
    CHECK(found(results, requestOf("sig")) == "b");
    CHECK(found(results, requestOf("big")).empty());
    CHECK(results.find(requestOf("ig"))->plan.evaluations == 61);
    CHECK(results.find(requestOf("ig"))->explanation->trace);
    CHECK(results.find(SpecId{"b"})->explanation->spec.sha256 == "b");
    CHECK_FALSE(results.find(SpecId{"c"}));
}

TEST_CASE("result store: where and how it is computed is no part of the question", "[quick]") {
    MemoryResults results(catalogue(), plenty);
    results.add(keyOf(requestOf("ig"), catalogue()), resultOf("a"));
    ExplainRequest request = requestOf("ig");
    request.device = "cuda";
    request.tracing = Tracing::Path;
    request.traceBudget /= 2;
    request.reuse = Reuse::Refused;
    CHECK(found(results, request) == "a");
    request.precision = "float64";
    CHECK(found(results, request).empty());
}

TEST_CASE("result store: a file that was written to is another one", "[quick]") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "bank");
    ExplainRequest request = requestOf("samp");
    request.image = folder.write("a.png", std::string("picture"));
    request.model = folder.write("net.pth", std::string("weights")).string();
    setBaselines(request, {NamedBaseline::Black,
                           PictureBaseline{folder.write("b.png", std::string("baseline"))}});
    static_cast<void>(folder.write("bank/c.png", std::string("reference")));
    request.parameters["references"] = (folder.path() / "bank").string();
    const auto change = GENERATE(as<std::string>(), "a.png", "net.pth", "net.json", "b.png",
                                 "bank/c.png", "bank/new.png");
    INFO(change);
    MemoryResults results(catalogue(), plenty);
    results.add(keyOf(request, catalogue()), resultOf("a"));
    REQUIRE(found(results, request) == "a");
    static_cast<void>(folder.write(change, std::string("something longer")));
    CHECK(found(results, request).empty());
}

TEST_CASE("result store: a file that took another's place is another one", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request;
    request.image = folder.write("a.png", std::string("picture"));
    const auto other = folder.write("b.png", std::string("another"));
    std::filesystem::last_write_time(other, std::filesystem::last_write_time(request.image));
    MemoryResults results(catalogue(), plenty);
    results.add(keyOf(request, catalogue()), resultOf("a"));
    std::filesystem::rename(other, request.image);  // As long, and as old.
    CHECK(found(results, request).empty());
}

TEST_CASE("result store: two requests of one spec have one result", "[quick]") {
    MemoryResults results(catalogue(), plenty);
    results.add(keyOf(requestOf("ig"), catalogue()), resultOf("a"));
    ExplainRequest likewise = requestOf("ig");
    likewise.parameters["steps"] = std::int64_t{129};
    const StoredResult again = resultOf("a");
    results.add(keyOf(likewise, catalogue()), again);
    CHECK(results.find(requestOf("ig"))->explanation == again.explanation);
    CHECK(results.find(likewise)->explanation == again.explanation);
}

TEST_CASE("result store: traces go before maps, what was not asked for first", "[quick]") {
    constexpr std::int64_t room = 3 * (mapBytes + traceBytes) - traceBytes / 2;
    MemoryResults results(catalogue(), room);  // For three maps and two traces.
    for (const char* method : {"a", "b"})
        results.add(keyOf(requestOf(method), catalogue()), resultOf(method));
    REQUIRE(found(results, requestOf("a")) == "a");  // Asked for, later than b.
    results.add(keyOf(requestOf("c"), catalogue()), resultOf("c"));
    const auto hasTrace = [&results](const char* method) {
        const auto result = results.find(requestOf(method));
        REQUIRE(result);
        CHECK_FALSE(result->explanation->attribution.empty());
        return result->explanation->trace != nullptr;
    };
    CHECK_FALSE(hasTrace("b"));
    CHECK(hasTrace("a"));
    CHECK(hasTrace("c"));
}

TEST_CASE("result store: it keeps to its budget", "[quick]") {
    MemoryResults results(catalogue(), 5 * mapBytes);
    std::vector<std::string> methods;
    for (int i = 0; i < 20; ++i) {
        methods.push_back("method " + std::to_string(i));
        results.add(keyOf(requestOf(methods.back()), catalogue()), resultOf(methods.back()));
    }
    std::int64_t bytes = 0;
    std::vector<std::string> left;
    for (const std::string& method : methods)
        if (const auto result = results.find(SpecId{method})) {
            bytes += store::bytesOf(*result->explanation);
            left.push_back(method);
        }
    CHECK(bytes <= 5 * mapBytes);
    CHECK(left == std::vector<std::string>(methods.end() - 4, methods.end()));
}

TEST_CASE("result store: without a budget it keeps nothing", "[quick]") {
    MemoryResults results(catalogue(), 0);
    results.add(keyOf(requestOf("ig"), catalogue()), resultOf("a"));
    CHECK_FALSE(results.find(requestOf("ig")));
}
