#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/io/sha256.h"
#include "tests/support/temporary_folder.h"

using sigscope::io::sha256OfFile;

TEST_CASE("sha256: the standard's examples", "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    CHECK(sha256OfFile(folder.write("abc", std::string("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sigscope::io::sha256Of(std::string_view()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256OfFile(folder.write("million", std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: what cannot be read is named", "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    CHECK_THROWS_WITH(sha256OfFile(folder.path() / "missing"), Catch::Contains("missing"));
    CHECK_THROWS_AS(sha256OfFile(folder.path()), sigscope::Error);
}
