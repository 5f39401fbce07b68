// What errors say: of files, and of whatever else is thrown.

#include <new>
#include <string>

#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/file_error.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

struct Told {
    std::string message;
    FailureCause cause;
};

template <typename Thrown>
Told toldOf(const Thrown& thrown) {
    try {
        throw thrown;
    } catch (...) {
        return {currentErrorMessage(), currentErrorCause()};
    }
}

std::string refusalOf(const std::string& reason) {
    try {
        refuseFile("net.pth", reason);
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("error text: an input's fault is told from one of running", "[quick]") {
    CHECK(toldOf(Error("steps: is none")).message == "steps: is none");
    CHECK(toldOf(Error("steps: is none")).cause == FailureCause::Input);
    CHECK(toldOf(std::bad_alloc()).message.starts_with("not enough memory"));
    CHECK(toldOf(std::bad_alloc()).cause == FailureCause::Memory);
}

TEST_CASE("error text: something is said of any exception, and of none", "[quick]") {
    CHECK_FALSE(toldOf(42).message.empty());
    CHECK(toldOf(42).cause == FailureCause::Running);
    CHECK_FALSE(currentErrorMessage().empty());
    CHECK(currentErrorCause() == FailureCause::Running);
}

TEST_CASE("error text: what a file is refused for is one short printable line", "[quick]") {
    CHECK(refusalOf("lacks fc.weight") == "net.pth: lacks fc.weight");
    CHECK(refusalOf("has a\nb\x7f\x1b[1m") == "net.pth: has a?b??[1m");
    CHECK(refusalOf("größer") == "net.pth: größer");
    CHECK(refusalOf(std::string(5000, 'a')) == "net.pth: " + std::string(400, 'a'));
}
