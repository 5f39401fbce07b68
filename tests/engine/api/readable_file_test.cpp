#include "engine/api/readable_file.h"

#include <catch2/catch.hpp>

#include "tests/support/other_user.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::EndsWith;
using sigscope::tests::OtherUser;
using sigscope::tests::TemporaryFolder;

TEST_CASE("readable file: why a file cannot be read is the system's reason", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("f.png", std::string("x"));
    CHECK(checkReadable(file).ok());
    CHECK_THAT(checkReadable(folder.path() / "no.png").error(),
               EndsWith("no.png: there is no such file"));
    CHECK_THAT(checkReadable(folder.path()).error(), EndsWith(": is a folder, not a file"));
    CHECK_THAT(checkReadable("/dev/null").error(), EndsWith("/dev/null: is not a regular file"));
    CHECK_THAT(checkReadable(folder.write("e.png", std::string())).error(),
               EndsWith("e.png: is empty"));
    CHECK_THAT(checkReadable(file / "x.png").error(),
               EndsWith("x.png: cannot be read: Not a directory"));
    CHECK_THAT(checkReadable(folder.path() / std::string(300, 'n')).error(),
               EndsWith("n: cannot be read: File name too long"));
    fs::create_symlink("loop", folder.path() / "loop");
    CHECK_THAT(checkReadable(folder.path() / "loop" / "x.png").error(),
               EndsWith("x.png: cannot be read: Too many levels of symbolic links"));
}

TEST_CASE("readable file: what may not be entered or read is not absent", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("f.png", std::string("x"));
    const fs::path closed = folder.path() / "closed";
    fs::create_directory(closed);
    fs::permissions(file, fs::perms::none);
    fs::permissions(closed, fs::perms::none);
    {
        const OtherUser user;
        CHECK_THAT(checkReadable(file).error(),
                   EndsWith("f.png: cannot be read: Permission denied"));
        CHECK_THAT(checkReadable(closed / "x.png").error(),
                   EndsWith("x.png: cannot be read: Permission denied"));
        CHECK_FALSE(isAbsent(closed / "x.png"));
        CHECK_FALSE(isAbsent(file));
    }
    fs::permissions(closed, fs::perms::owner_all);
    CHECK(isAbsent(closed / "x.png"));
}
