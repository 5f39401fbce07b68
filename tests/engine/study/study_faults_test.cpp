#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine/error.h"
#include "engine/study/folder_lock.h"
#include "engine/study/study_rows.h"
#include "tests/engine/study/study_folder.h"
#include "tests/support/other_user.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

namespace fs = std::filesystem;

/// A file system of 256 KiB, where the system lets us mount one.
class SmallDisk {
public:
    explicit SmallDisk(fs::path folder) : m_folder(std::move(folder)) {
        fs::create_directories(m_folder);
        m_mounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, "size=256k") == 0;
        if (!m_mounted) m_reason = std::strerror(errno);
    }
    ~SmallDisk() {
        if (m_mounted) ::umount(m_folder.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] const std::string& reason() const { return m_reason; }

    /// Takes all that is left.
    void fill() const {
        std::ofstream filler(fillerFile(), std::ios::binary);
        const std::string block(4096, 'x');
        while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void clear() const { fs::remove(fillerFile()); }

private:
    [[nodiscard]] fs::path fillerFile() const { return m_folder / "filler"; }

    fs::path m_folder;
    bool m_mounted = false;
    std::string m_reason;
};

/// Takes the right to write from a file or folder while it lives.
class WriteProtected {
public:
    explicit WriteProtected(fs::path place)
        : m_place(std::move(place)), m_before(fs::status(m_place).permissions()) {
        constexpr auto write =
            fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
        fs::permissions(m_place, write, fs::perm_options::remove);
    }
    ~WriteProtected() {
        std::error_code ignored;
        fs::permissions(m_place, m_before, ignored);
    }
    WriteProtected(const WriteProtected&) = delete;
    WriteProtected& operator=(const WriteProtected&) = delete;

private:
    fs::path m_place;
    fs::perms m_before;
};

/// Asks to stop after the first map.
class StopAfterFirst {
public:
    void operator()(const BenchmarkProgress& progress) {
        if (progress.step == 1) m_stop.request_stop();
    }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
};

std::string onlyLine(const RunFailure& failure) {
    CHECK_THAT(failure.message, !Contains("\n"));
    return failure.message;
}

}  // namespace

TEST_CASE("study: a full disk is one sentence; what was made is kept, and it goes on from there") {
    const StudyFolder folder(2);
    const SmallDisk disk(folder.at("disk"));
    if (!disk.isMounted()) {
        WARN("skipped: no small file system can be mounted here: " << disk.reason());
        return;
    }
    const fs::path place = folder.at("disk") / "study";
    StudyRequest request = folder.request();
    StopAfterFirst stop;
    REQUIRE(stateOf(runStudy(request, place, std::ref(stop), stop.token())).made == 1);
    const auto before = readStudy(place);
    REQUIRE(before);
    disk.fill();
    const RunFailure failure = failureOf(runStudy(request, place));
    CHECK_THAT(onlyLine(failure),
               Contains((place / "study.sqlite").string()) && Contains("disk is full"));
    CHECK((failure.cause == FailureCause::Running));
    disk.clear();
    const auto after = readStudy(place);
    REQUIRE(after);
    CHECK((after.value() == before.value()));
    const StudyState state = stateOf(runStudy(request, place));
    CHECK((state.made == 3 && state.done == 4));
}

TEST_CASE("study: a map that the disk has no room for is no row") {
    const StudyFolder folder(1);
    const SmallDisk disk(folder.at("disk"));
    if (!disk.isMounted()) {
        WARN("skipped: no small file system can be mounted here: " << disk.reason());
        return;
    }
    const fs::path place = folder.at("disk") / "study";
    StudyRequest request = folder.request();
    request.maps = MapKeeping::Kept;
    std::stop_source none;
    none.request_stop();
    static_cast<void>(runStudy(request, place, {}, none.get_token()));  // The tables alone.
    disk.fill();
    const RunFailure failure = failureOf(runStudy(request, place));
    CHECK_THAT(onlyLine(failure), Contains(folder.at("disk").string()));
    disk.clear();
    CHECK(readStudy(place).value().empty());
    CHECK(stateOf(runStudy(request, place)).made == 2);
}

TEST_CASE("study: a folder that may not be written to is one sentence, its rows can be read",
          "[quick]") {
    const tests::TemporaryFolder folder;
    const study::StudyFacts facts{"{}", {}, 1};
    const std::vector<StudyRow> rows{{"a.png", "model", "sig", "diffid", 0.5}};
    study::StudyRows(folder.path(), facts).add(rows);
    const WriteProtected file(study::rowsFile(folder.path()));
    const WriteProtected place(folder.path());
    const tests::OtherUser user;
    CHECK_THROWS_WITH(
        study::FolderLock(folder.path() / "new"),
        Contains((folder.path() / "new").string()) && Contains("no study can be kept there"));
    CHECK_THROWS_WITH(study::StudyRows(folder.path(), facts),
                      Contains("study.sqlite") && Contains("readonly"));
    CHECK((study::StudyRows(folder.path()).all() == rows));
}
