#include "engine/study/study_rows.h"

#include <cmath>
#include <fstream>

#include "engine/error.h"
#include "engine/study/folder_lock.h"
#include "engine/study/number_list.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::study;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

StudyFacts facts() {
    return {R"({"metrics":["diffid"],"models":1})", {2, 3}, 7};
}

StudyRow rowOf(const std::string& name, const std::string& metric, double value) {
    return {name, "net", "sig", metric, value, ""};
}

}  // namespace

TEST_CASE("study rows: what was added is there afterwards, in order, to the bit", "[quick]") {
    const TemporaryFolder folder;
    const StudyRow unread{"a'\".png", "net", "sig", "road", std::nullopt, "cannot be read"};
    {
        StudyRows rows(folder.path(), facts());
        CHECK(rows.all().empty());
        rows.add({rowOf("b.png", "road", 0.1), rowOf("b.png", "diffid", -1.0 / 3)});
        rows.add({unread});
    }
    const StudyRows rows(folder.path());
    CHECK(rows.facts() == facts());
    CHECK((rows.all() == std::vector<StudyRow>{unread, rowOf("b.png", "diffid", -1.0 / 3),
                                               rowOf("b.png", "road", 0.1)}));
    CHECK(rows.has({"b.png", "net", "sig"}));
    CHECK_FALSE(rows.has({"b.png", "net", "ig"}));
}

TEST_CASE("study rows: of a map all rows are added or none", "[quick]") {
    const TemporaryFolder folder;
    StudyRows rows(folder.path(), facts());
    rows.add({rowOf("a.png", "diffid", 1)});
    CHECK_THROWS_AS(rows.add({rowOf("b.png", "diffid", 1), rowOf("a.png", "diffid", 2)}), Error);
    CHECK((rows.all() == std::vector<StudyRow>{rowOf("a.png", "diffid", 1)}));
    rows.add({rowOf("b.png", "diffid", 1)});  // It goes on after that.
    CHECK(rows.all().size() == 2);
}

TEST_CASE("study rows: another study, another shard and other files are refused", "[quick]") {
    const TemporaryFolder folder;
    { const StudyRows rows(folder.path(), facts()); }
    StudyFacts other = facts();
    other.spec = R"({"metrics":["road"],"models":1})";
    CHECK_THROWS_WITH(StudyRows(folder.path(), other),
                      Contains("holds another study, of other metrics"));
    other = facts();
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

TEST_CASE("study rows: what is kept beside them is there with them, or not at all", "[quick]") {
    const TemporaryFolder folder;
    StudyFacts told = facts();
    told.command = "sigscope study run 'my pictures'";
    told.pictures = "/data";
    const StudyMap map{"b.png", "net", "sig", 1.5, "maps/0-net/sig/000000-b.npz"};
    const MapCurve curve{
        "b.png", "net", "sig", "road", {"MoRF", "share removed", "accuracy", {0.1, 0.2}, {1, 0}}};
    {
        StudyRows rows(folder.path(), told);
        rows.add({rowOf("b.png", "road", 0.1)}, {map}, {curve});
        // The row is there already: so the second map does not come either.
        CHECK_THROWS_AS(rows.add({rowOf("b.png", "road", 1)}, {StudyMap{"c.png", "net", "sig"}}),
                        Error);
    }
    const StudyRows rows(folder.path());
    CHECK(rows.facts() == told);
    CHECK((rows.maps() == std::vector<StudyMap>{map}));
    std::vector<MapCurve> curves;
    rows.eachCurve([&curves](const MapCurve& one) { curves.push_back(one); });
    REQUIRE(curves.size() == 1);
    CHECK(curves[0].metric == "road");
    CHECK(curves[0].curve.quantity == "accuracy");
    CHECK((curves[0].curve.x == std::vector{0.1, 0.2}));
    CHECK((curves[0].curve.y == std::vector{1.0, 0.0}));
}

TEST_CASE("study rows: lists of numbers are read back to the bit, others are damaged", "[quick]") {
    const std::vector<double> numbers{1.0 / 3, -0.0, 1e300};
    CHECK((numberListOf(numberListText(numbers)) == numbers));
    CHECK(numberListOf("").empty());
    CHECK(std::isnan(numberListOf(numberListText({std::nan("")})).at(0)));
    for (const char* text : {"1,2", "x", "1  2", " 1"})
        CHECK_THROWS_WITH(numberListOf(text), Contains("is damaged"));
}
