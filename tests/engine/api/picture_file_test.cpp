#include "engine/api/picture_file.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using Catch::Contains;
using sigscope::isArrayArchive;
using sigscope::picturesAt;
using sigscope::picturesIn;
using sigscope::tests::TemporaryFolder;

TEST_CASE("picture file: a folder's pictures, by name, without hidden and other files", "[quick]") {
    const TemporaryFolder folder;
    for (const char* name :
         {"b.JPG", "a.png", "c.jp2", "._a.png", ".hidden.jpg", ".png", "note.txt"})
        static_cast<void>(folder.write(name, std::string("x")));
    fs::create_directory(folder.path() / "folder.png");
    fs::create_symlink("nowhere", folder.path() / "gone.png");
    const auto pictures = picturesIn(folder.path());
    REQUIRE(pictures.ok());
    CHECK(pictures.value() == std::vector<fs::path>{folder.path() / "a.png",
                                                    folder.path() / "b.JPG",
                                                    folder.path() / "c.jp2"});
}

TEST_CASE("picture file: arrays are pictures, results beside them are none", "[quick]") {
    const TemporaryFolder folder;
    // The list of an archive's entries, as far as it is looked at, and the record at its end.
    const auto archive = [](const std::string& entry) {
        return std::string("PK\3\4…PK\1\2…") + entry + "…PK\5\6…";
    };
    static_cast<void>(folder.write("a.npy", std::string("x")));
    const fs::path arrays = folder.write("b.npz", archive("image.npy"));
    const fs::path result = folder.write("c.npz", archive("attribution.npy"));
    const fs::path cut = folder.write("d.npz", std::string("PK\3\4…image.npy"));
    CHECK(isArrayArchive(arrays));
    for (const fs::path& other : {result, cut, folder.path() / "none.npz", folder.path()})
        CHECK_FALSE(isArrayArchive(other));
    const auto pictures = picturesIn(folder.path());
    REQUIRE(pictures.ok());
    CHECK(pictures.value() == std::vector<fs::path>{folder.path() / "a.npy", arrays});
}

TEST_CASE("picture file: a folder that cannot be listed is named with the reason", "[quick]") {
    const TemporaryFolder folder;
    fs::create_symlink("loop", folder.path() / "loop");
    CHECK_THAT(picturesIn(folder.path() / "none").error(), Contains("none: No such file"));
    CHECK_THAT(picturesIn(folder.path() / "loop").error(), Contains("loop: Too many levels"));
}

TEST_CASE("picture file: places are pictures and folders of them, in their order", "[quick]") {
    const TemporaryFolder folder;
    const fs::path inner = folder.path() / "inner";
    fs::create_directory(inner);
    for (const char* name : {"inner/b.png", "inner/a.png"})
        static_cast<void>(folder.write(name, std::string("x")));
    const fs::path absent = folder.path() / "absent.png";
    const auto pictures = picturesAt({absent, inner});
    REQUIRE(pictures.ok());
    CHECK(pictures.value() == std::vector<fs::path>{absent, inner / "a.png", inner / "b.png"});
    CHECK_THAT(picturesAt({inner, folder.path()}).error(),
               Contains("there are no pictures in this folder"));
}
