#include "engine/api/whole_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <thread>

#include "tests/support/temporary_folder.h"

using Catch::Contains;
using sigscope::writeWholeFile;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A process that writes `file` again and again, a's and b's in turn.
pid_t startWriter(const fs::path& file, const std::string& a, const std::string& b) {
    const pid_t child = fork();
    if (child != 0) return child;
    for (;;)
        for (const std::string* content : {&a, &b})
            if (!writeWholeFile(file, *content).ok()) _exit(1);
}

}  // namespace

TEST_CASE("whole file: what is killed leaves the old file or the new one", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "figure.png";
    const std::string a(1 << 20, 'a');
    const std::string b((1 << 20) + 17, 'b');
    REQUIRE(writeWholeFile(file, a).ok());
    std::mt19937 random(1);
    for (int round = 0; round < 40; ++round) {
        const pid_t child = startWriter(file, a, b);
        REQUIRE(child > 0);
        // Killed after a random number of observations, each of which is whole.
        const int observations = static_cast<int>(random() % 8);
        for (int i = 0; i <= observations; ++i) {
            const std::string seen = contentOf(file);
            REQUIRE((seen == a || seen == b));
        }
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));
        const std::string left = contentOf(file);
        REQUIRE((left == a || left == b));
    }
    const std::string last = "the last one";
    REQUIRE(writeWholeFile(file, last).ok());  // Nothing is in the way.
    CHECK(contentOf(file) == last);
    CHECK(folder.entryCount() == 1);
}

TEST_CASE("whole file: what a killed process left is removed, what one writes is not", "[quick]") {
    const TemporaryFolder folder;
    const fs::path left = folder.write(".sigscope-123456", std::string("left"));
    const fs::path held = folder.write(".sigscope-234567", std::string("being written"));
    const fs::path foreign = folder.write(".sigscope-notes", std::string("foreign"));
    const int writer = open(held.c_str(), O_WRONLY);
    REQUIRE(flock(writer, LOCK_EX) == 0);
    REQUIRE(sigscope::checkWritable(folder.path() / "a.csv").ok());
    CHECK_FALSE(fs::exists(left));
    CHECK(fs::exists(held));
    close(writer);
    REQUIRE(writeWholeFile(folder.path() / "a.csv", "text").ok());
    CHECK_FALSE(fs::exists(held));
    CHECK(fs::exists(foreign));
    CHECK(folder.entryCount() == 2);
}

TEST_CASE("whole file: a limit on the size of files is an error", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "a.csv";
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);  // As main does.
        const rlimit limit{100, 100};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto written = writeWholeFile(file, std::string(1000, 'x'));
        _exit(!written.ok() && written.error().ends_with("File too large") ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(folder.entryCount() == 0);
}

TEST_CASE("whole file: it replaces the content and keeps the rest", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("private.csv", std::string("old"));
    REQUIRE(chmod(file.c_str(), 0600) == 0);
    fs::create_symlink("private.csv", folder.path() / "link.csv");
    REQUIRE(writeWholeFile(folder.path() / "link.csv", "new").ok());
    CHECK(contentOf(file) == "new");
    CHECK(fs::is_symlink(folder.path() / "link.csv"));
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(folder.entryCount() == 2);
}

TEST_CASE("whole file: what cannot be written is named, and nothing is left", "[quick]") {
    const TemporaryFolder folder;
    const auto error = [](const fs::path& file) {
        const auto written = writeWholeFile(file, "text");
        REQUIRE_FALSE(written.ok());
        return written.error();
    };
    CHECK_THAT(error(folder.path() / "no" / "a.csv"), Contains("no/a.csv: there is no folder "));
    CHECK_THAT(error(folder.path()), Contains("is a folder"));
    CHECK_THAT(error("/proc/a.csv"), Contains("/proc/a.csv: cannot be written"));
    CHECK_THAT(error("/dev/full/a.csv"), Contains("cannot be written"));
    CHECK(folder.entryCount() == 0);
}
