#include "engine/study/study_rows.h"

#include <fstream>

#include "engine/error.h"
#include "engine/study/folder_lock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::study;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

const StudyFacts facts{R"({"metrics":["diffid"],"models":1})", {2, 3}, 7};

StudyRow rowOf(const std::string& name, const std::string& metric, double value) {
    return {name, "net", "sig", metric, value, ""};
}

}  // namespace

TEST_CASE("study rows: what was added is there afterwards, in order, to the bit", "[quick]") {
    const TemporaryFolder folder;
    const StudyRow unread{"a'\".png", "net", "sig", "road", std::nullopt, "cannot be read"};
    {
        StudyRows rows(folder.path(), facts);
        CHECK(rows.all().empty());
        rows.add({rowOf("b.png", "road", 0.1), rowOf("b.png", "diffid", -1.0 / 3)});
        rows.add({unread});
    }
    const StudyRows rows(folder.path());
    CHECK(rows.facts() == facts);
    CHECK((rows.all() == std::vector<StudyRow>{unread, rowOf("b.png", "diffid", -1.0 / 3),
                                               rowOf("b.png", "road", 0.1)}));
    CHECK(rows.has({"b.png", "net", "sig"}));
    CHECK_FALSE(rows.has({"b.png", "net", "ig"}));
}

TEST_CASE("study rows: of a map all rows are added or none", "[quick]") {
    const TemporaryFolder folder;
    StudyRows rows(folder.path(), facts);
    rows.add({rowOf("a.png", "diffid", 1)});
    CHECK_THROWS_AS(rows.add({rowOf("b.png", "diffid", 1), rowOf("a.png", "diffid", 2)}), Error);
    CHECK((rows.all() == std::vector<StudyRow>{rowOf("a.png", "diffid", 1)}));
    rows.add({rowOf("b.png", "diffid", 1)});  // It goes on after that.
    CHECK(rows.all().size() == 2);
}

TEST_CASE("study rows: another study, another shard and other files are refused", "[quick]") {
    const TemporaryFolder folder;
    { const StudyRows rows(folder.path(), facts); }
    StudyFacts other = facts;
    other.spec = R"({"metrics":["road"],"models":1})";
    CHECK_THROWS_WITH(StudyRows(folder.path(), other),
                      Contains("holds another study, of other metrics"));
    other = facts;
    other.shard = {1, 3};
    CHECK_THROWS_WITH(StudyRows(folder.path(), other), Contains("holds shard 2/3"));
    const TemporaryFolder empty;
    CHECK_THROWS_WITH(StudyRows(empty.path()), Contains("holds no study"));
    static_cast<void>(empty.write("study.sqlite", std::string(5000, 'x')));
    CHECK_THROWS_WITH(StudyRows(empty.path()), Contains("not a database"));
}

TEST_CASE("study rows: one at a time writes to a folder", "[quick]") {
    const TemporaryFolder folder;
    {
        const FolderLock lock(folder.path() / "new");
        CHECK_THROWS_WITH(FolderLock(folder.path() / "new"),
                          Contains("another process is writing"));
    }
    CHECK_NOTHROW(FolderLock(folder.path() / "new"));
    static_cast<void>(folder.write("file", std::string("x")));
    CHECK_THROWS_WITH(FolderLock(folder.path() / "file"), Contains("no study can be kept there"));
}
