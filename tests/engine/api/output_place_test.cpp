#include "engine/api/output_place.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>

#include "engine/api/whole_file.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using Catch::Contains;
using Catch::StartsWith;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Neither the check before nor the writing accepts `file`, for the same reason, which is returned.
std::string refusal(const fs::path& file) {
    const auto checked = checkWritable(file);
    const auto written = writeWholeFile(file, "text");
    REQUIRE_FALSE(checked.ok());
    REQUIRE_FALSE(written.ok());
    CHECK(checked.error() == written.error());
    CHECK_THAT(checked.error(), StartsWith(file.string() + ": "));
    return checked.error();
}

}  // namespace

TEST_CASE("output place: a protected file is refused, whoever asks", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("keep.csv", std::string("kept"));
    fs::create_symlink("keep.csv", folder.path() / "link.csv");
    REQUIRE(chmod(file.c_str(), 0444) == 0);
    for (const char* name : {"keep.csv", "link.csv"})
        CHECK_THAT(refusal(folder.path() / name),
                   Contains("is write-protected; give another name"));
    CHECK(contentOf(file) == "kept");
    REQUIRE(chmod(file.c_str(), 0644) == 0);
    CHECK(writeWholeFile(file, "new").ok());
}

TEST_CASE("output place: a link is followed, also to what is not there yet", "[quick]") {
    const TemporaryFolder folder;
    const fs::path link = folder.path() / "link.csv";
    fs::create_symlink("second.csv", link);
    fs::create_symlink(folder.path() / "target.csv", folder.path() / "second.csv");
    CHECK(checkWritable(link).ok());
    REQUIRE(writeWholeFile(link, "text").ok());
    CHECK(fs::is_symlink(link));
    CHECK(fs::is_symlink(folder.path() / "second.csv"));
    CHECK(contentOf(folder.path() / "target.csv") == "text");

    const fs::path nowhere = folder.path() / "nowhere.csv";
    fs::create_symlink("no/such.csv", nowhere);
    CHECK_THAT(refusal(nowhere), Contains("there is no folder " + (folder.path() / "no").string()));
    CHECK(fs::is_symlink(nowhere));
    const fs::path circle = folder.path() / "circle.csv";
    fs::create_symlink("circle.csv", circle);
    CHECK_THAT(refusal(circle), Contains("cannot be written: "));
    CHECK(fs::is_symlink(circle));
}

TEST_CASE("output place: a pipe is written to, and is a pipe afterwards", "[quick]") {
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe.csv";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(checkWritable(pipe).ok());
    const auto unread = writeWholeFile(pipe, "text");
    REQUIRE_FALSE(unread.ok());
    CHECK_THAT(unread.error(), Contains("nobody reads from the pipe"));

    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    REQUIRE(writeWholeFile(pipe, "text").ok());
    char text[8]{};
    CHECK(read(reader, text, sizeof text) == 4);
    CHECK(std::string(text) == "text");
    close(reader);
    CHECK(fs::is_fifo(pipe));
    CHECK(folder.entryCount() == 1);
}

TEST_CASE("output place: a link to a device leaves the device", "[quick]") {
    const TemporaryFolder folder;
    const fs::path device = folder.path() / "null";
    if (mknod(device.c_str(), S_IFCHR | 0666, dev_t{1} << 8 | 3) != 0) {
        WARN("this user may not make a device");
        return;
    }
    if (const int opened = open(device.c_str(), O_WRONLY); opened >= 0) {
        close(opened);
    } else {
        WARN("devices cannot be used here");
        return;
    }
    const fs::path link = folder.path() / "link.csv";
    fs::create_symlink("null", link);
    CHECK(checkWritable(link).ok());
    CHECK(writeWholeFile(link, "text").ok());
    CHECK(fs::is_symlink(link));
    CHECK(fs::is_character_file(device));
}

TEST_CASE("output place: what nothing can be written to is refused", "[quick]") {
    const TemporaryFolder folder;
    CHECK_THAT(refusal(folder.path()), Contains("is a folder"));
    CHECK_THAT(refusal(folder.path() / (std::string(300, 'x') + ".csv")),
               Contains("cannot be written: "));
    CHECK_THAT(refusal(folder.path() / "no" / "a.csv"), Contains("there is no folder "));

    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const fs::path place = folder.path() / "socket";
    std::strncpy(address.sun_path, place.c_str(), sizeof address.sun_path - 1);
    const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK_THAT(refusal(place), Contains("is a socket"));
    close(listener);
    CHECK(fs::is_socket(place));
}
