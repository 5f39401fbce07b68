// Each measurement is a process of its own: what one run leaves behind must not help the next.
// Where numbers are compared closely, what is compared are the bytes of tensors: the C library's
// heap has a noise of megabytes.

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include "tests/support/torch_catch.h"

namespace {

struct Bytes {
    double predicted = 0;
    double measured = 0;
};

Bytes probe(const std::string& arguments) {
    // Every block is mapped by itself: the peak is what was held at once, not how the C library's
    // heap happened to be cut up.
    std::string command = "MALLOC_MMAP_THRESHOLD_=65536 " SIGSCOPE_MEMORY_PROBE;
    command.append(" ").append(arguments);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe);
    Bytes bytes;
    INFO(command);
    REQUIRE(std::fscanf(pipe.get(), "%lf %lf", &bytes.predicted, &bytes.measured) == 2);
    return bytes;
}

constexpr double megabyte = 1 << 20;

}  // namespace

TEST_CASE("memory: the plan's peak is within 25 % of what a run then takes") {
    for (const char* run : {"engine sig trapezoid 33 none", "engine ig reference 17 none",
                            "engine sig trapezoid 65 path", "several ig trapezoid 17 path",
                            "engine eig trapezoid 33 none", "engine gig reference 33 path"}) {
        const Bytes bytes = probe(run);
        INFO(run << ": predicted " << bytes.predicted / megabyte << " MiB, measured "
                 << bytes.measured / megabyte << " MiB");
        CHECK(bytes.predicted < 1.25 * bytes.measured);
        CHECK(bytes.predicted > 0.75 * bytes.measured);
    }
}

TEST_CASE("memory: the reference rule takes no more for 2,000 nodes than for 200") {
    const double few = probe("method sig reference 200 536870912").measured;
    const double many = probe("method sig reference 2000 536870912").measured;
    INFO(few / megabyte << " MiB, then " << many / megabyte << " MiB");
    // Nothing is held but the last two nodes and the sum; a node more would be 3 % of it.
    CHECK(many < 1.01 * few);
}

TEST_CASE("memory: the default rule takes at most its budget more for 2,000 nodes") {
    constexpr double budget = 32 * megabyte;
    // What the reference rule takes does not depend on the nodes: the test before.
    const double reference = probe("method sig reference 200 33554432").measured;
    const double standard = probe("method sig trapezoid 2000 33554432").measured;
    INFO(reference / megabyte << " MiB, then " << standard / megabyte << " MiB");
    CHECK(standard < reference + budget);
    CHECK(standard > reference + 0.5 * budget);  // It does use what it may.
}
