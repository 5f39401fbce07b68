#include "engine/file_bytes.h"

#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::EndsWith;
using sigscope::tests::TemporaryFolder;

TEST_CASE("file bytes: what is larger than its kind is not read", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("s.jpg", std::string("\xff\xd8\xff\xe0"));
    fs::resize_file(file, 6ULL << 30);  // Sparse: it takes no room.
    CHECK_THROWS_WITH(readFileBytes(file, {16 << 20, "note"}),
                      EndsWith("s.jpg: is larger than 16 MiB, which no note is"));
    CHECK_THROWS_WITH(io::readImage(file),
                      EndsWith("s.jpg: is larger than 2 GiB, which no picture is"));
    fs::resize_file(file, 1ULL << 42);
    CHECK_THROWS_WITH(readFileBytes(file),
                      Catch::Contains("s.jpg: has 4096 GiB, more than the memory"));
}

TEST_CASE("file bytes: a pointer of git-lfs is called so", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write(
        "w.pth", std::string("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
    const auto message = EndsWith(
        "w.pth: is only a pointer of git-lfs to the file; fetch the file itself with 'git lfs "
        "pull'");
    CHECK_THROWS_WITH(readFileBytes(file), message);
    CHECK_THROWS_WITH(io::sha256OfFile(file), message);
}

TEST_CASE("file bytes: a file that is written to while it is read is refused", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("p.png", std::string(100, 'a'));
    const OpenFile opened(file);
    fs::resize_file(file, 99);
    CHECK_THROWS_WITH(opened.readAll(),
                      EndsWith("p.png: was written to while it was read; try again"));
}

TEST_CASE("file bytes: another file that takes the name changes nothing", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("p.png", std::string(100, 'a'));
    const OpenFile opened(file);
    fs::rename(folder.write("other.png", std::string(100, 'b')), file);
    CHECK(opened.readAll() == std::vector<std::uint8_t>(100, 'a'));
}
